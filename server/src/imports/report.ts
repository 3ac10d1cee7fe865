import type { Day, DayRange, Direction, SeriesDataset } from '../core/index.js'
import type { Separator } from './values/cells.js'
import type { Encoding } from './values/encoding.js'
import type { DecimalMark } from './values/numbers.js'

/** What a file is, before its tables. */
export const CONTAINERS = ['TEXT', 'XLSX', 'ZIP', 'SQLITE', 'SQL_DUMP'] as const
export type Container = (typeof CONTAINERS)[number]

/** Layouts of tables that we read. docs/imports.md describes each. */
export const LAYOUTS = [
  'ENEDIS_CURVE',
  'ENEDIS_INDEX',
  'ENEDIS_MAX_POWER',
  'ENEDIS_CALENDAR',
  'EDF_CURVE',
  'EDF_DAILY',
  'EDF_MONTHLY',
  'EDF_INDEX',
  'SLOTS',
  'DAILY',
  'V1_DAILY',
  'V1_CURVE',
  'V1_MAX_POWER',
  'LINKY_LOCAL',
] as const
export type LayoutName = (typeof LAYOUTS)[number]

/** What a column was understood to hold. */
export const MEANINGS = [
  'SLOT_START',
  'SLOT_END',
  'SLOT_MINUTES',
  'READING_TIME',
  'PEAK_TIME',
  'DAY',
  'MONTH',
  'POWER_W',
  'POWER_KW',
  'ENERGY_WH',
  'ENERGY_KWH',
  'INDEX_WH',
  'INDEX_KWH',
  'PEAK_VA',
  'METER',
  'DIRECTION',
  'IGNORED',
] as const
export type Meaning = (typeof MEANINGS)[number]

/** How something that a table does not say itself was learnt. */
export const KNOWN_BY = ['CONTENT', 'FILE_NAME', 'ASSUMED'] as const
export type KnownBy = (typeof KNOWN_BY)[number]

/** Why lines were left out. `other`: too many kinds to tell. */
export const RULES = [
  'date',
  'number',
  'range',
  'future',
  'grid',
  'skipped_hour',
  'duplicate',
  'index_backwards',
  'index_gap',
  'too_long',
  'unknown_table',
  'direction',
] as const
export type Rule = (typeof RULES)[number]

/** What deserves to be known though nothing was left out. */
export const REMARKS = [
  'DIRECTION_ASSUMED',
  'REPEATED_HOUR_ONCE',
  'ROUNDED_TO_KWH',
  'REPEATED_VALUES',
  'ESTIMATED_VALUES',
] as const
export type Remark = (typeof REMARKS)[number]

/** Why a whole file cannot be applied: the stable word of `Problem.fields[0].rule`. */
export const REFUSALS = [
  'empty',
  'unknown',
  'other_source',
  'no_value',
  'monthly_only',
  'binary',
  'broken',
  'encrypted',
  'too_large_inside',
  'hostile',
  'dump_format',
] as const
export type Refusal = (typeof REFUSALS)[number]

export interface ColumnReport {
  readonly name: string
  readonly meaning: Meaning
}

/** One table of a file, as understood. */
export interface TableReport {
  /** Sheet, file of an archive or table of a database; null when the file is the table. */
  readonly name: string | null
  readonly layout: LayoutName
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  decimalMark: DecimalMark | null
  readonly columns: readonly ColumnReport[]
  readonly firstRows: string[][]
  pdl: string | null
  pdlKnownBy: KnownBy | null
  readonly direction: Direction
  readonly directionKnownBy: KnownBy
  blankValues: number
}

/** One line that was left out. */
export interface Rejection {
  /** Line, row or record, from 1; with its table when there are several. */
  readonly path: string
  readonly rule: Rule
  readonly message: string
}

/** Energy of days that a file tells as one figure: set against the days, never spread over them. */
export interface Total {
  readonly pdl: string
  readonly direction: Direction
  readonly range: DayRange
  readonly energyWh: number
}

/** What reading a file told, apart from its values. */
export interface FileReport {
  readonly container: Container
  readonly tables: readonly TableReport[]
  /** The first hundred. */
  readonly rejections: readonly Rejection[]
  readonly rejectedByRule: Readonly<Partial<Record<Rule, number>>>
  readonly remarks: readonly Remark[]
  readonly totals: readonly Total[]
}

/** Values of one day of one series, as read: parallel lists. */
export interface StagedDay {
  /** Empty when the file does not name its meter. */
  readonly pdl: string
  readonly dataset: SeriesDataset
  readonly day: Day
  /** Seconds since midnight in Paris: start of a slot, instant of a peak, 0 for the energy of the day. */
  readonly offsets: number[]
  /** Length of each slot; 0 for what has none. */
  readonly minutes: number[]
  /** W, Wh or VA. */
  readonly values: number[]
  /** The file counts in steps of so many Wh. */
  readonly precisionWh: number
}
