import type { Day, TempoColor } from '../core/index.js'
import { addDays } from '../core/index.js'
import type { Cell, DayTypes, Painter, VersionOn } from './day-cells.js'
import type { MicroEur } from './money.js'
import type { OfferVersion, PriceRule } from './offer.js'
import { EJP } from './tariff-rules.js'
import type { TimeWindow } from './windows.js'
import { DAY_MINUTES, markMinutes } from './windows.js'

export const UNSPLIT = 'UNSPLIT'
const TEMPO_HOUR = 6 * 60
const [EJP_FROM, EJP_TO] = [7 * 60, 60]
export const COLORS: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']

export function cellOf(bucket: string, version: OfferVersion | null): Cell {
  const price = version?.prices[bucket] ?? null
  return {
    bucket,
    price,
    low: price,
    high: price,
    reason: price === null ? 'PRICE_UNKNOWN' : null,
    isCarried: version?.carried === true,
  }
}

function unsplit(version: OfferVersion | null, reason: NonNullable<Cell['reason']>): Cell {
  return {
    bucket: UNSPLIT,
    price: null,
    ...extremes(Object.values(version?.prices ?? {})),
    reason,
    isCarried: version?.carried === true,
  }
}

/** Painted from the last rule to the first, so that the first that matches is what stays. */
export function paintRules(
  painter: Painter,
  rules: readonly PriceRule[],
  day: Day,
  version: OfferVersion | null,
  types: DayTypes,
): void {
  painter.paint(unsplit(version, 'PRICE_UNKNOWN'), 0, DAY_MINUTES)
  for (const rule of [...rules].reverse()) {
    const paint = (from: number, to: number) => {
      for (const [isKind, first, last] of kindsOf(rule.dayType, day, from, to, types)) {
        if (isKind === false || first >= last) continue
        painter.paint(isKind ? cellOf(rule.bucket, version) : unsplit(version, 'COLOR_UNKNOWN'), first, last)
      }
    }
    if (rule.window === null || (rule.holidays && types.isHoliday(day))) paint(0, DAY_MINUTES)
    else markMinutes(rule.window, day, paint)
  }
}

/** Whether minutes are of a kind of day: a colour runs from 06:00 to 06:00, a calendar from midnight to midnight. */
function kindsOf(
  dayType: string | null,
  day: Day,
  from: number,
  to: number,
  { color, isSpecial }: DayTypes,
): [boolean | undefined, number, number][] {
  if (dayType === null) return [[true, from, to]]
  const wanted = COLORS.find((one) => one === dayType)
  if (wanted === undefined) return [[isSpecial(dayType, day), from, to]]
  const isColor = (one: Day) => {
    const known = color(one)
    return known === undefined ? undefined : known === wanted
  }
  return [
    [isColor(addDays(day, -1)), from, Math.min(to, TEMPO_HOUR)],
    [isColor(day), Math.max(from, TEMPO_HOUR), to],
  ]
}

export function paintTempo(
  painter: Painter,
  offPeak: readonly TimeWindow[],
  day: Day,
  versionOn: VersionOn,
  { color }: DayTypes,
): void {
  const paint = (tariffDay: Day, rate: 'HC' | 'HP', from: number, to: number) =>
    painter.paint(tempoCell(color(tariffDay), rate, versionOn(tariffDay)), from, to)
  const before = addDays(day, -1)
  paint(before, 'HP', 0, TEMPO_HOUR)
  paint(day, 'HP', TEMPO_HOUR, DAY_MINUTES)
  for (const one of offPeak) {
    markMinutes(one, day, (from, to) => {
      if (from < TEMPO_HOUR) paint(before, 'HC', from, Math.min(to, TEMPO_HOUR))
      if (to > TEMPO_HOUR) paint(day, 'HC', Math.max(from, TEMPO_HOUR), to)
    })
  }
}

function tempoCell(color: TempoColor | undefined, rate: 'HC' | 'HP', version: OfferVersion | null): Cell {
  if (color !== undefined) return cellOf(`${color}_${rate}`, version)
  const prices = COLORS.map((one) => version?.prices[`${one}_${rate}`]).filter((price) => price !== undefined)
  const reason = prices.length > 0 ? 'COLOR_UNKNOWN' : 'PRICE_UNKNOWN'
  return {
    bucket: `TEMPO_UNKNOWN_${rate}`,
    price: null,
    ...extremes(prices),
    reason,
    isCarried: version?.carried === true,
  }
}

export function paintEjp(
  painter: Painter,
  day: Day,
  version: OfferVersion | null,
  { isSpecial }: DayTypes,
): void {
  const cell = (special: boolean | undefined): Cell =>
    special === undefined
      ? unsplit(version, 'COLOR_UNKNOWN')
      : cellOf(special ? 'EJP_PEAK' : 'EJP_NORMAL', version)
  const isPeak = (one: Day) => isSpecial(EJP, one)
  painter.paint(cellOf('EJP_NORMAL', version), 0, EJP_FROM)
  painter.paint(cell(isPeak(addDays(day, -1))), 0, EJP_TO)
  painter.paint(cell(isPeak(day)), EJP_FROM, DAY_MINUTES)
}

function extremes(prices: readonly MicroEur[]): { low: MicroEur | null; high: MicroEur | null } {
  return prices.length === 0
    ? { low: null, high: null }
    : { low: Math.min(...prices), high: Math.max(...prices) }
}
