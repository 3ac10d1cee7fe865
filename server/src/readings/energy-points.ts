import type { Day, DayRange, Granularity, Origin } from '../core/index.js'
import { addDays, daysOf, toDay } from '../core/index.js'
import type { MissingDays, SeriesState } from './coverage.js'
import { expectedRange, missingDays } from './coverage.js'
import { intersection } from './bounds.js'
import { originOf, weakest } from './layers/layer.js'
import { mondayOf } from './periods.js'
import type { DailyRow } from './readings.repository.js'

/** Daily energy of one meter, and what is known of its holes. */
export interface MeterEnergy {
  readonly pdl: string
  readonly days: ReadonlyMap<Day, DailyRow>
  readonly state: SeriesState
}

/** Energy of [from, to), summed over meters. */
export interface EnergyStep extends DayRange {
  /** null when no day is known. */
  readonly energyWh: number | null
  readonly knownDays: number
  readonly expectedDays: number
  /** At least one day is the sum of its curve. */
  readonly derived: boolean
  /** The weakest one inside; null when no day is known. */
  readonly origin: Origin | null
}

/** Cuts a range at days, Mondays, months or years; the first and last step are cut to the range. */
export function stepsOf(range: DayRange, granularity: Granularity): DayRange[] {
  const steps: DayRange[] = []
  for (let from = range.from; from < range.to;) {
    const next = nextStart(from, granularity)
    const to = next < range.to ? next : range.to
    steps.push({ from, to })
    from = to
  }
  return steps
}

function nextStart(day: Day, granularity: Granularity): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  switch (granularity) {
    case 'DAY':
      return addDays(day, 1)
    case 'WEEK':
      return addDays(mondayOf(day), 7)
    case 'MONTH':
      return toDay(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`)
    case 'YEAR':
      return toDay(`${year + 1}-01-01`)
  }
}

/** Missing is never zero: a step without a known day has no energy, and each says how many of its days are known. */
export function energyOf(step: DayRange, meters: readonly MeterEnergy[], today: Day): EnergyStep {
  let energyWh = 0
  let knownDays = 0
  let expectedDays = 0
  const origins = new Set<Origin>()
  for (const { days, state } of meters) {
    const expected = expectedRange(step, state, today)
    for (const day of daysOf(step)) {
      const row = days.get(day)
      if (row) {
        energyWh += row.energyWh
        knownDays++
        origins.add(row.quality === 'derived' ? 'DERIVED' : originOf(row.layer ?? null))
      }
      if (row || (day >= expected.from && day < expected.to)) expectedDays++
    }
  }
  return {
    ...step,
    energyWh: knownDays === 0 ? null : energyWh,
    knownDays,
    expectedDays,
    derived: origins.has('DERIVED'),
    origin: weakest(origins),
  }
}

export function missingEnergy(step: DayRange, meters: readonly MeterEnergy[], today: Day): MissingDays[] {
  return meters.flatMap(({ days, state }) =>
    missingDays(intersection(expectedRange(step, state, today), step), (day) => days.has(day), state),
  )
}
