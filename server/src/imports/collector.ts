import type { Day, Instant, SeriesDataset } from '../core/index.js'
import { dayOf, endOf, startOf } from '../core/index.js'
import type { Rejection, Remark, Rule, StagedDay, Total } from './report.js'

const MOST_OPEN_DAYS = 64
const TOLD_REJECTIONS = 100
const MOST_VALUE = 2_147_483_647
const FIRST_DAY = '1990-01-01'

/** Where in the file a value stands. */
export interface Origin {
  readonly pdl: string
  readonly line: number
  readonly table: string | null
}

interface OpenDay extends StagedDay {
  precisionWh: number
  first: number
  last: number
}

/** Takes the values of a file in any order and hands them on by day. Holds some days at a time, whatever the size of the file. */
export class Collector {
  private readonly open = new Map<string, OpenDay>()
  private readonly counts = new Map<Rule, number>()
  private readonly latest: Instant
  private window = { day: '' as Day, from: 0, to: 0 }
  private last: OpenDay | null = null
  readonly rejections: Rejection[] = []
  readonly remarks = new Set<Remark>()
  readonly totals: Total[] = []
  values = 0

  /** @param now values later than tomorrow are refused. */
  constructor(
    now: Instant,
    private readonly onDay: (day: StagedDay) => void,
  ) {
    this.latest = now + 36 * 3_600_000
  }

  slot(dataset: SeriesDataset, startAt: Instant, minutes: number, powerW: number, origin: Origin): void {
    if (60 % minutes !== 0 || startAt % (minutes * 60_000) !== 0) {
      this.reject(origin, 'grid', `a slot of ${minutes} minutes does not start there`)
      return
    }
    this.keep(dataset, this.dayAt(startAt), startAt, minutes, powerW, 1, origin)
  }

  energy(dataset: SeriesDataset, day: Day, energyWh: number, precisionWh: number, origin: Origin): void {
    this.keep(dataset, day, startOf(day), 0, energyWh, precisionWh, origin)
  }

  peak(day: Day, at: Instant, powerVa: number, origin: Origin): void {
    this.keep('MAX_POWER', day, at, 0, powerVa, 1, origin)
  }

  reject({ line, table }: Pick<Origin, 'line' | 'table'>, rule: Rule, message: string): void {
    this.counts.set(rule, (this.counts.get(rule) ?? 0) + 1)
    if (this.rejections.length >= TOLD_REJECTIONS) return
    this.rejections.push({ path: table === null ? `${line}` : `${table}:${line}`, rule, message })
  }

  rejectedByRule(): Partial<Record<Rule, number>> {
    return Object.fromEntries(this.counts)
  }

  end(): void {
    for (const day of this.open.values()) this.onDay(day)
    this.open.clear()
    this.last = null
  }

  private dayAt(instant: Instant): Day {
    if (instant < this.window.from || instant >= this.window.to) {
      const day = dayOf(instant)
      this.window = { day, from: startOf(day), to: endOf(day) }
    }
    return this.window.day
  }

  private keep(
    dataset: SeriesDataset,
    day: Day,
    at: Instant,
    minutes: number,
    exact: number,
    precisionWh: number,
    origin: Origin,
  ): void {
    const value = Math.round(exact)
    if (value < 0 || value > MOST_VALUE || day < FIRST_DAY) {
      this.reject(origin, 'range', `${day}: ${exact} is impossible`)
      return
    }
    if (at > this.latest) {
      this.reject(origin, 'future', `${day} is in the future`)
      return
    }
    const held = this.dayOf(dataset, day, origin.pdl)
    const offset = Math.round((at - startOf(day)) / 1000)
    // Files are sorted one way or the other: most values stand before or after all others of their day.
    const isNew = offset > held.last || offset < held.first
    const place = isNew ? -1 : held.offsets.indexOf(offset)
    if (dataset === 'MAX_POWER' && held.offsets.length > 0 && place === -1) {
      this.reject(origin, 'duplicate', `${day} has two highest powers; the first stays`)
      return
    }
    if (place === -1) {
      held.offsets.push(offset)
      held.minutes.push(minutes)
      held.values.push(value)
      held.precisionWh = Math.max(held.precisionWh, precisionWh)
      held.first = Math.min(held.first, offset)
      held.last = Math.max(held.last, offset)
      this.values++
    } else if (held.values[place] === value && held.minutes[place] === minutes)
      this.remarks.add('REPEATED_VALUES')
    else this.reject(origin, 'duplicate', `${day} has this value twice, and they differ; the first stays`)
  }

  private dayOf(dataset: SeriesDataset, day: Day, pdl: string): OpenDay {
    const { last } = this
    if (last?.day === day && last.dataset === dataset && last.pdl === pdl) return last
    const key = `${pdl}/${dataset}/${day}`
    let held = this.open.get(key)
    if (!held) {
      held = {
        pdl,
        dataset,
        day,
        offsets: [],
        minutes: [],
        values: [],
        precisionWh: 1,
        first: Infinity,
        last: -Infinity,
      }
      this.open.set(key, held)
      this.closeOldest()
    }
    this.last = held
    return held
  }

  private closeOldest(): void {
    if (this.open.size <= MOST_OPEN_DAYS) return
    const [[key, day] = []] = this.open
    if (key === undefined || !day) return
    this.open.delete(key)
    this.onDay(day)
  }
}
