import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { toDay } from '../../src/core/index.js'
import { EnsureService, UsagePointsService } from '../../src/readings/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119901'
const DAY = '2026-03-03'

interface Told {
  __typename: string
  id: string
  code: string
  values: number
  differenceWh: number
  note: string | null
  undoneAt: string | null
  fields: { path: string; rule: string }[]
}
const TOLD = `__typename
  ... on Correction { id values differenceWh note undoneAt range { from to } }
  ... on Problem { code fields { path rule } }`

let house: House
beforeEach(async () => {
  house = await openHouse({
    now: '2026-03-10T09:10:00+01:00',
    simulator: { households: [{ pdl: PDL, subscribedPowerKva: 6, pricingOption: 'BASE' }] },
  })
  await house.app.get(UsagePointsService).refresh({ mode: 'auto' })
})
afterEach(() => house.close())

async function bring(dataset: 'CONSUMPTION_DAILY' | 'CONSUMPTION_CURVE'): Promise<void> {
  const range = { from: toDay('2026-03-01'), to: toDay('2026-03-08') }
  await house.app.get(EnsureService).ensure({ pdl: PDL, dataset }, range, { mode: 'auto' })
}

const correct = async (input: Record<string, unknown>) =>
  (
    await house.ask<{ correctReadings: Told }>(
      `mutation ($input: CorrectionInput!) { correctReadings(input: $input) { ${TOLD} } }`,
      { input: { pdl: PDL, ...input } },
    )
  ).correctReadings
const undo = async (id: string) =>
  (
    await house.ask<{ undoCorrection: Told }>(`mutation ($id: ID!) { undoCorrection(id: $id) { ${TOLD} } }`, {
      id,
    })
  ).undoCorrection

interface Day {
  energyWh: number | null
  origin: string | null
  coverage: { missing: { reason: string }[] }
}
async function day(date = DAY): Promise<Day> {
  const to = toDay(date).replace(/\d\d$/, (of) => String(Number(of) + 1).padStart(2, '0'))
  const { consumption } = await house.ask<{ consumption: { points: Day[] } }>(
    `query ($from: Date, $to: Date) { consumption(pdl: "${PDL}", from: $from, to: $to) {
      points { energyWh origin coverage { missing { reason } } } } }`,
    { from: date, to },
  )
  const [point] = consumption.points
  if (!point) throw new Error('No point.')
  return point
}
async function curve(): Promise<{ watts: (number | null)[]; origins: (string | null)[] }> {
  const { loadCurve } = await house.ask<{ loadCurve: { days: { watts: number[]; origins: string[] }[] } }>(
    `{ loadCurve(pdl: "${PDL}", from: "${DAY}", to: "2026-03-04") { days { watts origins } } }`,
  )
  return loadCurve.days[0] ?? { watts: [], origins: [] }
}
const noted = () =>
  house.sql<{ revision: number }>(
    `select revision::int from change_log where dataset = 'CONSUMPTION_DAILY' and date = '${DAY}'`,
  )

describe('a corrected day', () => {
  it('says that a hand set it, is exported like any change, and comes back when undone', async () => {
    await bring('CONSUMPTION_DAILY')
    const before = await day()
    expect(before.origin).toBe('GATEWAY')
    const [first] = await noted()

    const told = await correct({ date: DAY, energyWh: 12_345, note: ' Compteur changé ' })
    expect(told).toMatchObject({
      __typename: 'Correction',
      values: 1,
      differenceWh: 12_345 - (before.energyWh ?? 0),
      note: 'Compteur changé',
      undoneAt: null,
      range: { from: DAY, to: '2026-03-04' },
    })
    expect(await day()).toMatchObject({ energyWh: 12_345, origin: 'MANUAL' })
    const [second] = await noted()
    expect(second?.revision).toBeGreaterThan(first?.revision ?? 0)

    expect(await undo(told.id)).toMatchObject({ undoneAt: '2026-03-10T09:10:00+01:00' })
    expect(await day()).toEqual(before)
    expect(await undo(told.id)).toMatchObject({ __typename: 'Problem', code: 'CONFLICT' })
  })

  it('is not overwritten by what the gateway says afterwards, which waits beneath', async () => {
    const told = await correct({ date: DAY, energyWh: 12_345 })
    await bring('CONSUMPTION_DAILY')
    await house.syncNow()
    expect(await day()).toMatchObject({ energyWh: 12_345, origin: 'MANUAL' })
    await undo(told.id)
    const back = await day()
    expect(back.origin).toBe('GATEWAY')
    expect(back.energyWh).not.toBe(12_345)
  })

  it('erased, is a hole that is not asked again', async () => {
    await bring('CONSUMPTION_DAILY')
    await correct({ date: DAY, energyWh: null })
    house.simulator.calls.reset()
    expect(await day()).toMatchObject({
      energyWh: null,
      origin: null,
      coverage: { missing: [{ reason: 'ERASED' }] },
    })
    expect(house.simulator.calls.all).toEqual([])
    const { coverage } = await house.ask<{ coverage: object[] }>(
      `{ coverage(pdl: "${PDL}", dataset: CONSUMPTION_DAILY, from: "${DAY}", to: "2026-03-05") { state origin reason } }`,
    )
    expect(coverage).toEqual([
      { state: 'ABSENT', origin: null, reason: 'ERASED' },
      { state: 'HELD', origin: 'GATEWAY', reason: null },
    ])
  })
})

describe('corrected slots', () => {
  it('say their origin slot by slot, and give the lower ones back', async () => {
    await bring('CONSUMPTION_CURVE')
    const before = await curve()
    const told = await correct({ start: `${DAY}T01:00:00+01:00`, stepMinutes: 30, watts: [111, null, 333] })
    expect(told).toMatchObject({ __typename: 'Correction', values: 3 })
    const { watts, origins } = await curve()
    expect(watts.slice(1, 6)).toEqual([before.watts[1], 111, null, 333, before.watts[5]])
    expect(origins.slice(1, 6)).toEqual(['GATEWAY', 'MANUAL', null, 'MANUAL', 'GATEWAY'])
    await undo(told.id)
    expect(await curve()).toEqual(before)
  })
})

it('names the faulty fields', async () => {
  expect(await correct({ date: '2026-03-10', energyWh: -3 })).toMatchObject({
    __typename: 'Problem',
    code: 'INVALID_INPUT',
    fields: [
      { path: 'date', rule: 'range' },
      { path: 'energyWh', rule: 'range' },
    ],
  })
})

it('lists corrections, newest first, by pages', async () => {
  await correct({ date: '2026-03-01', energyWh: 1 })
  house.setClock('2026-03-10T09:11:00+01:00')
  await correct({ date: '2026-03-02', energyWh: 2 })
  const list = async (before: string | null) =>
    (
      await house.ask<{ corrections: { id: string; dataset: string; range: { from: string } }[] }>(
        `query ($before: ID) { corrections(pdl: "${PDL}", limit: 1, before: $before) { id dataset range { from } } }`,
        { before },
      )
    ).corrections
  const [newest] = await list(null)
  expect(newest).toMatchObject({ dataset: 'CONSUMPTION_DAILY', range: { from: '2026-03-02' } })
  expect(await list(newest?.id ?? null)).toMatchObject([{ range: { from: '2026-03-01' } }])
})
