import type { Day } from '../core/index.js'
import type { MicroEur } from './money.js'
import type { TimeWindow } from './windows.js'

/** Prices of an offer during a time, all taxes included. */
export interface OfferVersion {
  /** First day; null = unknown, since ever. */
  readonly from: Day | null
  /** Day after the last; null = still. */
  readonly to: Day | null
  readonly subscriptionPerMonth: MicroEur | null
  /** By bucket, per kWh. A bucket that is not there has no price. */
  readonly prices: Readonly<Record<string, MicroEur>>
  readonly source: string | null
}

/** When a bucket applies; in a list the first that matches wins. */
export interface PriceRule {
  readonly bucket: string
  /** null = all day. */
  readonly window: TimeWindow | null
  /** Public holidays count as well. */
  readonly holidays: boolean
}

/** How an offer cuts time into buckets. */
export type Tariff =
  | { readonly kind: 'RULES'; readonly rules: readonly PriceRule[] }
  /** Tempo: colour of the day that began at 06:00, off-peak in `offPeak`. */
  | { readonly kind: 'TEMPO'; readonly offPeak: readonly TimeWindow[] }
  /** Special days billed apart from 07:00 to 01:00. */
  | { readonly kind: 'EJP' }

const ALWAYS = { weekdays: [], season: 'ALL', from: null, to: null } as const
const window = (startMinute: number, endMinute: number, rest: Partial<TimeWindow> = {}): TimeWindow => ({
  ...ALWAYS,
  startMinute,
  endMinute,
  ...rest,
})
const WEEKEND = window(0, 1440, { weekdays: [6, 7] })
/** Night of the offers "nuit et week-end". */
const NIGHT = window(23 * 60, 6 * 60)
export const TEMPO_OFF_PEAK = [window(22 * 60, 6 * 60)]

/**
 * Type of an offer and the off-peak windows of the home → its rules. An unknown type has no rule: its energy stays unsplit
 * rather than being billed at a price that may not be its own.
 */
export function tariffOf(type: string, offPeak: readonly TimeWindow[]): Tariff {
  const rule = (bucket: string, when: TimeWindow | null = null): PriceRule => ({
    bucket,
    window: when,
    holidays: false,
  })
  const offPeakRules = (bucket: string, when: Partial<TimeWindow> = {}) =>
    offPeak.map((one) => rule(bucket, { ...one, ...when }))
  switch (type) {
    case 'BASE':
      return { kind: 'RULES', rules: [rule('BASE')] }
    case 'HC_HP':
      return { kind: 'RULES', rules: [...offPeakRules('HC'), rule('HP')] }
    case 'BASE_WEEKEND':
      return { kind: 'RULES', rules: [rule('WE', WEEKEND), rule('SEM')] }
    case 'WEEKEND':
    case 'HC_WEEKEND':
      return { kind: 'RULES', rules: [rule('HC', WEEKEND), ...offPeakRules('HC'), rule('HP')] }
    case 'HC_NUIT_WEEKEND':
      return { kind: 'RULES', rules: [rule('HC', WEEKEND), rule('HC', NIGHT), rule('HP')] }
    case 'SEASONAL':
      return {
        kind: 'RULES',
        rules: [
          ...offPeakRules('SUMMER_HC', { season: 'SUMMER' }),
          rule('SUMMER_HP', window(0, 1440, { season: 'SUMMER' })),
          ...offPeakRules('WINTER_HC'),
          rule('WINTER_HP'),
        ],
      }
    case 'TEMPO':
      return { kind: 'TEMPO', offPeak: TEMPO_OFF_PEAK }
    case 'EJP':
      return { kind: 'EJP' }
    default:
      return { kind: 'RULES', rules: [] }
  }
}
