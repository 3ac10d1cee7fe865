import { toDay } from '../../src/core/index.js'
import type { EnedisCause, Fault, Simulator } from '../index.js'
import { ask } from './ask.js'
import type { Sample } from './sample.js'
import { SAMPLE_PDL } from './sample.js'

const PDL = SAMPLE_PDL.main
const BASE = SAMPLE_PDL.base
const daily = `/enedis/consumption/daily/${PDL}`
const detail = `/enedis/consumption/detail/${PDL}`
const batch = `/enedis/consumption/detail/batch/${PDL}`
const november = 'start=2026-11-13&end=2026-11-22'
const refuse = (cause: EnedisCause): Fault => ({ kind: 'enedis', cause })
const spent = (counter: 'cached' | 'fresh'): Fault => ({ kind: 'quota-exhausted', counter })
const rowPath =
  (rest: string) =>
  ({ households }: Simulator): string =>
    `/pdl/${households.find(PDL)?.rowId ?? ''}${rest}`

/** Usage points, readings, contract. In order: some need what the ones before left in the cache. */
export const METERING_SAMPLES: readonly Sample[] = [
  { file: 'error-405-method.json', path: `/enedis/contract/${PDL}`, method: 'POST', status: 405 },
  { file: 'error-422-query.json', path: daily, status: 422 },
  { file: 'error-500-internal.json', path: `${daily}?start=2026-13-45&end=2026-11-01`, status: 500 },
  { file: 'consumption-daily.json', path: `${daily}?${november}` },
  { file: 'consumption-daily-start-equals-end.json', path: `${daily}?start=2026-11-13&end=2026-11-13` },
  {
    file: 'consumption-daily-cached.json',
    path: `${daily}?start=2026-11-13&end=2026-11-18&use_cache=true`,
    setUp: (simulator) => ask(simulator, `${daily}?start=2026-11-13&end=2026-11-19&use_cache=true`),
  },
  {
    file: 'consumption-daily-cached-default-unit.json',
    path: `${daily}?start=2026-11-15&end=2026-11-16&use_cache=true`,
    setUp: (simulator) => simulator.cache.deleteMatching(/reading_type/),
  },
  {
    file: 'consumption-daily-before-activation.json',
    path: `${daily}?${november}`,
    fault: refuse('ADAM-ERR0123'),
  },
  {
    file: 'production-daily-before-activation.json',
    path: `/enedis/production/daily/${PDL}?${november}`,
    fault: refuse('ADAM-ERR0123'),
  },
  {
    file: 'production-detail-before-activation.json',
    path: `/enedis/production/detail/${PDL}?start=2026-11-17&end=2026-11-23`,
    fault: refuse('ADAM-ERR0123'),
  },
  {
    file: 'power-before-activation.json',
    path: `/enedis/power/${PDL}?${november}`,
    fault: refuse('ADAM-ERR0123'),
  },
  {
    file: 'consumption-detail-error-before-activation.json',
    path: `${detail}?start=2026-11-16&end=2026-11-22`,
    fault: refuse('ADAM-ERR0123'),
  },
  { file: 'consumption-daily-error-date-too-old.json', path: `${daily}?start=2023-01-01&end=2023-12-31` },
  {
    file: 'consumption-daily-error-no-data.json',
    path: `${daily}?${november}`,
    fault: refuse('no_data_found'),
  },
  {
    file: 'production-daily-error-no-data.json',
    path: `/enedis/production/daily/${PDL}?${november}`,
    fault: refuse('no_data_found'),
  },
  {
    file: 'consumption-detail-error-no-data.json',
    path: `${detail}?start=2026-11-16&end=2026-11-22`,
    fault: refuse('HTTP 503'),
  },
  {
    file: 'consumption-detail-batch-error-no-data.json',
    path: `${batch}?start=2026-10-14&end=2026-10-19`,
    fault: refuse('no_data_found'),
  },
  {
    file: 'consumption-detail-batch-empty-blacklisted.json',
    path: `${batch}?start=2026-10-14&end=2026-10-19`,
  },
  {
    file: 'consumption-daily-error-enedis-429.json',
    path: `${daily}?${november}`,
    fault: refuse('HTTP 429'),
  },
  {
    file: 'power-error-enedis-429.json',
    path: `/enedis/power/${PDL}?start=2026-11-13&end=2026-11-23`,
    fault: refuse('HTTP 429'),
  },
  { file: 'contract-error-enedis-503.json', path: `/enedis/contract/${PDL}`, fault: refuse('HTTP 503') },
  {
    file: 'power-error-enedis-timeout.json',
    path: `/enedis/power/${PDL}?${november}`,
    fault: refuse('timeout'),
  },
  {
    file: 'consumption-daily-error-enedis-timeout.json',
    path: `${daily}?${november}`,
    fault: refuse('timeout'),
  },
  { file: 'contract-error-no-consent.json', path: `/enedis/contract/${PDL}`, fault: refuse('ADAM-DC-0008') },
  {
    file: 'production-detail-error-no-consent.json',
    path: `/enedis/production/detail/${PDL}?${november}`,
    fault: refuse('ADAM-DC-0008'),
  },
  {
    file: 'production-daily-error-wrong-direction.json',
    path: `/enedis/production/daily/${BASE}?${november}`,
  },
  {
    file: 'production-detail-error-over-7-days.json',
    path: `/enedis/production/detail/${PDL}?start=2026-11-14&end=2026-11-23`,
  },
  { file: 'power-error-start-equals-end.json', path: `/enedis/power/${PDL}?start=2026-11-20&end=2026-11-20` },
  { file: 'power-error-end-in-future.json', path: `/enedis/power/${PDL}?start=2026-11-20&end=2026-11-25` },
  { file: 'error-access-denied.json', path: '/enedis/contract/09999999999999' },
  {
    file: 'error-enedis-unavailable.json',
    path: `/enedis/contract/${PDL}`,
    fault: { kind: 'enedis-unavailable' },
  },
  { file: 'consumption-detail.json', path: `${detail}?start=2026-11-16&end=2026-11-17` },
  { file: 'consumption-detail-batch.json', path: `${batch}?start=2026-11-21&end=2026-11-22` },
  {
    file: 'consumption-detail-batch-partial.json',
    path: `${batch}?start=2026-11-14&end=2026-11-22&use_cache=false`,
    fault: { kind: 'enedis', cause: 'HTTP 503', lastDay: toDay('2026-11-20') },
  },
  {
    file: 'consumption-detail-batch-rate-limited-partial.json',
    path: `${batch}?start=2026-11-19&end=2026-11-21&use_cache=true`,
    fault: spent('cached'),
  },
  {
    file: 'error-rate-limit-cached.json',
    path: `${batch}?start=2026-11-14&end=2026-11-15`,
    fault: spent('cached'),
  },
  {
    file: 'consumption-detail-batch-error-invalid-range.json',
    path: `${batch}?start=2019-01-01&end=2019-02-01`,
  },
  { file: 'production-daily.json', path: `/enedis/production/daily/${PDL}?start=2026-11-17&end=2026-11-23` },
  {
    file: 'production-detail.json',
    path: `/enedis/production/detail/${PDL}?start=2026-11-22&end=2026-11-23`,
  },
  {
    file: 'production-detail-batch.json',
    path: `/enedis/production/detail/batch/${PDL}?start=2026-11-21&end=2026-11-22`,
  },
  { file: 'power.json', path: `/enedis/power/${PDL}?start=2026-11-17&end=2026-11-23` },
  { file: 'contract.json', path: `/enedis/contract/${PDL}` },
  { file: 'contract-base-tariff.json', path: `/enedis/contract/${BASE}` },
  { file: 'address.json', path: `/enedis/address/${PDL}` },
  { file: 'customer.json', path: `/enedis/customer/${PDL}` },
  { file: 'contact.json', path: `/enedis/contact/${PDL}` },
  { file: 'cache-delete.json', path: `/enedis/cache/${PDL}`, method: 'DELETE' },
  {
    file: 'consumption-daily-holes.json',
    path: `${daily}?start=2026-11-13&end=2026-11-20`,
    fault: { kind: 'missing-day', day: toDay('2026-11-15') },
  },
  {
    file: 'consumption-detail-pt60m.json',
    path: `/enedis/consumption/detail/${SAMPLE_PDL.hourly}?start=2026-11-16&end=2026-11-17`,
  },
  {
    file: 'consumption-detail-pt15m.json',
    path: `/enedis/consumption/detail/${SAMPLE_PDL.quarterly}?start=2026-11-16&end=2026-11-17`,
  },
  { file: 'consumption-detail-dst-autumn.json', path: `${detail}?start=2026-10-25&end=2026-10-26` },
  {
    file: 'consumption-detail-batch-dst-autumn.json',
    path: `${batch}?start=2026-10-25&end=2026-10-26&use_cache=false`,
  },
  { file: 'consumption-detail-dst-spring.json', path: `${detail}?start=2026-03-29&end=2026-03-30` },
  { file: 'consumption-detail-batch-duplicates.json', path: `${batch}?start=2026-11-13&end=2026-11-13` },
  { file: 'contract-two-offpeak-ranges.json', path: `/enedis/contract/${SAMPLE_PDL.quarterly}` },
  { file: 'error-rate-limit-no-cache.json', path: `${daily}?${november}`, fault: spent('fresh') },
  { file: 'pdl-list.json', path: '/pdl' },
  { file: 'pdl-get.json', path: rowPath('') },
  { file: 'pdl-fetch-contract.json', path: rowPath('/fetch-contract'), method: 'POST' },
  { file: 'error-pdl-not-found.json', path: '/pdl/00000000-0000-4000-8000-000000000000' },
]
