import type { EntityManager } from '@mikro-orm/postgresql'

import type {
  CurveReading,
  DailyReading,
  Day,
  Instant,
  MaxPowerReading,
  Series,
  StoredSeries,
} from '../../core/index.js'
import { addDays, dayOf } from '../../core/index.js'
import { resolveOverlaps } from '../overlaps.js'
import { changeDays } from './change-days.js'
import { LONGEST_MS, restackCurve } from './curve-stack.js'
import type { StackedSlot } from './layer.js'
import { GATEWAY_SOURCE, LAYERS } from './layer.js'
import { inSteps, spanOfDays } from './layer-rows.js'
import { isLayered } from './spans.js'

/** Whether a layer above the gateway may cover some of these intervals, oldest first. */
export async function isBeneath(
  em: EntityManager,
  series: Series,
  readings: readonly CurveReading[],
): Promise<boolean> {
  const [first, last] = [readings[0], readings.at(-1)]
  if (!first || !last) return false
  return isLayered(em, series, { from: dayOf(first.startAt), to: addDays(dayOf(last.startAt), 1) })
}

/** Intervals of the gateway under those of files and hands. @returns the days whose shown intervals changed. */
export async function mergeBeneath(
  em: EntityManager,
  series: StoredSeries,
  readings: readonly CurveReading[],
): Promise<Day[]> {
  const changed = new Set<Day>()
  for (const step of inSteps(readings)) {
    const [first, last] = [step[0], step.at(-1)]
    if (!first || !last) continue
    const span = { from: first.startAt - LONGEST_MS, to: last.startAt + 2 * LONGEST_MS }
    for (const day of await restackCurve(em, series, span, (held) => merged(held, step))) changed.add(day)
  }
  return [...changed]
}

function merged(held: readonly StackedSlot[], incoming: readonly CurveReading[]): StackedSlot[] {
  const own = held.filter(({ layer }) => layer === LAYERS.GATEWAY)
  const { replaced, accepted } = resolveOverlaps(own, incoming)
  const gone = new Set([...replaced, ...accepted.map(({ startAt }) => startAt)])
  return [
    ...held.filter(({ layer, startAt }) => layer !== LAYERS.GATEWAY || !gone.has(startAt)),
    ...accepted.map(({ startAt, minutes, powerW }) => ({
      ...GATEWAY_SOURCE,
      startAt,
      minutes,
      powerW: Math.round(powerW),
    })),
  ]
}

/** The same for values of whole days. */
export async function mergeDaysBeneath(
  em: EntityManager,
  series: Series,
  readings: readonly (DailyReading | MaxPowerReading)[],
  now: Instant,
): Promise<Day[]> {
  const incoming = new Map(
    readings.map((reading) => {
      const isPeak = 'powerVa' in reading
      const value = Math.round(isPeak ? reading.powerVa : reading.energyWh)
      const reachedAt = isPeak ? Math.round(reading.at / 1000) * 1000 : null
      return [reading.day, { ...GATEWAY_SOURCE, day: reading.day, value, reachedAt, writtenAt: now }]
    }),
  )
  return changeDays(em, series, { range: spanOfDays([...incoming.keys()]), now }, (held) => [
    ...held.filter(({ layer, day }) => layer !== LAYERS.GATEWAY || !incoming.has(day)),
    ...incoming.values(),
  ])
}
