import type { Day, DayRange, Direction, EcowattLevel, Instant, TempoColor } from '../core/index.js'
import type { MicroEur, PricedDay } from '../tariffs/index.js'

/** A meter as destinations see it. */
export interface ExportMeter {
  readonly pdl: string
  readonly name: string | null
  readonly directions: readonly Direction[]
  readonly subscribedPowerKva: number | null
  readonly pricingOption: string | null
  /** Minutes of Paris wall clock since midnight; across midnight when `startMinute >= endMinute`. */
  readonly offPeak: readonly {
    readonly startMinute: number
    readonly endMinute: number
    readonly weekdays: readonly number[]
  }[]
  readonly activationDate: Day | null
  readonly segment: string | null
  readonly distributionTariff: string | null
  readonly address: string | null
}

export interface ExportDay {
  readonly day: Day
  readonly energyWh: number
  /** The sum of its curve, until its index comes. */
  readonly derived: boolean
}

export interface ExportSlot {
  readonly startAt: Instant
  readonly minutes: number
  readonly powerW: number
}

/** Energy of one UTC hour. */
export interface ExportHour {
  readonly startAt: Instant
  readonly energyWh: number
}

export interface ExportPeak {
  readonly day: Day
  readonly at: Instant
  readonly powerVa: number
}

/** What drawn energy costs a meter now, all taxes included. */
export interface ExportPrices {
  /** null = no contract holds now. */
  readonly now: ExportPrice | null
  /** When bucket or price change next; null = not within the days to come. */
  readonly nextChangeAt: Instant | null
  readonly next: ExportPrice | null
  /** In force today, by bucket. */
  readonly buckets: readonly { readonly bucket: string; readonly perKwh: MicroEur }[]
}

export interface ExportPrice {
  readonly bucket: string
  readonly isOffPeak: boolean
  /** null = not known. */
  readonly perKwh: MicroEur | null
}

/** How the data of a meter stand. */
export interface ExportStatus {
  readonly lastCompleteDay: Day | null
  /** Complete days of the last 30. */
  readonly completeDaysOf30: number
  readonly lastSyncAt: Instant | null
  readonly nextTryAt: Instant | null
  readonly cachedCallsUsed: number
  readonly freshCallsUsed: number
  /** One English sentence; null = all well. */
  readonly problem: string | null
}

/** Everything that may leave, read from what is held; nothing here ever asks the gateway. Lists are oldest first. */
export interface ExportSource {
  readonly now: Instant
  meters(): Promise<readonly ExportMeter[]>
  /** First and last day that hold energy in a direction; null = none. */
  extent(pdl: string, direction: Direction): Promise<{ readonly first: Day; readonly last: Day } | null>
  /** Known days only: a missing day is not in the list. */
  days(pdl: string, direction: Direction, range: DayRange): Promise<readonly ExportDay[]>
  /** Known slots only. */
  slots(pdl: string, direction: Direction, range: DayRange): Promise<readonly ExportSlot[]>
  /**
   * Energy by UTC hour, scaled so that the hours of a day add up to its known total (1.4 of the computations; not beyond
   * 10 %). A day of which only the total is known is one row at its local midnight; an incomplete curve gives its known
   * hours, and the rest of the day's total in the last of them, when the total is known.
   */
  hours(pdl: string, direction: Direction, range: DayRange): Promise<readonly ExportHour[]>
  /** Buckets in which the contracts of a meter bill a direction; empty = no contract is known. */
  buckets(pdl: string, direction: Direction): Promise<readonly string[]>
  /**
   * Days under their prices, hour by hour: energy by bucket and cost. Hours without a price have no cost, energy in no bucket
   * is not there; the buckets of a whole day add up to its `hours`. Without the curve, all of a day stands at its midnight.
   */
  priced(pdl: string, direction: Direction, range: DayRange): Promise<readonly PricedDay[]>
  prices(pdl: string): Promise<ExportPrices | null>
  peaks(pdl: string, range: DayRange): Promise<readonly ExportPeak[]>
  tempoDays(range: DayRange): Promise<ReadonlyMap<Day, TempoColor>>
  /** Used and left of the season under way. */
  tempoCounts(): Promise<
    readonly {
      readonly color: TempoColor
      readonly used: number
      readonly left: number
      readonly quota: number
    }[]
  >
  tempoForecast(): Promise<
    readonly {
      readonly day: Day
      readonly blueRatio: number
      readonly whiteRatio: number
      readonly redRatio: number
    }[]
  >
  ecowatt(range: DayRange): Promise<
    readonly {
      readonly day: Day
      readonly level: number
      readonly hours: readonly (EcowattLevel | null)[]
      readonly message: string | null
    }[]
  >
  status(pdl: string): Promise<ExportStatus>
}
