import { expect, it } from 'vitest'

import type { SeriesDataset } from '../core/index.js'
import { addDays, toDay } from '../core/index.js'
import type { SeriesRequest } from '../gateway/index.js'
import type { MeterFacts, SyncFacts } from './sync-plan.js'
import { costOf, isWeekOld, planOf } from './sync-plan.js'

const request = (dataset: SeriesDataset, from: string, days: number, useCache = true): SeriesRequest => {
  const covers = { from: toDay(from), to: addDays(toDay(from), days) }
  return { series: { pdl: '01226049119901', dataset }, start: covers.from, end: covers.to, useCache, covers }
}
const meter = (changes: Partial<MeterFacts> = {}): MeterFacts => ({
  pdl: '01226049119901',
  contract: 'held',
  isAddressDue: false,
  series: [],
  ...changes,
})
const idle: SyncFacts = {
  isListDue: false,
  isTempoDue: false,
  isForecastDue: false,
  isEcowattDue: false,
  areOffersDue: false,
  meters: [],
}
const names = (facts: Partial<SyncFacts>, scope = {}) =>
  planOf({ ...idle, ...facts }, scope).map(({ dataset, range }) => `${dataset} ${range?.from ?? ''}`.trim())

it('has no step when nothing is due', () => {
  expect(names({ meters: [meter()] })).toEqual([])
})

it('lists the meters and reads an unknown contract before anything of that meter', () => {
  const series = [[request('CONSUMPTION_DAILY', '2026-01-01', 30)]]
  expect(names({ isListDue: true, meters: [meter({ contract: 'unknown', series })] })).toEqual([
    'USAGE_POINTS',
    'CONTRACT',
  ])
})

it('asks the newest window of every series before the past of any', () => {
  const series = [
    [
      request('CONSUMPTION_CURVE', '2026-09-29', 56),
      request('CONSUMPTION_CURVE', '2026-08-04', 56),
      request('CONSUMPTION_CURVE', '2026-06-09', 56),
    ],
    [request('MAX_POWER', '2025-11-24', 365), request('MAX_POWER', '2024-11-24', 365)],
  ]
  expect(
    names({
      isTempoDue: true,
      isEcowattDue: true,
      meters: [meter({ series, contract: 'due', isAddressDue: true })],
    }),
  ).toEqual([
    'TEMPO',
    'CONSUMPTION_CURVE 2026-09-29',
    'MAX_POWER 2025-11-24',
    'ECOWATT',
    'ADDRESS',
    'CONTRACT',
    'CONSUMPTION_CURVE 2026-06-09',
    'MAX_POWER 2024-11-24',
  ])
})

it('says what it costs', () => {
  const series = [
    [request('CONSUMPTION_DAILY', '2025-11-23', 365), request('CONSUMPTION_DAILY', '2024-11-23', 365, false)],
  ]
  expect(costOf(planOf({ ...idle, isEcowattDue: true, meters: [meter({ series })] }))).toEqual({
    cachedCalls: 1,
    freshCalls: 2,
    days: 730,
  })
})

it('keeps to the meters and datasets that are asked for', () => {
  const series = [[request('CONSUMPTION_DAILY', '2026-01-01', 30)], [request('MAX_POWER', '2026-01-01', 30)]]
  const facts = { isTempoDue: true, meters: [meter({ series })] }
  expect(names(facts, { datasets: ['MAX_POWER'] })).toEqual(['MAX_POWER 2026-01-01'])
  expect(names(facts, { pdls: ['01226049119902'] })).toEqual(['TEMPO'])
})

it('reads contract and address once a week', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  expect(
    [null, new Date('2026-11-17T11:00:00Z'), new Date('2026-11-18T12:00:00Z')].map((readAt) =>
      isWeekOld(readAt, now),
    ),
  ).toEqual([true, true, false])
})
