import type { Day } from '../../src/core/index.js'

/** Every form of off-peak hours that the list of usage points shows. */
export type OffpeakHours = Readonly<Record<string, unknown>> | readonly string[] | null

export type IntervalMinutes = 5 | 10 | 15 | 30 | 60

/** From this day on, the meter records one point every `minutes`. */
export interface IntervalChange {
  readonly from: Day
  readonly minutes: IntervalMinutes
}

/** An invented household. */
export interface GeneratedProfile {
  /** Wh a year, roughly; heating included. */
  readonly annualEnergyWh?: number
  /** Share of the year's energy that heats the house, 0..1. */
  readonly heatingShare?: number
  /** Local ranges `HH:MM-HH:MM` where the water heater runs; none: no water heater. */
  readonly waterHeaterRanges?: readonly string[]
  /** First and last day of the absences. */
  readonly absences?: readonly { readonly from: Day; readonly to: Day }[]
}

/** Curves read from canonical files (`interval_start_utc,interval_end_local,mean_power_w`), gzip or not. */
export interface FileProfile {
  readonly consumptionCurve?: string
  /** `date,wh,points,expected_points,complete`: only complete days are served; left out: sums of the curve. */
  readonly consumptionDaily?: string
  readonly productionCurve?: string
  readonly productionDaily?: string
  /** `own` (default): the file's dates. `recent`: moved by whole multiples of 364 days, weekday kept, to reach yesterday. */
  readonly dates?: 'own' | 'recent'
}

/** A usage point as a test or the demo describes it. Plain data: it also travels through the control routes. */
export interface HouseholdPlan {
  /** 14 digits. */
  readonly pdl: string
  readonly name?: string | null
  readonly subscribedPowerKva?: number
  readonly pricingOption?: string | null
  /** As `/pdl` shows it. */
  readonly offpeakHours?: OffpeakHours
  /** As the contract words it, `HC (22H30-6H30)`; null: single rate. */
  readonly offpeakText?: string | null
  readonly isActive?: boolean
  /** What `/pdl` claims; left out: what the meter does. */
  readonly hasConsumption?: boolean
  readonly hasProduction?: boolean
  /** Last activation of the meter; left out: 4 years before today, or the first day of the file. */
  readonly activation?: Day
  /** False: `/pdl` shows no activation date, as for usage points that came by the consent flow. */
  readonly activationKnown?: boolean
  /** Extra days before a reading is published. */
  readonly lateDays?: number
  readonly intervals?: readonly IntervalChange[]
  /** Days Enedis never has. */
  readonly missingDays?: readonly Day[]
  /** False: the holder never switched the load curve on. */
  readonly loadCurve?: boolean
  /** False: a producer only. */
  readonly consumes?: boolean
  /** Peak of the solar panels, W; left out: no production. */
  readonly solarPeakW?: number
  readonly profile?: GeneratedProfile
  readonly file?: FileProfile
}
