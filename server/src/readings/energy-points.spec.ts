import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { addDays, daysOf, parseInstant, toDay } from '../core/index.js'
import { seriesState } from './coverage.js'
import type { MeterEnergy } from './energy-points.js'
import { energyOf, missingEnergy, stepsOf } from './energy-points.js'

const today = toDay('2026-11-24')
const range = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) })

function meter(
  held: Record<string, number>,
  changes: Partial<Parameters<typeof seriesState>[0]> = {},
): MeterEnergy {
  const days = Object.keys(held).sort() as Day[]
  return {
    pdl: '01226049119901',
    days: new Map(days.map((day) => [day, { day, energyWh: held[day] ?? 0, quality: 'measured' as const }])),
    state: seriesState({
      dataset: 'CONSUMPTION_DAILY',
      now: parseInstant('2026-11-24T09:00:00+01:00'),
      history: range('2023-11-25', '2026-11-23'),
      first: days[0] ?? null,
      absences: new Map(),
      obstacle: null,
      closedAfter: null,
      ...changes,
    }),
  }
}

const before = (first: Day) =>
  new Map(
    daysOf({ from: toDay('2023-11-25'), to: first }).map((day) => [
      day,
      { day, reason: 'BEFORE_START' as const, attempts: 1, firstAskedAt: 0, nextTryAt: null },
    ]),
  )

describe('steps', () => {
  it('are cut at Mondays, months and years, the first and last to the range', () => {
    expect(stepsOf(range('2025-12-30', '2026-01-08'), 'WEEK')).toEqual([
      range('2025-12-30', '2026-01-05'),
      range('2026-01-05', '2026-01-08'),
    ])
    expect(stepsOf(range('2025-12-15', '2026-02-02'), 'MONTH').map(({ from }) => from)).toEqual([
      '2025-12-15',
      '2026-01-01',
      '2026-02-01',
    ])
    expect(stepsOf(range('2025-12-15', '2026-02-02'), 'YEAR').map(({ to }) => to)).toEqual([
      '2026-01-01',
      '2026-02-02',
    ])
  })
})

describe('energy of a step', () => {
  it('is null, not zero, when no day is known', () => {
    const first = toDay('2026-11-20')
    expect(
      energyOf(
        range('2026-10-01', '2026-10-03'),
        [meter({ '2026-11-20': 5 }, { absences: before(first) })],
        today,
      ),
    ).toMatchObject({
      energyWh: null,
      knownDays: 0,
      expectedDays: 0,
    })
  })

  it('keeps a day of zero', () => {
    expect(energyOf(range('2026-11-20', '2026-11-21'), [meter({ '2026-11-20': 0 })], today)).toMatchObject({
      energyWh: 0,
      knownDays: 1,
    })
  })

  it('counts as expected what was never asked and may exist, and nothing after yesterday', () => {
    const step = range('2026-11-19', '2026-11-30')
    expect(energyOf(step, [meter({ '2026-11-20': 7, '2026-11-22': 4 })], today)).toMatchObject({
      energyWh: 11,
      knownDays: 2,
      expectedDays: 5,
    })
  })

  it('starts to expect with the first data once the days before were asked in vain', () => {
    const first = toDay('2026-11-20')
    const young = meter({ '2026-11-20': 7, '2026-11-21': 1 }, { absences: before(first) })
    expect(energyOf(range('2026-11-01', '2026-11-22'), [young], today)).toMatchObject({
      knownDays: 2,
      expectedDays: 2,
    })
  })

  it('sums meters, and expects nothing of one that is off', () => {
    const off = meter({ '2026-11-01': 3 }, { closedAfter: toDay('2026-11-01') })
    const step = range('2026-11-01', '2026-11-03')
    expect(energyOf(step, [meter({ '2026-11-01': 10, '2026-11-02': 20 }), off], today)).toMatchObject({
      energyWh: 33,
      knownDays: 3,
      expectedDays: 3,
    })
  })
})

it('says of each hole why, and when it is asked again', () => {
  const nextTryAt = parseInstant('2026-11-27T08:00:00+01:00')
  const lost = toDay('2026-11-20')
  const one = meter(
    Object.fromEntries(
      daysOf(range('2023-11-25', '2026-11-22'))
        .filter((day) => day !== lost)
        .map((day) => [day, 1]),
    ),
    {
      absences: new Map([
        [lost, { day: lost, reason: 'NO_DATA' as const, attempts: 2, firstAskedAt: 0, nextTryAt }],
      ]),
    },
  )
  expect(missingEnergy(range('2026-11-18', '2026-11-24'), [one], today)).toEqual([
    { from: lost, to: addDays(lost, 1), reason: 'NO_DATA', attempts: 2, nextTryAt },
    { from: '2026-11-22', to: '2026-11-24', reason: 'NOT_ASKED', attempts: 0, nextTryAt: one.state.now },
  ])
})
