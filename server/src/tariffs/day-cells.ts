import type { Day, Reason, TempoColor } from '../core/index.js'
import { addDays } from '../core/index.js'
import type { MicroEur } from './money.js'
import type { OfferVersion, Tariff } from './offer.js'
import { paintEjp, paintRules, paintTempo } from './paint.js'
import { EJP } from './tariff-rules.js'
import { DAY_MINUTES, startsOn } from './windows.js'

/** Kinds of day that somebody else decides. */
export interface DayTypes {
  /** Published colour; undefined = not known, never guessed. */
  readonly color: (day: Day) => TempoColor | undefined
  /** Whether a day is in a calendar of special days (EJP); undefined = nobody told. */
  readonly isSpecial: (calendar: string, day: Day) => boolean | undefined
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
  /** Why there is no price; null = there is one. */
  readonly reason: Extract<Reason, 'PRICE_UNKNOWN' | 'COLOR_UNKNOWN'> | null
  /** Its price is one of another time. */
  readonly isCarried: boolean
}

/** One Paris day of an offer: the cell of each minute of the wall clock. */
export interface DayCells {
  readonly cells: readonly Cell[]
  readonly byMinute: Uint8Array
  /** Minute at which the cell of a minute ends. */
  readonly runEnd: Uint16Array
}

/** Version in force on a tariff day: the civil day, for Tempo the day that began at 06:00. */
export type VersionOn = (day: Day) => OfferVersion | null

/** The buckets and prices of one day, minute by minute of the wall clock: tariff day, version, kind of day, rule, price. */
export function dayCells(tariff: Tariff, day: Day, versionOn: VersionOn, types: DayTypes): DayCells {
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
  return painter.finish()
}

/** Days that are cut the same way share their cells: a year holds a handful. */
export function cachedDayCells(
  tariff: Tariff,
  versionOn: VersionOn,
  types: DayTypes,
): (day: Day) => DayCells {
  const known = new Map<string, DayCells>()
  const versions = new Map<OfferVersion | null, number>()
  const numberOf = (version: OfferVersion | null) => {
    const number = versions.get(version) ?? versions.size
    versions.set(version, number)
    return number
  }
  return (day) => {
    const key = tariffKey(tariff, day, (one) => numberOf(versionOn(one)), types)
    let cells = known.get(key)
    if (!cells) {
      cells = dayCells(tariff, day, versionOn, types)
      known.set(key, cells)
    }
    return cells
  }
}

/** What of a day decides how it is cut: two days of one key have the same cells. */
function tariffKey(
  tariff: Tariff,
  day: Day,
  versionNumber: (day: Day) => number,
  { color, isSpecial, isHoliday }: DayTypes,
): string {
  const before = addDays(day, -1)
  const kind = (dayType: string, one: Day) => `${color(one) ?? '?'}${isSpecial(dayType, one) ?? '?'}`
  switch (tariff.kind) {
    case 'TEMPO':
      return `${versionNumber(before)} ${versionNumber(day)} ${color(before) ?? '?'} ${color(day) ?? '?'}`
    case 'EJP':
      return `${versionNumber(day)} ${isSpecial(EJP, before) ?? '?'} ${isSpecial(EJP, day) ?? '?'}`
    case 'RULES': {
      let key = `${versionNumber(day)}`
      for (const { window, holidays, dayType } of tariff.rules) {
        if (window !== null)
          key += startsOn(window, day)
            ? startsOn(window, before)
              ? ' b'
              : ' d'
            : startsOn(window, before)
              ? ' e'
              : ' -'
        if (holidays && isHoliday(day)) key += 'h'
        if (dayType !== null) key += kind(dayType, before) + kind(dayType, day)
      }
      return key
    }
  }
}

export class Painter {
  private readonly cells: Cell[] = []
  private readonly byMinute = new Uint8Array(DAY_MINUTES)

  paint(cell: Cell, from: number, to: number): void {
    let index = this.cells.findIndex((one) => isSame(one, cell))
    if (index < 0) index = this.cells.push(cell) - 1
    this.byMinute.fill(index, from, to)
  }

  finish(): DayCells {
    const { cells, byMinute } = this
    const runEnd = new Uint16Array(DAY_MINUTES)
    let end = DAY_MINUTES
    for (let minute = DAY_MINUTES - 1; minute >= 0; minute--) {
      if (minute < DAY_MINUTES - 1 && byMinute[minute] !== byMinute[minute + 1]) end = minute + 1
      runEnd[minute] = end
    }
    return { cells, byMinute, runEnd }
  }
}

function isSame(a: Cell, b: Cell): boolean {
  return (
    a.bucket === b.bucket &&
    a.price === b.price &&
    a.low === b.low &&
    a.high === b.high &&
    a.isCarried === b.isCarried
  )
}
