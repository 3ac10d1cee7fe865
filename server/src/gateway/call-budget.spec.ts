import { beforeEach, describe, expect, it } from 'vitest'

import type { Instant } from '../core/index.js'
import { Clock, parseInstant } from '../core/index.js'

import type { CountsOfDay } from './call-budget.js'
import { NOTHING_COUNTED, budgetOf, fairShareOf, leftOf, limitIn } from './call-budget.js'
import { CallBudget } from './call-budget.service.js'
import type { CallTally, Counter, GatewayUsage } from './gateway.types.js'

const noon = parseInstant('2026-11-23T13:00:00+01:00')
const midnight = parseInstant('2026-11-24T00:00:00Z')
const reserves = { cached: 100, fresh: 10 }
const counts = (changes: Partial<CountsOfDay>): CountsOfDay => ({ ...NOTHING_COUNTED, ...changes })

describe('what is used', () => {
  it('is our own count as long as the gateway has said nothing', () => {
    expect(budgetOf(counts({ ours: { cached: 3, fresh: 2 } }), reserves, midnight)).toEqual({
      cached: { limit: 1000, used: 3, reserved: 100 },
      fresh: { limit: 50, used: 2, reserved: 10 },
      resetsAt: midnight,
    })
  })

  it('is what the gateway said plus ours since, when others use the account too', () => {
    const state = budgetOf(
      counts({
        ours: { cached: 0, fresh: 9 },
        said: { cached: null, fresh: 20 },
        then: { cached: 0, fresh: 4 },
      }),
      reserves,
      midnight,
    )
    expect(state.fresh.used).toBe(25)
  })

  it('is never less than ours', () => {
    const state = budgetOf(
      counts({
        ours: { cached: 0, fresh: 9 },
        said: { cached: null, fresh: 2 },
        then: { cached: 0, fresh: 9 },
      }),
      reserves,
      midnight,
    )
    expect(state.fresh.used).toBe(9)
  })
})

it('no more than a fifth of a low limit is reserved', () => {
  const { fresh } = budgetOf(counts({ limits: { cached: 1000, fresh: 30 } }), reserves, midnight)
  expect(fresh).toEqual({ limit: 30, used: 0, reserved: 6 })
})

it('automatic calls leave the reserve alone', () => {
  const state = { limit: 50, used: 41, reserved: 10 }
  expect([leftOf(state, 'auto'), leftOf(state, 'manual')]).toEqual([0, 9])
})

describe('the fair share of a meter', () => {
  const state = { limit: 50, used: 20, reserved: 10 }
  const held = counts({
    ours: { cached: 0, fresh: 16 },
    byPdl: new Map([
      ['a', { cached: 0, fresh: 4 }],
      ['b', { cached: 0, fresh: 12 }],
    ]),
  })
  it.each([
    ['a', 3, 8],
    ['b', 3, 0],
    ['c', 3, 12],
    ['c', 1, 20],
  ])('%s of %i: %i', (pdl, points, share) => {
    expect(fairShareOf(held, state, 'fresh', pdl, points)).toBe(share)
  })
})

it.each([
  ['Daily rate limit exceeded (1000/1000). Try again tomorrow.', 1000],
  ['Rate limit exceeded: 50/50 requests today', 50],
  ['Rate limit exceeded. Returning cached data only.', null],
])('the limit in %j is %s', (words, limit) => {
  expect(limitIn(words)).toBe(limit)
})

