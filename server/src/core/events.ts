import type { Dataset } from './energy.js'
import type { DayRange } from './time/paris.js'

/** Every event of the house. Events are facts, told after the commit that made them true; they never carry the data. */
export interface Events {
  /** Values changed; an identical answer announces nothing. pdl null = not of one meter (Tempo, EcoWatt). */
  ReadingsMerged: {
    readonly pdl: string | null
    readonly dataset: Dataset
    readonly ranges: readonly DayRange[]
  }
  /** A sync moved on; the last one of a run has an end state. */
  SyncProgressed: { readonly runId: string }
  SyncFinished: { readonly runId: string; readonly changed: boolean }
  /** The user gave, changed or forgot the secret. */
  CredentialsChanged: Record<string, never>
}
export type EventName = keyof Events
