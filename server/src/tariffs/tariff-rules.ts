import type { OfferModel, PriceRule, Tariff } from './offer.js'
import type { TimeWindow } from './windows.js'

const ALWAYS = { weekdays: [], season: 'ALL', from: null, to: null } as const
const window = (startMinute: number, endMinute: number, rest: Partial<TimeWindow> = {}): TimeWindow => ({
  ...ALWAYS,
  startMinute,
  endMinute,
  ...rest,
})
const rule = (bucket: string, when: TimeWindow | null = null, dayType: string | null = null): PriceRule => ({
  bucket,
  window: when,
  holidays: false,
  dayType,
})
const ALL_DAY = window(0, 1440)
const WEEKEND = window(0, 1440, { weekdays: [6, 7] })
/** Night of the offers "nuit et week-end". */
const NIGHT = window(23 * 60, 6 * 60)
/** Dear hours of Zen Flex. */
const DEAR_HOURS = [window(8 * 60, 13 * 60), window(18 * 60, 20 * 60)]
/** Types cut by the off-peak windows of the home: while these are not known, nothing is split. */
const NEEDS_OFF_PEAK = new Set(['HC_HP', 'WEEKEND', 'HC_WEEKEND', 'SEASONAL'])
const COLORS = ['BLUE', 'WHITE', 'RED'] as const
/** Calendar of the days that Zen Flex bills apart. */
export const ZEN_FLEX = 'ZEN_FLEX'
/** Calendar of the peak days of EJP. */
export const EJP = 'EJP'
export const TEMPO_OFF_PEAK = [window(22 * 60, 6 * 60)]
/** Where a home has no off-peak hours and an offer asks for them: the usual eight, and always said. */
export const ASSUMED_OFF_PEAK = [window(22 * 60, 6 * 60)]

/**
 * Type of an offer and the off-peak windows of the home → its rules. An unknown type has no rule: its energy stays unsplit
 * rather than being billed at a price that may not be its own.
 */
export function tariffOf(type: string, offPeak: readonly TimeWindow[]): Tariff {
  if (type === 'TEMPO') return { kind: 'TEMPO', offPeak: TEMPO_OFF_PEAK }
  if (type === 'EJP') return { kind: 'EJP' }
  return { kind: 'RULES', rules: rulesOf(type, offPeak) }
}

function rulesOf(type: string, offPeak: readonly TimeWindow[]): PriceRule[] {
  const inOffPeak = (bucket: string, when: Partial<TimeWindow> = {}) =>
    offPeak.map((one) => rule(bucket, { ...one, ...when }))
  if (NEEDS_OFF_PEAK.has(type) && offPeak.length === 0) return []
  switch (type) {
    case 'BASE':
      return [rule('BASE')]
    case 'HC_HP':
      return [...inOffPeak('HC'), rule('HP')]
    case 'BASE_WEEKEND':
      return [rule('WE', WEEKEND), rule('SEM')]
    case 'WEEKEND':
    case 'HC_WEEKEND':
      return [rule('HC', WEEKEND), ...inOffPeak('HC'), rule('HP')]
    case 'HC_NUIT_WEEKEND':
      return [rule('HC', WEEKEND), rule('HC', NIGHT), rule('HP')]
    case 'SEASONAL':
      return [
        ...inOffPeak('SUMMER_HC', { season: 'SUMMER' }),
        rule('SUMMER_HP', { ...ALL_DAY, season: 'SUMMER' }),
        ...inOffPeak('WINTER_HC'),
        rule('WINTER_HP'),
      ]
    case 'ZEN_FLEX':
      return [
        ...DEAR_HOURS.map((one) => rule('SOBRIETY_HP', one, ZEN_FLEX)),
        rule('SOBRIETY_HC', null, ZEN_FLEX),
        ...DEAR_HOURS.map((one) => rule('ECO_HP', one)),
        rule('ECO_HC'),
      ]
    default:
      return []
  }
}

/** Off-peak at its own price on Saturday and Sunday. */
function fourBuckets(offPeak: readonly TimeWindow[]): PriceRule[] {
  return [
    ...offPeak.flatMap((one) => weekendPart(one).map((part) => rule('HC_WE', part))),
    rule('HP_WE', WEEKEND),
    ...offPeak.map((one) => rule('HC', one)),
    rule('HP'),
  ]
}

/** What of a window lies in Saturday and Sunday: a night that began on Friday counts from midnight. */
function weekendPart(one: TimeWindow): TimeWindow[] {
  const days = one.weekdays.length > 0 ? one.weekdays : [1, 2, 3, 4, 5, 6, 7]
  const on = (weekdays: number[], startMinute: number, endMinute: number) =>
    weekdays.length > 0 ? [{ ...one, startMinute, endMinute, weekdays }] : []
  const isWeekend = (day: number) => day >= 6
  const own = days.filter(isWeekend)
  if (one.startMinute < one.endMinute) return on(own, one.startMinute, one.endMinute)
  const after = days.map((day) => (day % 7) + 1).filter(isWeekend)
  return [...on(own, one.startMinute, 1440), ...(one.endMinute > 0 ? on(after, 0, one.endMinute) : [])]
}

/** Whether the off-peak windows of the home decide what an offer costs. */
export function needsOffPeak({ type, rules }: Pick<OfferModel, 'type' | 'rules'>): boolean {
  return rules.length === 0 && NEEDS_OFF_PEAK.has(type)
}

/** An offer at a home → how it cuts time; an offer with rules of its own follows them. */
export function tariffOfOffer(
  { type, rules, versions }: Pick<OfferModel, 'type' | 'rules' | 'versions'>,
  offPeak: readonly TimeWindow[],
): Tariff {
  if (rules.length > 0) return { kind: 'RULES', rules }
  const hasWeekendPrices = versions.some(({ prices }) => prices.HC_WE !== undefined)
  if (type === 'HC_HP' && hasWeekendPrices) return { kind: 'RULES', rules: fourBuckets(offPeak) }
  return tariffOf(type, offPeak)
}

/** Every bucket in which a tariff may bill energy. */
export function bucketsOf(tariff: Tariff): string[] {
  switch (tariff.kind) {
    case 'TEMPO':
      return COLORS.flatMap((color) => [`${color}_HC`, `${color}_HP`])
    case 'EJP':
      return ['EJP_NORMAL', 'EJP_PEAK']
    case 'RULES':
      return [...new Set(tariff.rules.map(({ bucket }) => bucket))]
  }
}
