import type { PointFieldsFragment, Reason, YesterdayQuery } from '../../graphql/generated/graphql'
import type { CurveDay } from './curve'

/** Under this share of known days, no evolution is shown. */
const ENOUGH = 0.9

export interface DayFigure {
  day: string
  wh: number
  /** Summed from the curve until the index comes. */
  provisional: boolean
  /** Slots known, when some are missing. */
  partial: { known: number; expected: number } | null
}

export interface Evolution {
  against: 'day' | 'week'
  ratio: number
}

export interface YesterdayView {
  figure: DayFigure | null
  /** The newest day held, when yesterday is not there. */
  fallback: DayFigure | null
  reason: Reason | null
  nextTryAt: string | null
  curveEnabled: boolean
  evolutions: Evolution[]
  /** Of the day shown. */
  curve: CurveDay | null
  compared: CurveDay | null
  peak: { va: number; at: string } | null
}

function completeDay(point: PointFieldsFragment): DayFigure | null {
  if (point.energyWh === null || point.coverage.ratio !== 1) return null
  return { day: point.from, wh: point.energyWh, provisional: point.flags.includes('DERIVED'), partial: null }
}

function partialDay(curve: CurveDay | null): DayFigure | null {
  if (curve === null || curve.coverage.known === 0) return null
  const { known, expected } = curve.coverage
  return { day: curve.date, wh: curve.energyWh, provisional: true, partial: { known, expected } }
}

function evolutionsOf(figure: DayFigure, previous: YesterdayQuery['previousWeek']): Evolution[] {
  if (figure.partial) return []
  const sameWeekday = previous.points[0]
  const evolutions: Evolution[] = []
  if (sameWeekday?.energyWh && sameWeekday.coverage.ratio === 1)
    evolutions.push({ against: 'day', ratio: figure.wh / sameWeekday.energyWh - 1 })
  if (previous.meanWhPerDay && (previous.total.coverage.ratio ?? 0) >= ENOUGH)
    evolutions.push({ against: 'week', ratio: figure.wh / previous.meanWhPerDay - 1 })
  return evolutions
}

/**
 * The answer → what the card says. Missing is never zero; a partial day carries no evolution.
 * `settled`: a first import has ended; a curve of which nothing is expected then is one that Enedis does not record.
 */
export function yesterdayView(answer: YesterdayQuery, settled = false): YesterdayView {
  const curve = answer.curve.days[0] ?? null
  const figure = completeDay(answer.yesterday.total) ?? partialDay(curve)
  const [missing] = answer.yesterday.total.coverage.missing
  const curveReasons = answer.curve.coverage.missing.map(({ reason }) => reason)
  const neverRecorded =
    settled && [answer.curve, answer.lastCurve].every(({ coverage }) => coverage.expected === 0)
  const peak = answer.maxPower.days[0]
  const fallback = figure === null ? completeDay(answer.lastKnown.total) : null
  const older = answer.lastCurve.days.find(({ date }) => date === fallback?.day) ?? null
  return {
    figure,
    fallback,
    reason: missing?.reason ?? null,
    nextTryAt: missing?.nextTryAt ?? null,
    curveEnabled: !curveReasons.includes('CURVE_NOT_ENABLED') && !neverRecorded,
    evolutions: figure === null ? [] : evolutionsOf(figure, answer.previousWeek),
    curve: figure === null ? older : curve,
    compared: figure === null ? null : (answer.comparedCurve.days[0] ?? null),
    peak: peak ? { va: peak.powerVa, at: peak.at } : null,
  }
}
