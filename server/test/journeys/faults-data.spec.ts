import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Fault } from '../../simulator/index.js'
import type { Reason } from '../../src/core/index.js'
import { toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { falseReadings, lostReadings } from '../truth.js'
import type { Missing } from './faults-house.js'
import { aMeter, missingOf, openReadHouse, pdlOf, tickAt } from './faults-house.js'

/** The day of 25 hours: its labels 01:30 and 02:00 come twice. */
const OCTOBER = toDay('2026-10-25')
const DAY = toDay('2026-10-24')
const SPOILT = 'GATEWAY_MALFORMED'

interface Case {
  readonly name: string
  readonly fault: Fault | null
  /** Readings that cannot be believed, over all series. */
  readonly rejected?: number
  /** True readings that the fault keeps away, over all series, energy of days apart. */
  readonly lost?: number
  /** What a reader is told of the holes of the curve and of the daily energy. */
  readonly reasons?: readonly Reason[]
}

const CASES: readonly Case[] = [
  { name: 'nothing', fault: null },
  { name: 'a missing day', fault: { kind: 'missing-day', day: DAY }, lost: 2 * 48 + 3, reasons: ['NO_DATA'] },
  {
    name: '3 half-hours missing of 50',
    fault: { kind: 'missing-points', day: OCTOBER, count: 3 },
    lost: 6,
    reasons: ['INCOMPLETE_DAY'],
  },
  {
    name: '20 half-hours missing of 50',
    fault: { kind: 'missing-points', day: OCTOBER, count: 20 },
    lost: 40,
    reasons: ['INCOMPLETE_DAY'],
  },
  { name: 'every label twice', fault: { kind: 'duplicate-labels', day: DAY, count: 48 } },
  {
    name: 'every label twice in the repeated hour too',
    fault: { kind: 'duplicate-labels', day: OCTOBER, count: 50 },
    rejected: 16,
    lost: 8,
    reasons: [SPOILT],
  },
  { name: 'an unsorted day', fault: { kind: 'unsorted', day: DAY } },
  {
    name: 'a null value',
    fault: { kind: 'null-value', day: DAY },
    lost: 5,
    reasons: ['NO_DATA', 'INCOMPLETE_DAY'],
  },
  { name: 'numeric values', fault: { kind: 'numeric-value', count: 400 } },
  { name: 'decimal values', fault: { kind: 'decimal-value', count: 400 } },
  {
    name: 'a negative value',
    fault: { kind: 'negative-value', day: DAY },
    rejected: 5,
    lost: 5,
    reasons: [SPOILT],
  },
  { name: 'labels with T', fault: { kind: 'label-with-t' } },
  { name: 'unknown keys', fault: { kind: 'unknown-keys' } },
  {
    name: 'an unknown length of interval',
    fault: { kind: 'interval-length', day: OCTOBER, value: 'PT17X' },
    rejected: 100,
    lost: 100,
    reasons: [SPOILT],
  },
]
const cases = CASES.map((one, index) => ({ ...one, pdl: pdlOf(index) }))

let house: House
let rejected: Record<string, number>
let stepStates: Set<string>
let wrong: string[]
let calls: Record<string, number>
const missing = new Map<string, Missing[]>()
const lost = new Map<string, string[]>()

const lostOf = (day: string, pdl: string) =>
  (lost.get(day) ?? []).filter((line) => line.includes(pdl) && !line.includes(' derived '))

beforeAll(async () => {
  house = await openReadHouse({
    now: '2026-10-22T09:10:00+02:00',
    simulator: {
      households: cases.map(({ pdl }) => aMeter(pdl, toDay('2026-10-17'))),
      limits: { cached: 100_000, fresh: 100_000 },
    },
  })
  for (const { fault, pdl } of cases) if (fault) house.simulator.faults.add(fault, { pdl })
  house.simulator.calls.reset()
  const runs = await tickAt(
    house,
    ...['08:05', '08:35', '09:05', '09:35', '10:05'].map((time) => `2026-10-28T${time}:00+01:00`),
  )
  const steps = runs.flatMap((run) => run.steps).filter(({ pdl }) => pdl !== null)
  rejected = {}
  for (const { pdl, rejectedReadings } of steps)
    if (pdl !== null) rejected[pdl] = (rejected[pdl] ?? 0) + rejectedReadings
  stepStates = new Set(steps.map(({ state }) => state))
  calls = {}
  for (const { pdl, countedOn } of house.simulator.calls.all)
    if (pdl !== null && countedOn !== null) calls[pdl] = (calls[pdl] ?? 0) + 1
  wrong = await falseReadings(house)
  lost.set('28', await lostReadings(house))
  for (const { pdl } of cases) missing.set(pdl, await missingOf(house, pdl, '2026-10-17', '2026-10-27'))
  house.simulator.faults.clear()
  await tickAt(house, ...['29', '30', '31'].map((day) => `2026-10-${day}T08:05:00+01:00`))
  await tickAt(house, '2026-11-01T08:05:00+01:00')
  lost.set('01', await lostReadings(house))
}, 120_000)

afterAll(() => house.close())

describe('an answer that is not what it should be', () => {
  it('never stores a reading that no meter measured', () => {
    expect(wrong).toEqual([])
  })

  it('ends no step badly', () => {
    expect(stepStates).toEqual(new Set(['COMPLETE']))
  })

  it.each(cases)('$name: what cannot be believed is counted, what surrounds it is kept', (one) => {
    expect(rejected[one.pdl] ?? 0).toBe(one.rejected ?? 0)
    expect(lostOf('28', one.pdl)).toHaveLength(one.lost ?? 0)
  })

  it.each(cases)('$name: a reader is told why the day is not whole', ({ pdl, reasons = [] }) => {
    expect(new Set((missing.get(pdl) ?? []).map(({ reason }) => reason))).toEqual(new Set(reasons))
  })

  it.each(cases)('$name: costs no more calls than a good answer', ({ pdl }) => {
    expect(calls[pdl]).toBe(calls[pdlOf(0)])
  })
})

describe('once the answers are good again', () => {
  it('every meter is whole after the next try of its days', async () => {
    expect(lost.get('01')).toEqual([])
    expect(await falseReadings(house)).toEqual([])
  })
})
