import type { Day, TempoColor } from '../core/index.js'
import { addDays } from '../core/index.js'
import type { MicroEur } from './money.js'
import type { OfferVersion, PriceRule, Tariff } from './offer.js'
import { DAY_MINUTES, markMinutes } from './windows.js'

/** Kinds of day that somebody else decides. */
export interface DayTypes {
  /** Published colour; undefined = not known, never guessed. */
  readonly color: (day: Day) => TempoColor | undefined
  /** Whether a day is a special one (EJP); undefined = nobody told. */
  readonly isSpecial: (day: Day) => boolean | undefined
  readonly isHoliday: (day: Day) => boolean
}

/** Energy of one bucket at one price. */
export interface Cell {
  readonly bucket: string
  /** null = no price is known. */
  readonly price: MicroEur | null
  /** Lowest and highest price it may turn out to have. */
  readonly low: MicroEur | null
  readonly high: MicroEur | null
}

/** One Paris day of an offer: the cell of each minute of the wall clock. */
export interface DayCells {
  readonly cells: readonly Cell[]
  readonly byMinute: Uint8Array
}

export const UNSPLIT = 'UNSPLIT'
const TEMPO_HOUR = 6 * 60
const [EJP_FROM, EJP_TO] = [7 * 60, 60]
const COLORS: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']

/**
 * The buckets and prices of one day, minute by minute of the wall clock: tariff day, version, kind of day, rule, price.
 * @param versionOn version in force on a tariff day: the civil day, for Tempo the day that began at 06:00.
 */
export function dayCells(
  tariff: Tariff,
  day: Day,
  versionOn: (day: Day) => OfferVersion | null,
  types: DayTypes,
): DayCells {
  const painter = new Painter()
  switch (tariff.kind) {
    case 'RULES':
      paintRules(painter, tariff.rules, day, versionOn(day), types)
      break
    case 'TEMPO':
      paintTempo(painter, tariff.offPeak, day, versionOn, types)
      break
    case 'EJP':
      paintEjp(painter, day, versionOn(day), types)
      break
  }
  return { cells: painter.cells, byMinute: painter.byMinute }
}

class Painter {
  readonly cells: Cell[] = []
  readonly byMinute = new Uint8Array(DAY_MINUTES)

  paint(cell: Cell, from: number, to: number): void {
    let index = this.cells.findIndex((one) => one.bucket === cell.bucket && one.price === cell.price)
    if (index < 0) index = this.cells.push(cell) - 1
    this.byMinute.fill(index, from, to)
  }
}

function cellOf(bucket: string, version: OfferVersion | null): Cell {
  const price = version?.prices[bucket] ?? null
  return { bucket, price, low: price, high: price }
}

/** Painted from the last rule to the first, so that the first that matches is what stays. */
function paintRules(
  painter: Painter,
  rules: readonly PriceRule[],
  day: Day,
  version: OfferVersion | null,
  { isHoliday }: DayTypes,
): void {
  painter.paint({ bucket: UNSPLIT, price: null, ...bounds(version) }, 0, DAY_MINUTES)
  for (const rule of [...rules].reverse()) {
    const cell = cellOf(rule.bucket, version)
    if (rule.window === null || (rule.holidays && isHoliday(day))) painter.paint(cell, 0, DAY_MINUTES)
    else markMinutes(rule.window, day, (from, to) => painter.paint(cell, from, to))
  }
}

function paintTempo(
  painter: Painter,
  offPeak: Extract<Tariff, { kind: 'TEMPO' }>['offPeak'],
  day: Day,
  versionOn: (day: Day) => OfferVersion | null,
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
  return { bucket: `TEMPO_UNKNOWN_${rate}`, price: null, ...extremes(prices) }
}

function paintEjp(painter: Painter, day: Day, version: OfferVersion | null, { isSpecial }: DayTypes): void {
  const cell = (special: boolean | undefined): Cell =>
    special === undefined
      ? { bucket: UNSPLIT, price: null, ...bounds(version) }
      : cellOf(special ? 'EJP_PEAK' : 'EJP_NORMAL', version)
  const isPeak = (one: Day) => isSpecial(one)
  painter.paint(isPeak(day) === undefined ? cell(undefined) : cell(false), 0, EJP_FROM)
  painter.paint(cell(isPeak(addDays(day, -1))), 0, EJP_TO)
  painter.paint(cell(isPeak(day)), EJP_FROM, DAY_MINUTES)
}

function bounds(version: OfferVersion | null): { low: MicroEur | null; high: MicroEur | null } {
  return extremes(Object.values(version?.prices ?? {}))
}

function extremes(prices: readonly MicroEur[]): { low: MicroEur | null; high: MicroEur | null } {
  return prices.length === 0
    ? { low: null, high: null }
    : { low: Math.min(...prices), high: Math.max(...prices) }
}
