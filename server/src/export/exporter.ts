import type {
  AppError,
  Dataset,
  Day,
  DayRange,
  Instant,
  OptionSpec,
  OptionValues,
  TellableNotice,
  Text,
} from '../core/index.js'
import type { ExportSource } from './export-source.js'

/** Kinds of destination. A new one is one folder, one line in the registry, one page in docs/exporters. */
export const EXPORT_KINDS = [
  'HOME_ASSISTANT',
  'MQTT',
  'VICTORIAMETRICS',
  'JEEDOM',
  'WEBHOOK',
  'NTFY',
] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

export type { OptionSpec, OptionType, OptionValue, OptionValues, Text } from '../core/index.js'

/** Days of one dataset whose values changed. pdl null: of no meter (TEMPO, ECOWATT). */
export interface ChangedDays {
  readonly dataset: Dataset
  readonly pdl: string | null
  readonly days: readonly Day[]
}

/** What an exporter needs to deliver, whatever it is asked to do. */
export interface Delivery {
  readonly options: OptionValues
  /** What may leave: already narrowed to the meters and datasets of the target. */
  readonly source: ExportSource
  /** Small facts the exporter keeps about this target between runs (ids it created, marks it reached). */
  readonly memory: TargetMemory
  readonly signal: AbortSignal
  /** One line for the run's record; secrets are masked. */
  readonly log: (line: string) => void
  readonly progress: (recordsDone: number, recordsTotal: number | null) => void
}

export interface TargetMemory {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
}

export interface SendRequest extends Delivery {
  /** Not yet delivered, oldest first. */
  readonly changes: readonly ChangedDays[]
  /** Among them, days whose earlier sending was cut: to be read back before they are sent again. */
  readonly doubtful: readonly ChangedDays[]
  /** To be called as soon as the destination is known to hold these days: what fails later does not send them again. */
  readonly delivered: (changes: readonly ChangedDays[]) => Promise<void>
}

/** One notice to tell. */
export interface Telling extends Pick<Delivery, 'options' | 'memory' | 'signal' | 'log'> {
  readonly notice: TellableNotice
  /** An earlier telling was cut, or was not answered: it may be there already. */
  readonly isDoubtful: boolean
}

/** TOLD: it is there. UNSURE: it may be, and telling it again could say it twice. */
export type Told = 'TOLD' | 'UNSURE'

/** How one protocol, or one step of a test, went. */
export interface ProtocolCheck {
  /** websocket, rest, mqtt, tls, jsonrpc, read-back... */
  readonly protocol: string
  readonly outcome: CheckPassed | AppError
}

export interface CheckPassed {
  readonly durationMs: number
  /** Name and version of the other side. */
  readonly peer: string | null
  /** Worth knowing, though it works: retention too short, no admin right. */
  readonly warnings: readonly AppError[]
}

/** One message, exactly as it would leave; secrets masked. */
export interface ExportMessage {
  /** Topic, statistic id, URL path or command. */
  readonly destination: string
  readonly payload: string
  /** Values inside. */
  readonly values: number
}

export interface ExportPreview {
  readonly messages: readonly ExportMessage[]
  /** Messages in all. */
  readonly total: number
  /** Values in all. */
  readonly values: number
  /** About how long at the destination's pace. */
  readonly estimatedSeconds: number
}

/** A value that is not there as it should. */
export interface ExportDifference {
  /** Series, topic or command there. */
  readonly key: string
  readonly at: Instant | null
  readonly expected: number
  /** null = absent. */
  readonly found: number | null
  /** As the destination names it. */
  readonly unit: string
}

export interface Verified {
  readonly compared: number
  readonly differences: readonly ExportDifference[]
}

/**
 * What every destination can do. Methods throw ExportFailed (PEER_*) when the destination cannot be reached, refuses, or
 * does not keep what it acknowledged; they never throw for another target's sake, and never log a secret.
 */
export interface Exporter {
  readonly kind: ExportKind
  readonly options: readonly OptionSpec[]
  /** All it can carry. */
  readonly datasets: readonly Dataset[]
  /** It tells the price of now: what follows changes runs when that price does. */
  readonly tellsPrice?: true
  /** Tries each protocol apart; changes nothing at the destination that a person would notice. */
  check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]>
  /** Exactly what would leave for these changes. Sends nothing. */
  preview(
    delivery: Pick<Delivery, 'options' | 'source'>,
    changes: readonly ChangedDays[],
    limit: number,
  ): Promise<ExportPreview>
  /** Idempotent: sending the same changes twice leaves the destination as once. @returns values sent. */
  send(request: SendRequest): Promise<{ readonly records: number }>
  /** Reads the destination back. */
  verify(delivery: Delivery, range: DayRange): Promise<Verified>
  /** Rewrites what differs. @returns values rewritten. */
  repair(delivery: Delivery, range: DayRange): Promise<{ readonly records: number }>
  /**
   * Tells a person one notice; only of those that carry NOTICES. Never twice: one in doubt is looked for first where the other
   * side can be asked, replaced where it replaces, else UNSURE. Throws ExportFailed when it did not arrive (it is told again
   * later), Unconfirmed when it may have, and the other side can be asked.
   */
  tell?(telling: Telling): Promise<Told>
  /** Sets up at the destination what the figures need (Energy dashboard, equipment, discovery). */
  install?(delivery: Delivery): Promise<{ readonly records: number }>
  /** Removes everything we wrote there. */
  purge?(delivery: Delivery): Promise<{ readonly records: number }>
  /** The product starts, the target is enabled: opens what stays open between runs, without waiting for the other side. */
  start?(delivery: Pick<Delivery, 'options' | 'memory'>): Promise<void>
  /** The target is off, deleted or elsewhere from now on: closes what stays open between runs. */
  release?(memory: TargetMemory): Promise<void>
  /** What a person may copy elsewhere: a card, a dashboard. Never a secret. */
  snippets?(delivery: Pick<Delivery, 'options' | 'source'>): Promise<readonly Snippet[]>
}

/** Text to copy, or file to load elsewhere. */
export interface Snippet {
  readonly title: Text
  readonly format: 'yaml' | 'json' | 'text'
  /** Identifiers of the meters filled in. */
  readonly text: string
}
