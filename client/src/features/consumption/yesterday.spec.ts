import { describe, expect, it } from 'vitest'
import type { PointFieldsFragment, Reason, YesterdayQuery } from '../../graphql/generated/graphql'
import { yesterdayView } from './yesterday'

function aPoint(energyWh: number | null, more: Partial<PointFieldsFragment> = {}): PointFieldsFragment {
  const known = energyWh === null ? 0 : 1
  return {
    from: '2026-03-11',
    to: '2026-03-12',
    energyWh,
    flags: [],
    origin: 'GATEWAY',
    coverage: { known, expected: 1, ratio: known, missing: [] },
    ...more,
  }
}

function missing(reason: Reason, nextTryAt: string | null = null): PointFieldsFragment['coverage'] {
  const range = { from: '2026-03-11', to: '2026-03-12', reason, nextTryAt, attempts: 1 }
  return { known: 0, expected: 1, ratio: 0, missing: [range] }
}

function anAnswer(more: Partial<YesterdayQuery> = {}): YesterdayQuery {
  const none = { meanPowerW: null, days: [], coverage: { known: 0, expected: 48, missing: [] } }
  return {
    yesterday: { total: aPoint(20_000) },
    lastKnown: { total: aPoint(20_000) },
    previousWeek: {
      meanWhPerDay: 16_000,
      total: aPoint(112_000, { coverage: { known: 7, expected: 7, ratio: 1, missing: [] } }),
      points: [aPoint(25_000, { from: '2026-03-04' })],
    },
    curve: none,
    lastCurve: none,
    comparedCurve: none,
    maxPower: { days: [] },
    tempoDays: [],
    ...more,
  }
}

describe('yesterdayView', () => {
  it('compares with the same weekday and with the mean of seven days', () => {
    const { figure, evolutions } = yesterdayView(anAnswer())
    expect(figure).toEqual({ day: '2026-03-11', wh: 20_000, provisional: false, partial: null })
    expect(evolutions).toEqual([
      { against: 'day', ratio: 20 / 25 - 1 },
      { against: 'week', ratio: 0.25 },
    ])
  })

  it('knows a curve that is not recorded, once a first import has ended', () => {
    const nothing = { meanPowerW: null, days: [], coverage: { known: 0, expected: 0, missing: [] } }
    const answer = anAnswer({ curve: nothing, lastCurve: nothing })
    expect(yesterdayView(answer, true).curveEnabled).toBe(false)
    expect(yesterdayView(answer, false).curveEnabled).toBe(true)
    expect(yesterdayView(anAnswer({ curve: nothing }), true).curveEnabled).toBe(true)
  })

  it('withholds an evolution that too few days would carry', () => {
    const { previousWeek } = anAnswer()
    const thin = { known: 6, expected: 7, ratio: 6 / 7, missing: [] }
    const week = { ...previousWeek, points: [aPoint(null)], total: aPoint(96_000, { coverage: thin }) }
    expect(yesterdayView(anAnswer({ previousWeek: week })).evolutions).toEqual([])
  })

  it('says that a figure summed from the curve is provisional', () => {
    const total = aPoint(20_000, { flags: ['DERIVED'] })
    expect(yesterdayView(anAnswer({ yesterday: { total } })).figure?.provisional).toBe(true)
  })

  it('shows the known part of a half-filled day, without an evolution', () => {
    const coverage = { known: 40, expected: 48, missing: [] }
    const start = '2026-03-11T00:00:00+01:00'
    const day = { date: '2026-03-11', start, stepMinutes: 30, watts: [], energyWh: 15_000, coverage }
    const view = yesterdayView(
      anAnswer({
        yesterday: { total: aPoint(null, { coverage: missing('INCOMPLETE_DAY') }) },
        curve: { meanPowerW: 750, days: [day], coverage: { known: 40, expected: 48, missing: [] } },
      }),
    )
    expect(view.figure).toMatchObject({ wh: 15_000, partial: { known: 40, expected: 48 } })
    expect(view.evolutions).toEqual([])
    expect(view.reason).toBe('INCOMPLETE_DAY')
  })

  it('falls back on the newest day while yesterday is awaited, and says when it is asked', () => {
    const total = aPoint(null, { coverage: missing('NOT_PUBLISHED', '2026-03-12T07:10:00Z') })
    const lastKnown = { total: aPoint(18_000, { from: '2026-03-10' }) }
    const coverage = { known: 48, expected: 48, missing: [] }
    const start = '2026-03-10T00:00:00+01:00'
    const day = { date: '2026-03-10', start, stepMinutes: 30, watts: [], energyWh: 18_000, coverage }
    const lastCurve = { meanPowerW: 750, days: [day], coverage }
    const view = yesterdayView(anAnswer({ yesterday: { total }, lastKnown, lastCurve }))
    expect(view.figure).toBeNull()
    expect(view.curve).toBe(day)
    expect(view.fallback?.day).toBe('2026-03-10')
    expect(view.nextTryAt).toBe('2026-03-12T07:10:00Z')
  })

  it('notices a meter without a load curve', () => {
    const off = { reason: 'CURVE_NOT_ENABLED' as const, nextTryAt: null }
    const curve = { meanPowerW: null, days: [], coverage: { known: 0, expected: 48, missing: [off] } }
    expect(yesterdayView(anAnswer({ curve })).curveEnabled).toBe(false)
  })
})
