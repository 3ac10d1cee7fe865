import type {
  CurveReading,
  DailyReading,
  Day,
  DayRange,
  Direction,
  EcowattLevel,
  Instant,
  MaxPowerReading,
  Reason,
  Series,
  SeriesDataset,
  TempoColor,
} from '../core/index.js'

export type ReadingOf<D extends SeriesDataset> = D extends 'MAX_POWER'
  ? MaxPowerReading
  : D extends `${string}_CURVE`
    ? CurveReading
    : DailyReading
export type AnyReading = DailyReading | CurveReading | MaxPowerReading

/** Who asks: 'manual' may spend the units kept for actions by hand, and passes a closed door once to see whether it opens. */
export type CallMode = 'auto' | 'manual'

/** The two daily counters: 1000 units that the gateway may serve from its cache, 50 that go to Enedis or EcoWatt. */
export type Counter = 'cached' | 'fresh'

/** Calls spent so far, counted by the gateway module in the object that was handed in. */
export interface CallTally {
  cached: number
  fresh: number
}

export interface CallOptions {
  readonly mode: CallMode
  readonly signal?: AbortSignal | undefined
  readonly calls?: CallTally | undefined
}

/** One legal request for a series, as it goes on the wire. */
export interface SeriesRequest<D extends SeriesDataset = SeriesDataset> {
  readonly series: Series & { readonly dataset: D }
  /** `start` and `end` exactly as written in the URL: whether `end` is included depends on the endpoint. */
  readonly start: Day
  readonly end: Day
  /** true counts on the 1000-a-day counter, false on the 50-a-day one. */
  readonly useCache: boolean
  /** The days this request is meant to bring. Readings outside are kept too: they are true. */
  readonly covers: DayRange
}

/** A reading that could not be believed. Its neighbours are kept. */
export interface Rejected {
  /** The label as received, or its position when it has none. */
  readonly label: string
  /** One English sentence. */
  readonly cause: string
}

/** What the gateway said of a range. */
export interface SeriesAnswer<D extends SeriesDataset = SeriesDataset> {
  /** Oldest first, each interval or day once. */
  readonly readings: readonly ReadingOf<D>[]
  readonly rejected: readonly Rejected[]
  /**
   * Why nothing, or not all, came when the gateway gave a reason: NO_DATA (404, empty list), BEFORE_START (activation or
   * consent), TOO_OLD (horizon), SOURCE_UNAVAILABLE (PARTIAL_DATA, failed ranges); null = it gave none: what is absent has no data.
   */
  readonly reason: Extract<Reason, 'NO_DATA' | 'BEFORE_START' | 'TOO_OLD' | 'SOURCE_UNAVAILABLE'> | null
}

/** A meter as the gateway lists it. */
export interface GatewayUsagePoint {
  readonly pdl: string
  /** The gateway's row id, a UUID: the path parameter of `/pdl/{id}/…`. */
  readonly gatewayId: string
  readonly name: string | null
  readonly position: number | null
  readonly active: boolean
  readonly directions: readonly Direction[]
  readonly subscribedPowerKva: number | null
  readonly pricingOption: string | null
  readonly offPeak: readonly OffPeakRange[]
  readonly activationDate: Day | null
  readonly linkedProductionGatewayId: string | null
}

/** A daily window of Paris wall clock in minutes since midnight; across midnight when `start >= end`. */
export interface OffPeakRange {
  readonly startMinute: number
  readonly endMinute: number
  /** 1 Monday … 7 Sunday; empty = all. */
  readonly weekdays: readonly number[]
}

export interface GatewayContract {
  readonly segment: string | null
  readonly subscribedPowerKva: number | null
  readonly activationDate: Day | null
  readonly distributionTariff: string | null
  readonly offPeak: readonly OffPeakRange[]
  readonly contractStatus: string | null
  readonly meterType: string | null
  readonly communicating: boolean | null
}

export interface GatewayAddress {
  /** One line, as on a letter. */
  readonly line: string | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly inseeCode: string | null
}

export interface GatewayTempoDay {
  readonly day: Day
  readonly color: TempoColor
}

export interface GatewayTempoForecast {
  readonly day: Day
  /** 0 to 1 each, together 1. */
  readonly blueRatio: number
  readonly whiteRatio: number
  readonly redRatio: number
  /** high, medium, low; `quota` = guessed from the days left only. */
  readonly confidence: 'high' | 'medium' | 'low' | 'quota'
  readonly updatedAt: Instant
}

export interface GatewayEcowattSignal {
  readonly day: Day
  /** 1 to 3. */
  readonly level: Exclude<EcowattLevel, 0>
  /** 24 levels by Paris hour; null = RTE did not send that hour. */
  readonly hours: readonly (EcowattLevel | null)[]
  readonly message: string | null
  readonly publishedAt: Instant | null
}

export interface GatewayUsage {
  readonly cached: { readonly used: number; readonly limit: number }
  readonly fresh: { readonly used: number; readonly limit: number }
}

export interface GatewayAccount {
  /** Masked: `j•••@example.org`. */
  readonly account: string
}
