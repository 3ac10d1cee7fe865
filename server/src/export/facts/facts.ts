import type { Day, DayRange, Direction, Instant, TempoColor } from '../../core/index.js'
import { addDays, dayOf, earliest, toDay } from '../../core/index.js'
import type { Landing } from '../../readings/index.js'
import { landingOf } from '../../readings/index.js'
import type {
  ExportDay,
  ExportMeter,
  ExportPeak,
  ExportPrices,
  ExportSlot,
  ExportSource,
  ExportStatus,
} from '../export-source.js'
import type { CostFigures } from './cost-figures.js'
import { costFigures, periodRange } from './cost-figures.js'
import type { PeriodFigures, PeriodName } from './figures.js'
import { periodFigures, PERIODS } from './figures.js'
import type { Split } from './off-peak.js'
import { splitDay } from './off-peak.js'

/** Days whose details leave: those that the v1 card shows. */
export const WEEK = 7
const ECOWATT_DAYS = 4
/** Older silence of a source means that it is not followed. */
const SILENT_AFTER_DAYS = 30

export interface EnergyFacts {
  readonly direction: Direction
  /** Wh by day, from the first known day. */
  readonly days: ReadonlyMap<Day, number>
  readonly last: ExportDay | null
  readonly totalWh: number | null
  /** Day from which the total runs. */
  readonly since: Day | null
  readonly periods: Readonly<Record<PeriodName, PeriodFigures>>
  /** Off-peak and peak of the newest days. */
  readonly splits: ReadonlyMap<Day, Split>
  /** What days cost; empty without a contract. */
  readonly costs: ReadonlyMap<Day, CostFigures>
  readonly periodCosts: Readonly<Record<PeriodName, CostFigures>>
  /** Buckets of the contracts; empty = nothing is known of costs. */
  readonly buckets: readonly string[]
  /** The month once it is over. */
  readonly projection: Landing | null
  /** Slots of the newest day that has any. */
  readonly curve: { readonly day: Day; readonly slots: readonly ExportSlot[] } | null
}

export interface MeterFacts {
  readonly meter: ExportMeter
  readonly energies: readonly EnergyFacts[]
  /** Of the newest days, oldest first. */
  readonly peaks: readonly ExportPeak[]
  readonly status: ExportStatus
  /** null = no contract is known. */
  readonly prices: ExportPrices | null
}

export interface GridFacts {
  readonly colors: ReadonlyMap<Day, TempoColor>
  readonly counts: Awaited<ReturnType<ExportSource['tempoCounts']>>
  readonly forecast: Awaited<ReturnType<ExportSource['tempoForecast']>>
  readonly ecowatt: Awaited<ReturnType<ExportSource['ecowatt']>>
  readonly hasTempo: boolean
  readonly hasEcowatt: boolean
}

export interface Facts {
  readonly now: Instant
  readonly today: Day
  readonly meters: readonly MeterFacts[]
  readonly grid: GridFacts
}

/** Where the running total of a meter's direction began: it never moves back, or years would count as consumed today. */
export type Origins = Readonly<Record<string, Day>>

export function originKey(pdl: string, direction: Direction): string {
  return `${pdl}/${direction}`
}

/** Everything that this exporter may tell, read once. */
export async function factsOf(source: ExportSource, origins: Origins): Promise<Facts> {
  const today = dayOf(source.now)
  const meters: MeterFacts[] = []
  for (const meter of await source.meters()) {
    const week = { from: addDays(today, -WEEK - 1), to: today }
    const energies: EnergyFacts[] = []
    for (const direction of meter.directions)
      energies.push(await energyFacts(source, meter, direction, today, origins))
    meters.push({
      meter,
      energies,
      peaks: (await source.peaks(meter.pdl, week)).slice(-WEEK),
      status: await source.status(meter.pdl),
      prices: await source.prices(meter.pdl),
    })
  }
  return { now: source.now, today, meters, grid: await gridFacts(source, today) }
}

async function energyFacts(
  source: ExportSource,
  meter: ExportMeter,
  direction: Direction,
  today: Day,
  origins: Origins,
): Promise<EnergyFacts> {
  const extent = await source.extent(meter.pdl, direction)
  const listed = extent
    ? await source.days(meter.pdl, direction, { from: extent.first, to: addDays(extent.last, 1) })
    : []
  const days = new Map(listed.map(({ day, energyWh }) => [day, energyWh]))
  const last = listed.at(-1) ?? null
  const since = extent && (origins[originKey(meter.pdl, direction)] ?? extent.first)
  const counted = listed.filter(({ day }) => since !== null && day >= since)
  const newest = last?.day ?? addDays(today, -1)
  const slots = await source.slots(meter.pdl, direction, {
    from: addDays(newest, 1 - WEEK),
    to: addDays(newest, 1),
  })
  const byDay = Map.groupBy(slots, ({ startAt }) => dayOf(startAt))
  const curve = [...byDay].at(-1)
  const buckets = await source.buckets(meter.pdl, direction)
  const priced =
    buckets.length === 0
      ? []
      : await source.priced(meter.pdl, direction, {
          from: earliest(periodRange('last_year', today).from, addDays(newest, 1 - WEEK)),
          to: today,
        })
  return {
    direction,
    days,
    last,
    since: counted.length > 0 ? since : null,
    totalWh: counted.length > 0 ? counted.reduce((sum, { energyWh }) => sum + energyWh, 0) : null,
    periods: periodFigures(days, today),
    splits: new Map(
      [...byDay].flatMap(([day, ofDay]) => {
        const split = splitDay(day, ofDay, days.get(day), meter.offPeak)
        return split ? [[day, split] as const] : []
      }),
    ),
    costs: new Map(priced.map((day) => [day.day, costFigures([day])])),
    periodCosts: byPeriod((period) => {
      const { from, to } = periodRange(period, today)
      return costFigures(priced.filter(({ day }) => day >= from && day < to))
    }),
    buckets,
    projection: landingOf(monthOf(today), today, (day) => days.get(day)),
    curve: curve ? { day: curve[0], slots: curve[1] } : null,
  }
}

function byPeriod<T>(of: (period: PeriodName) => T): Record<PeriodName, T> {
  return Object.fromEntries(PERIODS.map((period) => [period, of(period)])) as Record<PeriodName, T>
}

function monthOf(today: Day): DayRange {
  const from = toDay(`${today.slice(0, 8)}01`)
  return { from, to: toDay(`${addDays(from, 31).slice(0, 8)}01`) }
}

async function gridFacts(source: ExportSource, today: Day): Promise<GridFacts> {
  const recent = { from: addDays(today, -SILENT_AFTER_DAYS), to: addDays(today, ECOWATT_DAYS) }
  const [colors, counts, forecast, ecowatt] = await Promise.all([
    source.tempoDays(recent),
    source.tempoCounts(),
    source.tempoForecast(),
    source.ecowatt(recent),
  ])
  return {
    colors,
    counts,
    forecast: forecast.filter(({ day }) => day > today),
    ecowatt: ecowatt.filter(({ day }) => day >= today),
    hasTempo: colors.size > 0 || forecast.length > 0,
    hasEcowatt: ecowatt.length > 0,
  }
}
