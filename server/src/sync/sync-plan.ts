import type { Dataset, DayRange, Instant } from '../core/index.js'
import { earliest, latest, lengthOf } from '../core/index.js'
import type { SeriesRequest } from '../gateway/index.js'

/** One dataset of one meter over one range, with what it is expected to cost. */
export interface PlannedStep {
  readonly dataset: Dataset
  readonly pdl: string | null
  readonly range: DayRange | null
  readonly days: number
  readonly cachedCalls: number
  readonly freshCalls: number
  /** Its answer decides what else can be asked: the rest is planned once it is known. */
  readonly bounding: boolean
}

export interface MeterFacts {
  readonly pdl: string
  /** The contract bounds the history; until it was read once, nothing else of this meter is planned. */
  readonly contract: 'unknown' | 'due' | 'held'
  readonly isAddressDue: boolean
  /** Requests that are due, newest first, by series in the order they should come. */
  readonly series: readonly (readonly SeriesRequest[])[]
}

export interface SyncFacts {
  readonly isListDue: boolean
  readonly isTempoDue: boolean
  readonly isForecastDue: boolean
  readonly isEcowattDue: boolean
  readonly areOffersDue: boolean
  /** Active meters only. */
  readonly meters: readonly MeterFacts[]
}

/** What a person or a clock asked for; left out = everything that is worth it. */
export interface SyncScope {
  readonly pdls?: readonly string[] | undefined
  readonly datasets?: readonly Dataset[] | undefined
}

const WEEK = 7 * 24 * 60 * 60_000

/** Contract and address change rarely: once a week. */
export function isWeekOld(readAt: Date | null | undefined, now: Instant): boolean {
  return !readAt || now - readAt.getTime() > WEEK
}

/**
 * Facts → steps in order: what bounds the history, then the newest days of every series, then the past, and what is free
 * in between. The same facts give the same plan; nothing due gives no step.
 */
export function planOf(facts: SyncFacts, scope: SyncScope = {}): PlannedStep[] {
  const meters = facts.meters.filter(({ pdl }) => scope.pdls?.includes(pdl) ?? true)
  const bounded = meters.filter(({ contract }) => contract !== 'unknown')
  const steps = [
    ...(facts.isListDue ? [free('USAGE_POINTS', { bounding: true })] : []),
    ...meters
      .filter(({ contract }) => contract === 'unknown')
      .map(({ pdl }) => oneCall('CONTRACT', pdl, { bounding: true })),
    ...(facts.isTempoDue ? [free('TEMPO')] : []),
    ...bounded.flatMap(({ series }) => series.flatMap((requests) => seriesStep(requests.slice(0, 1)))),
    ...(facts.isEcowattDue ? [{ ...free('ECOWATT'), freshCalls: 1 }] : []),
    ...(facts.isForecastDue ? [free('TEMPO_FORECAST')] : []),
    ...(facts.areOffersDue ? [free('OFFERS')] : []),
    ...meters.filter(({ isAddressDue }) => isAddressDue).map(({ pdl }) => oneCall('ADDRESS', pdl)),
    ...meters.filter(({ contract }) => contract === 'due').map(({ pdl }) => oneCall('CONTRACT', pdl)),
    ...bounded.flatMap(({ series }) => series.flatMap((requests) => seriesStep(requests.slice(1)))),
  ]
  return steps.filter(
    ({ dataset, bounding }) => scope.datasets === undefined || scope.datasets.includes(dataset) || bounding,
  )
}

function free(dataset: Dataset, { bounding = false } = {}): PlannedStep {
  return { dataset, pdl: null, range: null, days: 0, cachedCalls: 0, freshCalls: 0, bounding }
}

function oneCall(dataset: Dataset, pdl: string, { bounding = false } = {}): PlannedStep {
  return { ...free(dataset, { bounding }), pdl, cachedCalls: 1 }
}

function seriesStep(requests: readonly SeriesRequest[]): PlannedStep[] {
  const [first, ...others] = requests
  if (!first) return []
  return [
    {
      dataset: first.series.dataset,
      pdl: first.series.pdl,
      range: {
        from: earliest(first.covers.from, ...others.map(({ covers }) => covers.from)),
        to: latest(first.covers.to, ...others.map(({ covers }) => covers.to)),
      },
      days: requests.reduce((sum, { covers }) => sum + lengthOf(covers), 0),
      cachedCalls: requests.filter(({ useCache }) => useCache).length,
      freshCalls: requests.filter(({ useCache }) => !useCache).length,
      bounding: false,
    },
  ]
}

export interface PlanCost {
  readonly cachedCalls: number
  readonly freshCalls: number
  readonly days: number
}

export function costOf(steps: readonly PlannedStep[]): PlanCost {
  return steps.reduce(
    (sum, step) => ({
      cachedCalls: sum.cachedCalls + step.cachedCalls,
      freshCalls: sum.freshCalls + step.freshCalls,
      days: sum.days + step.days,
    }),
    { cachedCalls: 0, freshCalls: 0, days: 0 },
  )
}
