import type { Dataset, Direction, Instant } from '../../core/index.js'
import { startOf } from '../../core/index.js'
import type { HourPart, MicroEur, PricedDay } from '../../tariffs/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { ExportSource } from '../export-source.js'
import type { TargetMemory } from '../exporter.js'
import { bucketsOfDay, slugOf } from '../priced-days.js'
import { MIDNIGHT, rounded } from './energy-samples.js'
import type { Definition } from './series.js'

/** Key in the memory: every bucket that was ever written. What a timeline has left behind is then taken away. */
export const BUCKETS = 'buckets'
const COST = { name: 'linky_cost_euros', meterLabel: 'pdl', unit: 'EUR', additive: true } as const

/** What is stamped together. */
interface Piece {
  readonly at: Instant
  readonly parts: readonly HourPart[]
  readonly cost: MicroEur | null
}

interface Granularity {
  readonly name: 'hour' | 'day'
  readonly common: { readonly stampedAt: string }
  readonly cut: (day: PricedDay) => readonly Piece[]
}

/**
 * Hours leave once they will not move in the usual course of things: when their day's index is known. Each change costs the
 * rewriting of a year. A total without a curve has no hour of its own.
 */
const BY_HOUR: Granularity = {
  name: 'hour',
  common: { stampedAt: 'start of the hour' },
  cut: ({ hours, isProvisional }) =>
    isProvisional || hours.length < 2
      ? []
      : hours.map(({ startAt, parts, cost }) => ({ at: startAt, parts, cost })),
}
const BY_DAY: Granularity = {
  name: 'day',
  common: { stampedAt: MIDNIGHT },
  cut: (day) => [{ at: startOf(day.day), parts: bucketsOfDay(day), cost: day.cost }],
}
const GRANULARITIES = [BY_HOUR, BY_DAY]

/** By direction. */
export type Buckets = Readonly<Partial<Record<Direction, readonly string[]>>>

/** Buckets of every meter that may leave, and those that this target has known before. */
export async function bucketsOf(source: ExportSource, memory?: TargetMemory): Promise<Buckets> {
  const known = (await memory?.get<Buckets>(BUCKETS)) ?? {}
  const all = {
    CONSUMPTION: new Set<string>(known.CONSUMPTION),
    PRODUCTION: new Set<string>(known.PRODUCTION),
  }
  for (const { pdl, directions } of await source.meters())
    for (const direction of directions)
      for (const bucket of await source.buckets(pdl, direction)) all[direction].add(bucket)
  return { CONSUMPTION: [...all.CONSUMPTION].sort(), PRODUCTION: [...all.PRODUCTION].sort() }
}

/** For each bucket, by hour and by day: one series of its energy and one of its cost. */
export function bucketDefinitions({ CONSUMPTION = [], PRODUCTION = [] }: Buckets): Definition[] {
  return [
    ...CONSUMPTION.flatMap((bucket) => [...energyOf('CONSUMPTION', bucket), ...costOf(bucket)]),
    ...PRODUCTION.flatMap((bucket) => energyOf('PRODUCTION', bucket)),
  ]
}

/** Money of a meter as a whole. */
export const MONEY_DEFINITIONS: readonly Definition[] = [
  ...GRANULARITIES.map((granularity): Definition => ({
    ...COST,
    ...granularity.common,
    id: `cost-total-${granularity.name}`,
    labels: { bucket: 'total', granularity: granularity.name },
    meaning: `cost of the energy drawn in each ${granularity.name}; nothing when a price is not known`,
    fedBy: fedBy('CONSUMPTION'),
    read: moneyOf('CONSUMPTION', granularity, ({ cost }) => cost),
  })),
  {
    ...COST,
    ...BY_DAY.common,
    id: 'cost-subscription',
    labels: { bucket: 'subscription', granularity: 'day' },
    meaning: 'subscription of each day whose energy is known',
    fedBy: fedBy('CONSUMPTION'),
    read: async (source, pdl, range) =>
      (await source.priced(pdl, 'CONSUMPTION', range)).flatMap(({ day, subscription }) =>
        subscription === null ? [] : [{ at: startOf(day), value: eurOf(subscription) }],
      ),
  },
  ...GRANULARITIES.map((granularity): Definition => ({
    ...COST,
    ...granularity.common,
    id: `revenue-${granularity.name}`,
    name: 'linky_revenue_euros',
    labels: { granularity: granularity.name },
    meaning: `what the energy injected in each ${granularity.name} was sold for`,
    fedBy: fedBy('PRODUCTION'),
    read: moneyOf('PRODUCTION', granularity, ({ cost }) => cost),
  })),
]

function energyOf(direction: Direction, bucket: string): Definition[] {
  const lower = direction.toLowerCase()
  const slug = slugOf(bucket)
  return GRANULARITIES.map(({ name, common, cut }) => ({
    ...common,
    id: `energy-${lower}-${slug}-${name}`,
    name: 'linky_energy_wh',
    labels: { direction: lower, bucket: slug, granularity: name },
    meterLabel: 'pdl',
    unit: 'Wh',
    meaning: `energy of each ${name} that is billed in a bucket, here \`${slug}\` (${lower})`,
    additive: true,
    fedBy: fedBy(direction),
    read: async (source, pdl, range) =>
      (await source.priced(pdl, direction, range))
        .flatMap(cut)
        .flatMap(({ at, parts }) =>
          parts
            .filter((part) => slugOf(part.bucket) === slug)
            .map(({ energyWh }) => ({ at, value: rounded(energyWh, 3) })),
        ),
  }))
}

function costOf(bucket: string): Definition[] {
  const slug = slugOf(bucket)
  return GRANULARITIES.map((granularity) => ({
    ...COST,
    ...granularity.common,
    id: `cost-${slug}-${granularity.name}`,
    labels: { bucket: slug, granularity: granularity.name },
    meaning: `cost of what each ${granularity.name} drew in a bucket, here \`${slug}\``,
    fedBy: fedBy('CONSUMPTION'),
    read: moneyOf(
      'CONSUMPTION',
      granularity,
      ({ parts }) => parts.find((part) => slugOf(part.bucket) === slug)?.cost ?? null,
    ),
  }))
}

function moneyOf(
  direction: Direction,
  { cut }: Granularity,
  pick: (piece: Piece) => MicroEur | null,
): Definition['read'] {
  return async (source, pdl, range) =>
    (await source.priced(pdl, direction, range)).flatMap(cut).flatMap((piece) => {
      const money = pick(piece)
      return money === null ? [] : [{ at: piece.at, value: eurOf(money) }]
    })
}

function fedBy(direction: Direction): readonly Dataset[] {
  return [`${direction}_DAILY`, `${direction}_CURVE`, 'OFFERS']
}
