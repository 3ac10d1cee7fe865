import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Courier } from '../../../test/exporter.contract.js'
import { Household, PDL } from '../../../test/exported-household.js'
import type { FakeOptions } from '../../../test/fakes/victoria-metrics.js'
import { FakeVictoriaMetrics } from '../../../test/fakes/victoria-metrics.js'
import type { Day } from '../../core/index.js'
import { addDays, Clock, dayOf, formatInstant, startOf, toDay } from '../../core/index.js'
import type { OptionValues } from '../exporter.js'
import { compare, within } from './comparison.js'
import { linesOf } from './lines.js'
import type { Pace } from './pace.js'
import { settingsOf } from './settings.js'
import { VictoriaMetricsExporter } from './victoria-metrics.exporter.js'
import { wholeYear } from './whole-year.js'

const QUICK: Pace = { settleMs: 60, firstLookMs: 20, lookAgainMs: 10, giveUpMs: 150, betweenRewritesMs: 10 }
const DAY = toDay('2026-03-27')
const DAYS = `{__name__="linky_energy_wh",pdl="${PDL}",direction="consumption",bucket="total",granularity="day"}`
const never = () => new AbortController().signal

let fake: FakeVictoriaMetrics
let household: Household
let courier: Courier
const exporter = new VictoriaMetricsExporter(new Clock(), QUICK)

async function open(options: FakeOptions = {}, more: OptionValues = {}): Promise<void> {
  fake = await new FakeVictoriaMetrics(options).listen()
  courier = courierOf(more)
  courier.note(household.allChanges(exporter.datasets))
}

function courierOf(more: OptionValues = {}): Courier {
  const destination = {
    exporter,
    options: { url: fake.url, ...more },
    secrets: [],
    faults: [],
    state: () => Promise.resolve(fake.state()),
    close: () => fake.close(),
  }
  return new Courier(destination, household)
}

function correct(day: Day = DAY): void {
  household.setCurve('CONSUMPTION', day, () => 1)
  courier.note(household.changesOf('CONSUMPTION', [day], exporter.datasets))
}

const held = (day: Day) =>
  fake
    .read(DAYS)
    .flatMap(({ samples }) => samples.filter(({ at }) => at === startOf(day)).map(({ value }) => value))

beforeEach(() => {
  household = new Household()
})

describe('VictoriaMetrics', () => {
  afterEach(async () => {
    vi.restoreAllMocks()
    await fake.close()
  })

  it('gets gzip, and only what it lacks', async () => {
    await open()
    await courier.deliver()
    const imports = fake.requests.filter(({ path }) => path === '/api/v1/import')
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.every(({ gzip }) => gzip)).toBe(true)
    const before = fake.lines.length
    courier.note(household.allChanges(exporter.datasets))
    await courier.deliver()
    expect(fake.lines.length).toBe(before)
  })

  it('has a series written again that a crash left deleted, even its unchanged days', async () => {
    await open()
    await courier.deliver()
    correct()
    const request = axios.request.bind(axios)
    const abort = new AbortController()
    vi.spyOn(axios, 'request').mockImplementation(async (config) => {
      const response = await request(config)
      if (config.url?.includes('delete_series')) abort.abort()
      return response
    })
    await expect(courier.deliver(abort.signal)).rejects.toThrow()
    vi.restoreAllMocks()
    expect(held(addDays(DAY, -3))).toEqual([])
    await courier.deliver()
    for (const day of household.heldDays('CONSUMPTION'))
      expect(held(day)).toEqual([household.totalWh('CONSUMPTION', day)])
  })

  it('keeps days that only it holds when their series is rewritten', async () => {
    await open()
    const old = addDays(DAY, -20)
    household.setDay('CONSUMPTION', old, 7777)
    courier.note(household.allChanges(exporter.datasets))
    await courier.deliver()
    household.forget('CONSUMPTION', old)
    correct()
    await courier.deliver()
    expect(held(old)).toEqual([7777])
    expect(held(DAY)).toEqual([household.totalWh('CONSUMPTION', DAY)])
  })

  it('loses a day that was withdrawn', async () => {
    await open()
    await courier.deliver()
    household.forget('CONSUMPTION', DAY)
    courier.note(household.changesOf('CONSUMPTION', [DAY], exporter.datasets))
    await courier.deliver()
    expect(held(DAY)).toEqual([])
    expect(courier.pending()).toEqual([])
  })

  it('that refuses to delete still gets new days; the key makes it right', async () => {
    await open({ deleteAuthKey: 'sesame' })
    const late = household.heldDays('CONSUMPTION').at(-1) ?? DAY
    const total = household.totalWh('CONSUMPTION', late) ?? 0
    household.forget('CONSUMPTION', late)
    courier = courierOf()
    courier.note(household.allChanges(exporter.datasets))
    await courier.deliver()
    household.setDay('CONSUMPTION', late, total)
    courier.note(household.changesOf('CONSUMPTION', [late], ['CONSUMPTION_DAILY']))
    correct()
    await expect(courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      retry: 'later',
      message: expect.stringContaining('-deleteAuthKey'),
    })
    expect(held(late)).toEqual([total])
    expect(courier.pending().flatMap(({ days }) => days)).toContain(DAY)
    courier = courierOf({ deleteKey: 'sesame' })
    correct()
    courier.note(household.changesOf('CONSUMPTION', [late], ['CONSUMPTION_DAILY']))
    await courier.deliver()
    expect(held(DAY)).toEqual([household.totalWh('CONSUMPTION', DAY)])
    expect(held(late)).toEqual([total])
  })

  it('that acknowledges a deletion and keeps the series is told so', async () => {
    await open({ keepsDeleted: true })
    await courier.deliver()
    correct()
    await expect(courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      message: expect.stringContaining('still holds'),
    })
  })

  it('that keeps a month gets what fits, and the flag is named once', async () => {
    const today = dayOf(Date.now())
    household = new Household({
      now: formatInstant(Date.now()),
      range: { from: addDays(today, -60), to: today },
    })
    await open({ retentionDays: 31 })
    await expect(courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      retry: 'later',
      message: expect.stringContaining('-retentionPeriod=100y'),
    })
    expect(courier.pending()).toEqual([])
    expect(held(addDays(today, -2))).toEqual([household.totalWh('CONSUMPTION', addDays(today, -2))])
    await courier.deliver()
    const checks = await exporter.check({ url: fake.url }, never())
    expect(checks.find(({ protocol }) => protocol === 'read-back')?.outcome).toMatchObject({
      warnings: [{ code: 'PEER_UNSUPPORTED', message: expect.stringContaining('40 days') }],
    })
  })

  it('whose disk is full is tried again later', async () => {
    await open()
    fake.readOnly = true
    await expect(courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNREACHABLE',
      retry: 'later',
      message: expect.stringContaining('disk is full'),
    })
  })

  it('behind vmauth that does not know a token answers 400: a refusal', async () => {
    await open({ authorization: 'Bearer right-token', asVmauth: true })
    const [query] = await exporter.check(
      { url: fake.url, authentication: 'BEARER', token: 'wrong-token' },
      never(),
    )
    expect(query?.outcome).toMatchObject({ code: 'PEER_REFUSED' })
  })
})

