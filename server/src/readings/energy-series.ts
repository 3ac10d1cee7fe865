import type { Day, DayRange, Direction, Granularity, Period } from '../core/index.js'
import { kwhOf } from '../core/index.js'
import { Coverage } from './coverage.types.js'
import type { EnergyStep, MeterEnergy } from './energy-points.js'
import { energyOf, missingEnergy, stepsOf } from './energy-points.js'
import type { EnergyBehind, EnergyPoint, EnergySeries } from './readings.types.js'

export interface EnergyAsked {
  readonly pdl: string | null
  readonly direction: Direction
  readonly range: DayRange
  readonly granularity: Granularity
  readonly today: Day
  /** The moving range it was asked by; undefined when it was given by its bounds. */
  readonly period: Period | undefined
}

/** Daily energy of the meters meant → the answer of `consumption` and `production`. */
export function energySeries(meters: readonly MeterEnergy[], asked: EnergyAsked): EnergySeries {
  const { pdl, direction, range, granularity, today } = asked
  const total = energyOf(range, meters, today)
  const steps = stepsOf(range, granularity).map((step) => energyOf(step, meters, today))
  const whole = steps.filter(({ knownDays, expectedDays }) => expectedDays > 0 && knownDays === expectedDays)
  const behind = { asked, meters }
  const pointOf = (step: EnergyStep) => energyPoint(step, behind)
  const extreme = (isBetter: (a: number, b: number) => boolean) => {
    const found = whole.reduce<EnergyStep | null>(
      (best, step) => (best === null || isBetter(step.energyWh ?? 0, best.energyWh ?? 0) ? step : best),
      null,
    )
    return found && pointOf(found)
  }
  return {
    behind,
    pdl,
    direction,
    total: pointOf(total),
    points: steps.map(pointOf),
    meanWhPerDay: total.energyWh === null ? null : total.energyWh / (total.knownDays / meters.length),
    highest: extreme((a, b) => a > b),
    lowest: extreme((a, b) => a < b),
  }
}

function energyPoint(step: EnergyStep, behind: EnergyBehind): EnergyPoint {
  const {
    meters,
    asked: { today },
  } = behind
  const { from, to, energyWh, knownDays, expectedDays, derived, origin } = step
  return {
    behind,
    from,
    to,
    energyWh,
    energyKwh: energyWh === null ? null : kwhOf(energyWh),
    coverage: new Coverage(knownDays, expectedDays, () => missingEnergy(step, meters, today)),
    origin,
    flags: derived ? ['DERIVED'] : [],
  }
}
