import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { EnedisCause, Fault } from '../../simulator/index.js'
import type { Reason } from '../../src/core/index.js'
import { toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { falseReadings, lostReadings, storedReadings } from '../truth.js'
import type { Missing, Run, Status } from './faults-house.js'
import {
  aMeter,
  changedSince,
  forgetContracts,
  isLater,
  missingOf,
  openReadHouse,
  pdlOf,
  statusOf,
  tickAt,
} from './faults-house.js'

/** What the product makes of a refusal that lasts a morning: the cause it tells, the calls it spends, the day it is whole again. */
interface Outcome {
  readonly code: Reason | null
  readonly calls: number
  readonly whole: '25' | '28'
  /** What a reader is told of the days that are missing; left out: the cause alone. */
  readonly told?: readonly Reason[]
}

const DOWN = { code: 'SOURCE_UNAVAILABLE', calls: 21, whole: '25' } as const
const TOKEN_REFUSED = { ...DOWN, calls: 15 } as const
const TOO_FAST = { ...DOWN, code: 'RATE_LIMITED', told: ['RATE_LIMITED', 'SOURCE_UNAVAILABLE'] } as const
const NO_CONSENT = { code: 'CONSENT_MISSING', calls: 5, whole: '25' } as const
const NOT_HOLDER = { ...NO_CONSENT, code: 'NOT_HOLDER' } as const
const BAD_REQUEST = { code: 'INVALID_INPUT', calls: 9, whole: '25' } as const
/** These texts never stand in the way of a load curve, which tells the energy of its days too. */
const TEXT = { ...DOWN, told: [] } as const
/** Nothing is wrong with the gateway: the days are absent, and asked again three days later. */
const HOLE = { code: null, calls: 24, whole: '28' } as const

const CAUSES = {
  'ADAM-ERR0123': HOLE,
  'ADAM-ERR0125': HOLE,
  'ADAM-DC-0016': HOLE,
  'ADAM-ERR0126': BAD_REQUEST,
  'ADAM-DC-0015': BAD_REQUEST,
  'ADAM-ERR0061': NOT_HOLDER,
  'ADAM-ERR0069': { ...BAD_REQUEST, code: 'NO_PRODUCTION' },
  'ADAM-ERR0075': { ...BAD_REQUEST, code: 'CURVE_NOT_ENABLED' },
  'ADAM-DC-0007': NOT_HOLDER,
  'ADAM-DC-0008': NO_CONSENT,
  ADAM_DC_0008: NO_CONSENT,
  'ADAM-DC-0009': HOLE,
  unauthorized_user: NO_CONSENT,
  'ADAM-DC-0500': DOWN,
  'STM-ERR-0000001': DOWN,
  'STM-ERR-0000014': HOLE,
  'STM-ERR-0000019': NOT_HOLDER,
  'STM-ERR-0000020': HOLE,
  no_data_found: HOLE,
  invalid_request: BAD_REQUEST,
  Invalid_request: BAD_REQUEST,
  invalid_resquest: BAD_REQUEST,
  'Quota Q3 reached': TOO_FAST,
  'Quota Q4 reached': { ...TOO_FAST, calls: 3, told: ['RATE_LIMITED'] },
  Unauthorized: TOKEN_REFUSED,
  'HTTP 429': TOO_FAST,
  'HTTP 500': DOWN,
  'HTTP 503': DOWN,
  timeout: DOWN,
  'no-description': DOWN,
} as const satisfies Record<EnedisCause, Outcome>

interface Case extends Outcome {
  readonly name: string
  readonly fault: Fault | null
  readonly pdl: string
}

const CASES: readonly Omit<Case, 'pdl'>[] = [
  { name: 'nothing', fault: null, code: null, calls: 9, whole: '25' },
  { ...DOWN, name: 'ENEDIS_UNAVAILABLE', fault: { kind: 'enedis-unavailable' }, calls: 0 },
  { ...TEXT, name: 'an empty text', fault: { kind: 'enedis-error', message: '' }, calls: 31 },
  {
    ...TEXT,
    name: 'an unknown code',
    fault: { kind: 'enedis-error', message: 'ADAM-ERR9999: ?' },
    calls: 15,
  },
  ...(Object.entries(CAUSES) as [EnedisCause, Outcome][]).map(([cause, outcome]) => ({
    ...outcome,
    name: cause,
    fault: { kind: 'enedis' as const, cause },
  })),
]
const cases: readonly Case[] = CASES.map((one, index) => ({ ...one, pdl: pdlOf(index) }))
const coded = cases.filter(({ code }) => code !== null)

let house: House
let before: string[]
let runs: Run[]
let status: Status
let calls: Record<string, number>
let wrong: string[]
let changed: string[]
const lost = new Map<string, string[]>()
const missing = new Map<string, Missing[]>()
const later = new Map<string, boolean>()

beforeAll(async () => {
  house = await openReadHouse({
    now: '2026-11-20T09:10:00+01:00',
    simulator: {
      households: cases.map(({ pdl }) => aMeter(pdl, toDay('2026-11-15'))),
      limits: { cached: 100_000, fresh: 100_000 },
    },
  })
  await forgetContracts(house)
  before = await storedReadings(house)
  for (const { fault, pdl } of cases) if (fault) house.simulator.faults.add(fault, { pdl })
  house.simulator.calls.reset()
  runs = await tickAt(
    house,
    ...['08:05', '08:35', '09:05', '09:35', '10:05'].map((time) => `2026-11-24T${time}:00+01:00`),
  )
  status = await statusOf(house)
  for (const { pdl, code, retryAt } of status.problems) later.set(`${pdl} ${code}`, isLater(retryAt, house))
  calls = {}
  for (const { pdl, countedOn } of house.simulator.calls.all)
    if (pdl !== null && countedOn !== null) calls[pdl] = (calls[pdl] ?? 0) + 1
  for (const { pdl } of cases) missing.set(pdl, await missingOf(house, pdl, '2026-11-15', '2026-11-23'))
  wrong = await falseReadings(house)
  changed = await changedSince(house, before)
  house.simulator.faults.clear()
  for (const day of ['25', '28']) {
    await tickAt(house, `2026-11-${day}T08:05:00+01:00`, `2026-11-${day}T09:35:00+01:00`)
    lost.set(day, await lostReadings(house))
  }
}, 120_000)

afterAll(() => house.close())

describe('while Enedis refuses', () => {
  it('nothing is stored that no meter measured, and nothing that was held changes', () => {
    expect(before.length).toBeGreaterThan(cases.length * 400)
    expect(wrong).toEqual([])
    expect(changed).toEqual([])
  })

  it('every run ends, in part', () => {
    expect(runs.map(({ state }) => state)).toEqual(['PARTIAL', 'PARTIAL', 'PARTIAL', 'PARTIAL', 'PARTIAL'])
  })

  it.each(coded)('$name: $code is told of this meter, and when it is tried again', ({ code, pdl }) => {
    expect(status.problems.filter((problem) => problem.pdl === pdl).map((problem) => problem.code)).toEqual([
      code,
    ])
    expect(later.get(`${pdl} ${code}`)).toBe(true)
    const steps = status.last.steps.filter((step) => step.pdl === pdl)
    expect(steps.length).toBeGreaterThan(2)
    expect(new Set(steps.map(({ problem }) => problem?.code))).toEqual(new Set([code]))
  })

  it.each(cases.filter(({ code }) => code === null))('$name: is no problem of the gateway', ({ pdl }) => {
    expect(status.problems.filter((problem) => problem.pdl === pdl)).toEqual([])
  })

  it.each(cases)('$name: costs at most $calls calls in five ticks', ({ pdl, calls: bound }) => {
    expect(calls[pdl] ?? 0).toBeLessThanOrEqual(bound)
  })

  it.each(coded)('$name: a reader is told what is missing, and why', ({ pdl, code, told = [code] }) => {
    expect(new Set((missing.get(pdl) ?? []).map(({ reason }) => reason))).toEqual(new Set(told))
  })
})

describe('once Enedis answers again', () => {
  it.each(cases)('$name: the meter is whole on the $whole', ({ pdl, whole }) => {
    expect((lost.get(whole) ?? []).filter((line) => line.includes(pdl))).toEqual([])
  })

  it('nothing is wrong, nothing is told any more', async () => {
    expect(await falseReadings(house)).toEqual([])
    expect((await statusOf(house)).problems).toEqual([])
  })
})
