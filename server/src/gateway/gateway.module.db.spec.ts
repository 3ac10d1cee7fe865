import type { TestingModule } from '@nestjs/testing'
import { Test } from '@nestjs/testing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { ormOptions } from '../../mikro-orm.config.js'
import type { Simulator } from '../../simulator/index.js'
import { PDL, startSimulator } from '../../simulator/index.js'
import type { TestDatabase } from '../../test/database.js'
import { createTestDatabase } from '../../test/database.js'
import type { SeriesDataset } from '../core/index.js'
import { Clock, CoreModule, minutesOf, parseEnv, parseInstant, toDay } from '../core/index.js'

import type { SeriesRequest } from './index.js'
import { Breakers, CallBudget, Credentials, GatewayMarket, GatewayModule, GatewayService } from './index.js'
import { Pause } from './retry.js'

const NOW = parseInstant('2026-11-23T15:30:00+01:00')
const HOUR = 3_600_000
const day = toDay
const auto = { mode: 'auto' } as const
const manual = { mode: 'manual' } as const

class NoPause extends Pause {
  override wait() {
    return Promise.resolve()
  }
}

let database: TestDatabase
let simulator: Simulator
let module: TestingModule
let gateway: GatewayService
const folder = mkdtempSync(join(tmpdir(), 'linky-gateway-'))

async function begin(options: Parameters<typeof startSimulator>[0] = {}, env: Record<string, string> = {}) {
  simulator = await startSimulator({ now: NOW, ...options })
  const { clock } = simulator
  class SimulatedClock extends Clock {
    override now() {
      return clock.now()
    }
  }
  const values = { DATA_DIR: folder, MED_API_URL: simulator.url, MED_CLIENT_SECRET: simulator.secret, ...env }
  module = await Test.createTestingModule({
    imports: [
      CoreModule.register({
        env: parseEnv(values),
        orm: ormOptions(database.address),
        clock: new SimulatedClock(),
      }),
      GatewayModule,
    ],
  })
    .overrideProvider(Pause)
    .useValue(new NoPause())
    .compile()
  await module.init()
  gateway = module.get(GatewayService)
}
async function end() {
  await module.close()
  await simulator.stop()
}

function asking<D extends SeriesDataset>(
  dataset: D,
  start: string,
  end: string,
  useCache = true,
  pdl: string = PDL.base,
): SeriesRequest<D> {
  const covers = { from: day(start), to: day(end) }
  return { series: { pdl, dataset }, start: day(start), end: day(end), useCache, covers }
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await database.em.execute('truncate call_budget, gateway_breaker, config')
  await begin()
  return end
})

