import type { NoticeKind } from './announcements/tellable-notice.js'
import type { Dataset } from './energy.js'
import type { RunState } from './graphql/words.js'
import type { DayRange } from './time/paris.js'

/** How far a sync is. */
export interface SyncProgress {
  readonly runId: string
  readonly state: RunState
  /** From 1. */
  readonly step: number
  readonly steps: number
  readonly dataset: Dataset | null
  readonly pdl: string | null
  readonly daysDone: number
  readonly daysTotal: number
  readonly cachedCalls: number
  readonly freshCalls: number
  /** null = unknown. */
  readonly remainingSeconds: number | null
}

/** What a run does at a destination. SEND: what changed, or again from a day. */
export const EXPORT_ACTIONS = ['SEND', 'DRY_RUN', 'VERIFY', 'REPAIR', 'INSTALL', 'PURGE'] as const
export type ExportAction = (typeof EXPORT_ACTIONS)[number]

/** How far an export is. */
export interface ExportProgress {
  readonly runId: string
  readonly targetId: string
  readonly action: ExportAction
  readonly state: RunState
  readonly recordsDone: number
  /** null = unknown. */
  readonly recordsTotal: number | null
  /** null = unknown. */
  readonly remainingSeconds: number | null
}

/** How far the reading of a file is. */
export interface ImportProgress {
  readonly importId: string
  readonly bytesRead: number
  readonly bytesTotal: number
  /** It is read, refused or gone: ask for it. */
  readonly done: boolean
}

/** Every event of the house. Events are facts, told after the commit that made them true; they never carry the data. */
export interface Events {
  /** Values changed; an identical answer announces nothing. pdl null = not of one meter (Tempo, EcoWatt). */
  ReadingsMerged: {
    readonly pdl: string | null
    readonly dataset: Dataset
    readonly ranges: readonly DayRange[]
  }
  /** A sync moved on; the last one of a run has an end state. */
  SyncProgressed: SyncProgress
  SyncFinished: { readonly runId: string }
  /** Somebody asked for a sync from elsewhere than our pages: a button in Home Assistant. pdl null = of all meters. */
  SyncRequested: { readonly pdl: string | null }
  /** An export moved on; the last one of a run has an end state. */
  ExportProgressed: ExportProgress
  ExportFinished: { readonly runId: string; readonly targetId: string }
  /** The reading of a file moved on; the last one is done. */
  ImportProgressed: ImportProgress
  /** Destinations of a kind want everything looked at again: a person asked, or the other side started anew. */
  ResendRequested: { readonly kind: string; readonly pdl: string | null }
  /** A fact speaks for the first time; what destinations are to say of it is handed over. */
  NoticeRaised: { readonly id: string; readonly kind: NoticeKind }
  /** A notice appeared, changed or went away. */
  NoticeChanged: { readonly id: string; readonly kind: NoticeKind; readonly gone: boolean }
  /** The user changed preferences or alert rules. */
  SettingsChanged: Record<string, never>
  /** The user gave, changed or forgot the secret. */
  CredentialsChanged: Record<string, never>
}
export type EventName = keyof Events
