import type { Complexity } from '@nestjs/graphql'
import { getNullableType, isCompositeType, isListType } from 'graphql'
import type { ComplexityEstimator } from 'graphql-query-complexity'

import { Clock } from '../time/clock.js'
import { dayOf, daysBetween } from '../time/paris.js'
import type { Day } from '../time/paris.js'
import type { Granularity, Period } from './words.js'

type Estimate = Exclude<Complexity, number>

/** Days that a moving range can hold at most; ALL: eleven years, more than Enedis has ever kept. */
const DAYS_OF_PERIOD: Readonly<Record<Period, number>> = {
  YESTERDAY: 1,
  LAST_KNOWN_DAY: 1,
  LAST_7_DAYS: 7,
  LAST_30_DAYS: 30,
  THIS_WEEK: 7,
  LAST_WEEK: 7,
  THIS_MONTH: 31,
  LAST_MONTH: 31,
  HEATING_SEASON: 213,
  ROLLING_YEAR: 365,
  THIS_YEAR: 366,
  LAST_YEAR: 366,
  CONTRACT_YEAR: 366,
  TEMPO_SEASON: 366,
  ALL: 4000,
}
const DAYS_OF_POINT: Readonly<Record<Granularity, number>> = { DAY: 1, WEEK: 7, MONTH: 30, YEAR: 365 }
const USUAL_LIST = 10

/** The arguments of reads over time, as every resolver names them. */
export interface RangeArgs {
  from?: Day | null
  to?: Day | null
  period?: Period | null
  granularity?: Granularity | null
}

/**
 * Number of points that a range will hold, estimated from the arguments alone.
 * @param today day that closes a range with no `to`.
 * @param usualDays days answered when no range is given.
 */
export function pointsOf(args: RangeArgs, today: Day, usualDays = 366): number {
  const days = args.period
    ? DAYS_OF_PERIOD[args.period]
    : args.from
      ? Math.max(1, daysBetween(args.from, args.to ?? today))
      : usualDays
  return Math.ceil(days / DAYS_OF_POINT[args.granularity ?? 'DAY'])
}

/** Unit of what is to be multiplied by the number of points: it travels up inside one number, above what counts once. */
const PER_POINT = 1e9

/**
 * For a field with the arguments of a range. A list holds one object per point; an object counts once, and what its
 * `counted` lists hold once per point.
 * @param usualDays days answered when no range is given.
 */
export function perDay({ usualDays = 366 }: { usualDays?: number } = {}): Estimate {
  const clock = new Clock()
  return ({ field, args, childComplexity }) => {
    const points = pointsOf(args, dayOf(clock.now()), usualDays)
    if (isListType(getNullableType(field.type))) return points * (1 + childComplexity)
    return 1 + (childComplexity % PER_POINT) + points * Math.floor(childComplexity / PER_POINT)
  }
}

/** For a list of one object per point, somewhere below a `perDay` field; never below another `counted` one. */
export const counted: Estimate = ({ childComplexity }) => PER_POINT * (1 + childComplexity)

/** For a list cut by `limit`, or of about `usual` items. */
export function perItem(usual = USUAL_LIST): Estimate {
  return ({ args, childComplexity }) => {
    const limit: unknown = args.limit
    return (typeof limit === 'number' && limit > 0 ? limit : usual) * (1 + childComplexity)
  }
}

/** What holds for a field that says nothing: objects count 1, lists of objects ten, a column 1, values nothing. */
export const usualCost: ComplexityEstimator = ({ field, childComplexity }) => {
  if (field.name.startsWith('__')) return 0
  const type = getNullableType(field.type)
  if (isListType(type)) {
    const inner = getNullableType(type.ofType)
    return isCompositeType(inner) ? USUAL_LIST * (1 + childComplexity) : 1
  }
  return isCompositeType(type) ? 1 + childComplexity : 0
}