describe('series', () => {
  it('come from their endpoints, on the counter that the request names, tallied', async () => {
    const calls = { cached: 0, fresh: 0 }
    const daily = await gateway.fetch(asking('CONSUMPTION_DAILY', '2026-11-13', '2026-11-20'), {
      ...auto,
      calls,
    })
    const power = await gateway.fetch(asking('MAX_POWER', '2026-11-13', '2026-11-20', false), {
      ...auto,
      calls,
    })
    expect(daily.readings.map((reading) => reading.day)).toEqual(
      ['13', '14', '15', '16', '17', '18', '19'].map((date) => `2026-11-${date}`),
    )
    expect(daily.readings.every(({ energyWh }) => energyWh > 0)).toBe(true)
    expect(power.readings).toHaveLength(7)
    expect([daily.reason, daily.rejected]).toEqual([null, []])
    expect(calls).toEqual({ cached: 1, fresh: 1 })
    expect(simulator.calls.all.map(({ route, countedOn }) => [route, countedOn])).toEqual([
      ['/enedis/consumption/daily/{pdl}', 'cached'],
      ['/enedis/power/{pdl}', 'fresh'],
    ])
  })

  it.each([
    ['2026-10-24', '2026-10-26', [1440, 1500, 1440]],
    ['2026-03-28', '2026-03-30', [1440, 1380, 1440]],
  ])('a load curve from %s to %s fills its days from end to end', async (start, last, lengths) => {
    const { readings, rejected } = await gateway.fetch(asking('CONSUMPTION_CURVE', start, last, false), auto)
    expect(rejected).toEqual([])
    expect(lengths).toEqual(
      [0, 1, 2].map((i) => minutesOf(day(`${start.slice(0, 8)}${Number(start.slice(8)) + i}`))),
    )
    expect(readings.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(lengths.reduce((a, b) => a + b, 0))
    expect(new Set(readings.map(({ startAt }) => startAt)).size).toBe(readings.length)
  })

  it('the single call reads the same curve', async () => {
    const batch = await gateway.fetch(asking('CONSUMPTION_CURVE', '2026-10-24', '2026-10-25', false), auto)
    const single = await gateway.fetchCurveByCall(
      asking('CONSUMPTION_CURVE', '2026-10-24', '2026-10-26', false),
      auto,
    )
    expect(single.readings).toEqual(batch.readings)
  })

  it('of a producer come by the other path', async () => {
    const request = asking('PRODUCTION_CURVE', '2026-11-13', '2026-11-14', true, PDL.offpeakAndSolar)
    expect((await gateway.fetch(request, auto)).readings.length).toBeGreaterThan(0)
    const daily = asking('PRODUCTION_DAILY', '2026-11-13', '2026-11-15', true, PDL.offpeakAndSolar)
    expect((await gateway.fetch(daily, auto)).readings).toHaveLength(2)
  })

  it('before the meter’s start are absent for a reason', async () => {
    const request = asking('MAX_POWER', '2026-01-05', '2026-01-08', true, PDL.tempo)
    expect(await gateway.fetch(request, auto)).toEqual({ readings: [], rejected: [], reason: 'BEFORE_START' })
  })

  it('keep what is right of a faulty answer', async () => {
    simulator.faults.add({ kind: 'interval-length', day: day('2026-11-14'), value: 'PT1D' })
    simulator.faults.add({ kind: 'null-value', day: day('2026-11-13'), count: 2 })
    const answer = await gateway.fetch(asking('CONSUMPTION_CURVE', '2026-11-13', '2026-11-14', false), auto)
    expect(answer.readings).toHaveLength(46)
    expect(answer.rejected).toHaveLength(48)
  })
})

describe('a bare NO_DATA', () => {
  const curve = asking('CONSUMPTION_CURVE', '2026-11-13', '2026-11-19', false)
  const probe = () => gateway.probe(PDL.base, 'CONSUMPTION', day('2026-11-23'), auto)

  it('is told apart from a lost consent', async () => {
    simulator.households.change(PDL.base, { consent: false })
    expect((await gateway.fetch(curve, auto)).reason).toBe('NO_DATA')
    await expect(probe()).rejects.toMatchObject({ code: 'CONSENT_MISSING' })
  })

  it('is told apart from an outage', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'HTTP 503' })
    expect((await gateway.fetch(curve, auto)).reason).toBe('NO_DATA')
    await expect(probe()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })

  it('is a hole when the meter can be read', async () => {
    simulator.faults.add({ kind: 'enedis', cause: 'no_data_found' }, { on: '/enedis/consumption/**' })
    expect((await gateway.fetch(curve, auto)).reason).toBe('NO_DATA')
    expect(await probe()).toBeNull()
  })
})