describe('the budget', () => {
  let now: Instant
  let days: Map<string, CountsOfDay>
  let budget: CallBudget
  class TestClock extends Clock {
    override now() {
      return now
    }
  }
  const load = (day: string) => days.get(day) ?? NOTHING_COUNTED
  const memory = {
    load: (day: string) => Promise.resolve(load(day)),
    add: (day: string, pdl: string | null, counter: Counter, calls: number) => {
      const held = load(day)
      const plus = (tally: Readonly<CallTally> = { cached: 0, fresh: 0 }) => ({
        ...tally,
        [counter]: tally[counter] + calls,
      })
      const byPdl = pdl === null ? held.byPdl : new Map([...held.byPdl, [pdl, plus(held.byPdl.get(pdl))]])
      days.set(day, { ...held, ours: plus(held.ours), byPdl })
      return Promise.resolve()
    },
    hear: (day: string, usage: Partial<GatewayUsage>) => {
      const held = load(day)
      const { cached = null, fresh = null } = usage
      days.set(day, {
        ...held,
        said: { cached: cached?.used ?? held.said.cached, fresh: fresh?.used ?? held.said.fresh },
        then: {
          cached: cached ? held.ours.cached : held.then.cached,
          fresh: fresh ? held.ours.fresh : held.then.fresh,
        },
        limits: { cached: cached?.limit ?? held.limits.cached, fresh: fresh?.limit ?? held.limits.fresh },
      })
      return Promise.resolve()
    },
  }
  let ratio: number | undefined
  const preferences = {
    get: <T>(key: string) =>
      Promise.resolve(key === 'reservedCallsRatio' ? (ratio as T | undefined) : undefined),
  }
  const auto = { pdl: '01226049119999', mode: 'auto' } as const
  const manual = { pdl: null, mode: 'manual' } as const
  const take = async (times: number, of: typeof auto | typeof manual = auto) => {
    for (let i = 0; i < times; i++) await budget.unit('fresh', of).take()
  }

  beforeEach(() => {
    now = noon
    days = new Map()
    ratio = undefined
    budget = new CallBudget(
      memory,
      { RESERVED_FRESH_CALLS: 10, RESERVED_CACHED_CALLS: 100 },
      new TestClock(),
      preferences,
    )
  })

  it('keeps the share that the user chose, of both counters', async () => {
    ratio = 0.4
    const { fresh, cached } = await budget.state()
    expect([fresh.reserved, cached.reserved]).toEqual([20, 400])
    await take(30)
    await expect(take(1)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' })
    ratio = 0
    await take(20)
    expect((await budget.state()).fresh).toEqual({ limit: 50, used: 50, reserved: 0 })
  })

  it('stops automatic calls at the reserve, without a call, until 00:00 UTC', async () => {
    await take(40)
    await expect(take(1)).rejects.toMatchObject({
      code: 'QUOTA_EXHAUSTED',
      retryAt: midnight,
      message: expect.stringContaining('last 10 of the day’s 50') as string,
    })
    await take(10, manual)
    await expect(take(1, manual)).rejects.toMatchObject({
      message: expect.stringContaining('The 50 calls that reach Enedis of the day are spent') as string,
    })
    expect((await budget.state()).fresh).toEqual({ limit: 50, used: 50, reserved: 10 })
    await budget.unit('cached', auto).take()
  })

  it('never gives the last call twice', async () => {
    await take(39)
    const taken = await Promise.allSettled([take(1), take(1), take(1)])
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('counts in the tally of the caller, and takes back what was not counted', async () => {
    const calls = { cached: 0, fresh: 0 }
    const unit = budget.unit('fresh', { ...auto, calls })
    await unit.take()
    await unit.take()
    await unit.giveBack()
    expect(calls).toEqual({ cached: 0, fresh: 1 })
    expect((await budget.state()).fresh.used).toBe(1)
    expect(await budget.leftFor(auto.pdl, 'fresh', 2)).toBe(19)
  })

  it('starts anew with the UTC day, at one or two o’clock in Paris', async () => {
    await take(40)
    now = parseInstant('2026-11-24T00:59:00+01:00')
    await expect(take(1)).rejects.toThrow()
    now = parseInstant('2026-11-24T01:00:00+01:00')
    await take(1)
    expect((await budget.state()).fresh.used).toBe(1)
    expect((await budget.state()).resetsAt).toBe(parseInstant('2026-11-25T00:00:00Z'))
  })

  it('learns the limits and the calls of other clients', async () => {
    await take(2)
    await budget.learn({ cached: { used: 5, limit: 500 }, fresh: { used: 15, limit: 20 } })
    await take(1, manual)
    expect(await budget.state()).toMatchObject({
      cached: { limit: 500, used: 5 },
      fresh: { limit: 20, used: 16 },
    })
    expect(await budget.left('fresh', 'auto')).toBe(0)
    expect(await budget.left('fresh', 'manual')).toBe(4)
  })

  it('holds a counter for spent when the gateway says so', async () => {
    const unit = budget.unit('fresh', auto)
    await unit.take()
    await unit.spent('Daily rate limit exceeded (30/30). Use cache to increase limit.')
    expect((await budget.state()).fresh).toMatchObject({ limit: 30, used: 30 })
    await expect(take(1, manual)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' })
    expect((await budget.state()).cached.used).toBe(0)
  })
})
