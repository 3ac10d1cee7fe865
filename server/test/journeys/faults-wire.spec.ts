import { afterEach, describe, expect, it } from 'vitest'

import type { Fault, FaultScope } from '../../simulator/index.js'
import type { Reason } from '../../src/core/index.js'
import { Env, toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { falseReadings, lostReadings, storedReadings } from '../truth.js'
import {
  aMeter,
  changedSince,
  forgetContracts,
  isLater,
  missingOf,
  openReadHouse,
  statusOf,
  tickAt,
} from './faults-house.js'

const PDL = '01226049119901'
const MORNING = ['08:05', '08:35', '09:05', '09:35', '10:05'].map((time) => `2026-11-24T${time}:00+01:00`)

interface Case {
  readonly name: string
  readonly fault: Fault
  readonly scope?: FaultScope
  readonly code: Reason
  /** States of the five runs. */
  readonly states: readonly string[]
  /** Most requests in five ticks, counted or not; the catalogue of offers, free and weekly, apart. */
  readonly requests: number
  /** Most of them that the gateway counted. */
  readonly counted: number
  /** When everything missing is there, once the fault is gone at 10:05. */
  readonly wholeAt: string
  /** What a reader is told of the days that are missing; left out: the cause alone. */
  readonly told?: readonly Reason[]
}

const NOTHING = ['FAILED', 'FAILED', 'FAILED', 'FAILED', 'FAILED']
/** Tempo is free of charge, and comes. */
const IN_PART = ['PARTIAL', 'PARTIAL', 'PARTIAL', 'PARTIAL', 'PARTIAL']
const SOON = '2026-11-24T11:10:00+01:00'
const TOMORROW = '2026-11-25T09:35:00+01:00'
const DOWN = { code: 'GATEWAY_FAILED', states: NOTHING, requests: 19, counted: 0, wholeAt: SOON } as const
const REFUSED = { ...DOWN, requests: 3 } as const
const CUT = { ...DOWN, code: 'GATEWAY_UNREACHABLE' } as const
const SLOWED = { ...DOWN, code: 'RATE_LIMITED', states: IN_PART, requests: 14, counted: 1 } as const
const SPENT = {
  code: 'QUOTA_EXHAUSTED',
  states: IN_PART,
  requests: 10,
  counted: 1,
  wholeAt: TOMORROW,
} as const
/** The 1000 are enough for what was never asked. */
const SMALL_SPENT = { ...SPENT, requests: 16, counted: 7, told: [] } as const

const CASES: readonly Case[] = [
  { ...REFUSED, name: 'HTTP 401', fault: { kind: 'http', status: 401 }, code: 'CREDENTIALS_REJECTED' },
  { ...REFUSED, name: 'HTTP 403', fault: { kind: 'http', status: 403 }, code: 'EMAIL_NOT_VERIFIED' },
  { ...SLOWED, name: 'HTTP 429', fault: { kind: 'http', status: 429 }, scope: { on: '/enedis/**' } },
  {
    ...SLOWED,
    name: 'HTTP 429, Retry-After',
    fault: { kind: 'http', status: 429, retryAfterSeconds: 3600 },
    scope: { on: '/enedis/**' },
    requests: 12,
  },
  { ...DOWN, name: 'HTTP 500', fault: { kind: 'http', status: 500 } },
  { ...DOWN, name: 'HTTP 502', fault: { kind: 'http', status: 502 } },
  { ...DOWN, name: 'HTTP 503', fault: { kind: 'http', status: 503 } },
  {
    ...DOWN,
    name: 'HTTP 503, Retry-After',
    fault: { kind: 'http', status: 503, retryAfterSeconds: 600 },
    requests: 9,
  },
  { ...DOWN, name: 'HTTP 504', fault: { kind: 'http', status: 504 } },
  { ...CUT, name: 'a reset connection', fault: { kind: 'reset' } },
  { ...CUT, name: 'an answer that comes too late', fault: { kind: 'slow', delayMs: 250 }, counted: 7 },
  { ...CUT, name: 'a truncated answer', fault: { kind: 'truncated' }, counted: 7 },
  { ...DOWN, name: 'a maintenance page', fault: { kind: 'maintenance' } },
  { ...SPENT, name: 'both counters spent', fault: { kind: 'quota-exhausted' } },
  { ...SPENT, name: 'the 1000 spent', fault: { kind: 'quota-exhausted', counter: 'cached' } },
  { ...SMALL_SPENT, name: 'the 50 spent', fault: { kind: 'quota-exhausted', counter: 'fresh' } },
  {
    ...SMALL_SPENT,
    name: 'HTTP 429 of EcoWatt',
    fault: { kind: 'http', status: 429 },
    scope: { on: '/ecowatt/**' },
  },
]

let house: House
const said: string[] = []
afterEach(() => house.close())

async function open(): Promise<void> {
  house = await openReadHouse({
    now: '2026-11-20T09:10:00+01:00',
    simulator: { households: [aMeter(PDL, toDay('2026-11-15'))] },
  })
  await forgetContracts(house)
  said.length = 0
  const keep = (...words: unknown[]) => void said.push(words.map(String).join(' '))
  house.app.useLogger({ log: keep, error: keep, warn: keep, debug: keep, verbose: keep, fatal: keep })
  house.simulator.calls.reset()
}

const setTimeoutMs = (ms: number) =>
  Object.assign(house.app.get(Env, { strict: false }), { GATEWAY_TIMEOUT_MS: ms })

const counted = () => house.simulator.calls.all.filter(({ countedOn }) => countedOn !== null).length

describe('a gateway that fails', () => {
  it.each(CASES)('$name is $code', async (one) => {
    const { fault, scope, code, states, requests, counted: most, wholeAt, told = [code] } = one
    await open()
    const before = await storedReadings(house)
    if (fault.kind === 'slow') setTimeoutMs(fault.delayMs / 2)
    house.simulator.faults.add(fault, scope)
    const runs = await tickAt(house, ...MORNING)
    const status = await statusOf(house)

    expect(runs.map(({ state }) => state)).toEqual(states)
    expect(status.problems.map((problem) => problem.code)).toContain(code)
    expect(status.problems.every(({ retryAt }) => isLater(retryAt, house))).toBe(true)
    const asked = house.simulator.calls.all.filter(({ path }) => !path.startsWith('/energy/'))
    expect(asked.length).toBeLessThanOrEqual(requests)
    expect(counted()).toBeLessThanOrEqual(most)
    expect(await falseReadings(house)).toEqual([])
    expect(await changedSince(house, before)).toEqual([])

    const missing = await missingOf(house, PDL, '2026-11-15', '2026-11-24')
    expect([...new Set(missing.map(({ reason }) => reason))]).toEqual(told)
    expect(said.join('\n')).toContain('Sync ')
    expect(said.join('\n') + JSON.stringify([status, missing])).not.toContain(house.simulator.secret)

    house.simulator.faults.clear()
    setTimeoutMs(5_000)
    await tickAt(house, wholeAt)
    expect(await lostReadings(house)).toEqual([])
    expect(await falseReadings(house)).toEqual([])
    expect((await statusOf(house)).problems).toEqual([])
  })
})