describe('meters and account', () => {
  it('are read without a call that counts', async () => {
    const points = await gateway.usagePoints()
    expect(points.map(({ pdl, active }) => [pdl, active])).toContainEqual([PDL.inactive, false])
    expect(points.find(({ pdl }) => pdl === PDL.offpeakAndSolar)).toMatchObject({
      directions: ['CONSUMPTION', 'PRODUCTION'],
      subscribedPowerKva: 9,
    })
    await gateway.fetchContract(points[0]?.gatewayId ?? '')
    expect(await gateway.checkAccount()).toEqual({ account: 'd•••@example.org' })
    expect(await gateway.usage()).toEqual({ cached: { used: 0, limit: 1000 }, fresh: { used: 0, limit: 50 } })
  })

  it('contract and address are found where they are nested', async () => {
    expect(await gateway.contract(PDL.offpeakAndSolar, auto)).toMatchObject({
      subscribedPowerKva: 9,
      offPeak: [
        { startMinute: 90, endMinute: 420 },
        { startMinute: 750, endMinute: 900 },
      ],
    })
    expect((await gateway.address(PDL.base, auto))?.line).toMatch(/\d{5}/)
    expect((await module.get(CallBudget).state()).cached.used).toBe(2)
  })
})

describe('the grid', () => {
  it('Tempo days are those of a half-open range', async () => {
    const days = await gateway.tempoDays(day('2026-09-01'), day('2026-09-04'))
    expect(days.map((tempo) => tempo.day)).toEqual(['2026-09-01', '2026-09-02', '2026-09-03'])
    const known = await gateway.tempoDays(day('2026-11-22'))
    expect(known.map((tempo) => tempo.day)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24'])
    expect(await gateway.tempoForecast()).toHaveLength(6)
  })

  it('EcoWatt days too, today first, for one call', async () => {
    const signals = await gateway.ecowatt(day('2026-11-23'), day('2026-11-26'), auto)
    expect(signals.map((signal) => signal.day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
    expect(signals.every(({ hours }) => hours.length === 24)).toBe(true)
    expect((await module.get(CallBudget).state()).fresh.used).toBe(1)
    await expect(gateway.ecowatt(day('2025-11-01'), day('2026-11-27'), auto)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })

  it('the country is read by instants', async () => {
    const [from, to] = [NOW - 2 * HOUR, NOW]
    const demand = await gateway.nationalConsumption(from, to)
    const measured = demand.find(({ kind }) => kind === 'REALISED')?.points ?? []
    expect(measured.length).toBeGreaterThan(4)
    expect(measured.every(({ startAt }) => startAt >= from && startAt < to)).toBe(true)
    const generation = await gateway.generationForecast(from, to)
    expect(new Set(generation.map(({ source }) => source))).toEqual(new Set(['SOLAR', 'WIND']))
  })
})

it('offers are read, a proposal makes its way', async () => {
  const market = module.get(GatewayMarket)
  const [provider] = await market.providers()
  const offers = await market.offers({ providerId: provider?.id ?? '' })
  expect(offers.every(({ providerId }) => providerId === provider?.id)).toBe(true)
  const id = await market.contribute({
    kind: 'NEW_OFFER',
    offerName: 'Essai',
    offerType: 'BASE',
    priceSheetUrl: 'https://example.org/grille.pdf',
    validFrom: day('2026-02-01'),
    variants: [{ subscribedPowerKva: 6, subscriptionEurPerMonth: '15.47', prices: { base_price: '0.1952' } }],
  })
  const [own] = (await market.contributions()).filter((contribution) => contribution.id === id)
  expect(own).toMatchObject({
    state: 'PENDING',
    validFrom: parseInstant('2026-02-01T00:00:00+01:00'),
    variants: [{ subscribedPowerKva: 6, prices: { base_price: '0.1952' } }],
  })
  await market.deleteContribution(id)
  await expect(market.deleteContribution(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

describe('the budget', () => {
  it('agrees with the gateway, and survives a restart', async () => {
    await gateway.fetch(asking('CONSUMPTION_DAILY', '2026-11-13', '2026-11-20'), auto)
    await gateway.ecowatt(day('2026-11-23'), day('2026-11-24'), auto)
    const used = await gateway.usage()
    expect([used.cached.used, used.fresh.used]).toEqual([1, 1])
    const { cached, fresh } = await module.get(CallBudget).state()
    expect([cached.used, fresh.used]).toEqual([1, 1])
    expect(await module.get(CallBudget).leftFor(PDL.base, 'cached', 2)).toBe(449)
  })

  it('sends nothing once it is spent, and says until when', async () => {
    await gateway.usage()
    for (let i = 0; i < 40; i++)
      await module.get(CallBudget).unit('fresh', { pdl: null, mode: 'auto' }).take()
    const before = simulator.calls.all.length
    await expect(gateway.ecowatt(day('2026-11-23'), day('2026-11-24'), auto)).rejects.toMatchObject({
      code: 'QUOTA_EXHAUSTED',
      retryAt: parseInstant('2026-11-24T00:00:00Z'),
    })
    expect(simulator.calls.all).toHaveLength(before)
    await gateway.ecowatt(day('2026-11-23'), day('2026-11-24'), manual)
    expect((await module.get(Breakers).problems()).map(({ code }) => code)).toEqual(['QUOTA_EXHAUSTED'])
  })

  it('believes the gateway that it is spent', async () => {
    simulator.faults.add({ kind: 'quota-exhausted', counter: 'cached' })
    const request = asking('CONSUMPTION_DAILY', '2026-11-13', '2026-11-20')
    await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' })
    simulator.faults.clear()
    const before = simulator.calls.all.length
    await expect(gateway.fetch(request, manual)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' })
    expect(simulator.calls.all).toHaveLength(before)
    simulator.clock.set(parseInstant('2026-11-24T01:00:00+01:00'))
    expect((await gateway.fetch(request, auto)).readings).toHaveLength(7)
  })
})

describe('a refused secret', () => {
  it('stops every call at once; a free check after an hour, or a new secret, opens again', async () => {
    const secret = simulator.rotateSecret()
    await expect(gateway.usagePoints()).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
    const request = asking('CONSUMPTION_DAILY', '2026-11-13', '2026-11-20')
    const before = simulator.calls.all.length
    await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
    expect(simulator.calls.all).toHaveLength(before)

    simulator.clock.advance(HOUR)
    await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
    expect(simulator.calls.all.slice(before).map(({ path }) => path)).toEqual(['/accounts/me'])

    expect(await gateway.checkAccount(secret)).toEqual({ account: 'd•••@example.org' })
    await module.get(Credentials).keep(secret)
    await new Promise((resolve) => setImmediate(resolve))
    expect((await gateway.fetch(request, auto)).readings).toHaveLength(7)
    expect(await module.get(Credentials).effective()).toEqual({ secret, origin: 'MANUAL' })
  })

  it('that is only a candidate changes nothing', async () => {
    await expect(gateway.checkAccount('wrong')).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
    expect(await module.get(Breakers).problems()).toEqual([])
    expect((await gateway.usagePoints()).length).toBeGreaterThan(0)
  })

  it('does not stop what is public', async () => {
    simulator.rotateSecret()
    await expect(gateway.usagePoints()).rejects.toThrow()
    expect(await gateway.tempoForecast()).toHaveLength(6)
  })
})

describe('breakers', () => {
  const request = asking('MAX_POWER', '2026-11-13', '2026-11-20')

  it('survive a restart', async () => {
    simulator.households.change(PDL.base, { consent: false })
    for (let i = 0; i < 5; i++)
      await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'CONSENT_MISSING' })
    await end()
    await begin()
    await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'CONSENT_MISSING' })
    expect(simulator.calls.all).toEqual([])
    expect(await module.get(Breakers).problems()).toMatchObject([
      { code: 'CONSENT_MISSING', pdl: PDL.base, retryAt: NOW + 6 * HOUR },
    ])
    expect((await gateway.fetch(request, manual)).readings).toHaveLength(7)
    expect(await module.get(Breakers).problems()).toEqual([])
  })

  it('remember an answer that could not be read', async () => {
    simulator.faults.add({ kind: 'maintenance' })
    await expect(gateway.fetch(request, auto)).rejects.toMatchObject({ code: 'GATEWAY_FAILED' })
    expect((await module.get(Breakers).problems()).map(({ code, pdl }) => [code, pdl])).toEqual([
      ['GATEWAY_FAILED', null],
    ])
  })
})