describe('the addresses', () => {
  it('of a cluster are made from the tenant', () => {
    expect(settingsOf({ url: 'http://in:8480/', tenant: '7:1', selectUrl: 'http://out:8481' })).toMatchObject(
      {
        importUrl: 'http://in:8480/insert/7:1/prometheus/api/v1/import',
        readUrl: 'http://out:8481/select/7:1/prometheus/api/v1',
        deleteUrl: 'http://out:8481/delete/7:1/prometheus/api/v1/admin/tsdb/delete_series',
        resetCacheUrl: 'http://out:8481/internal/resetRollupResultCache',
      },
    )
  })

  it('never show what they carry', () => {
    const { shown, headers } = settingsOf({ url: 'https://me:hidden@vm.example/metrics/' })
    expect(shown).toBe('https://vm.example/metrics')
    expect(headers.Authorization).toBe(`Basic ${Buffer.from('me:hidden').toString('base64')}`)
  })
})

describe('the pure rules', () => {
  const at = (value: number, ...instants: number[]) => instants.map((instant) => ({ at: instant, value }))

  it('finds what lacks, differs, is there twice, or should not be', () => {
    expect(compare(at(1, 10, 20, 30), at(1, 10))).toEqual({ missing: at(1, 20, 30), wrong: 0 })
    expect(compare(at(1, 10), at(2, 10))).toEqual({ missing: [], wrong: 1 })
    expect(compare(at(1, 10), at(1, 10, 10))).toEqual({ missing: [], wrong: 1 })
    expect(compare(at(1, 20), at(1, 10, 30))).toEqual({ missing: at(1, 20), wrong: 2 })
    expect(
      within(at(1, 1, 5, 9, 12), [
        { from: 5, to: 9 },
        { from: 12, to: 13 },
      ]),
    ).toEqual(at(1, 5, 12))
  })

  it('writes at most 10,000 samples a line', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ at: index, value: 1 }))
    const lines = [...linesOf({ name: 'x', labels: { pdl: '01' } }, many)]
    expect(lines.map(({ samples }) => samples)).toEqual([10_000, 1])
    expect(JSON.parse(lines[1]?.text ?? '')).toEqual({
      metric: { __name__: 'x', pdl: '01' },
      values: [1],
      timestamps: [10_000],
    })
  })

  it('rewrites ours, keeps theirs where we hold nothing, once, and forgets what changed to nothing', () => {
    const [first, second, third] = [DAY, addDays(DAY, 1), addDays(DAY, 2)]
    const theirs = [first, second, second, third].flatMap((day) => at(9, startOf(day)))
    expect(wholeYear([first, second, third], at(1, startOf(first)), theirs, new Set([third]))).toEqual([
      ...at(1, startOf(first)),
      ...at(9, startOf(second)),
    ])
  })
})
