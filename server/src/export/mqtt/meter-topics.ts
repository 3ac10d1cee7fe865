import { endOf, formatInstant } from '../../core/index.js'
import type { MeterFacts } from '../facts/facts.js'
import { offPeakText } from '../facts/off-peak.js'
import { eur } from './energy-topics.js'
import type { Topic } from './topic.js'

const DAYS_OF_COVERAGE = 30

const lastPeak = ({ peaks }: MeterFacts) => peaks.at(-1)

/** Share of the subscribed power that was reached, in percent. */
export function usagePercent(powerVa: number, subscribedKva: number | null): number | null {
  return subscribedKva === null ? null : Math.round((powerVa / (subscribedKva * 1000)) * 1000) / 10
}

export const meterTopics: readonly Topic<MeterFacts>[] = [
  {
    path: '{pdl}/max_power',
    about: 'Highest apparent power of the newest day that has one.',
    when: ({ meter }) => meter.directions.includes('CONSUMPTION'),
    fields: [
      { key: 'date', about: 'That day.', value: (facts) => lastPeak(facts)?.day ?? null },
      {
        key: 'at',
        about: 'Instant at which it was reached.',
        value: (facts) => {
          const peak = lastPeak(facts)
          return peak ? formatInstant(peak.at) : null
        },
      },
      {
        key: 'va',
        about: 'Apparent power.',
        unit: 'VA',
        value: (facts) => lastPeak(facts)?.powerVa ?? null,
        alone: 'va',
      },
      {
        key: 'subscribed_kva',
        about: 'Subscribed power.',
        unit: 'kVA',
        value: ({ meter }) => meter.subscribedPowerKva,
      },
      {
        key: 'usage_percent',
        about: 'Share of the subscribed power.',
        unit: '%',
        value: (facts) => {
          const peak = lastPeak(facts)
          return peak ? usagePercent(peak.powerVa, facts.meter.subscribedPowerKva) : null
        },
        alone: 'usage_percent',
      },
    ],
  },
  {
    path: '{pdl}/price',
    about: 'What drawn energy costs now, all taxes included. Told again when it changes.',
    when: ({ prices }) => prices !== null,
    fields: [
      {
        key: 'eur_per_kwh',
        about: 'Price now.',
        unit: 'EUR/kWh',
        value: ({ prices }) => eur(prices?.now?.perKwh),
        alone: 'eur_per_kwh',
      },
      {
        key: 'bucket',
        about: 'Where it is billed: `BASE`, `HC`, `BLUE_HP`…',
        value: ({ prices }) => prices?.now?.bucket ?? null,
        alone: 'bucket',
      },
      {
        key: 'off_peak',
        about: '`ON` off-peak, `OFF` otherwise.',
        value: ({ prices }) => prices && (prices.now ? (prices.now.isOffPeak ? 'ON' : 'OFF') : null),
        alone: 'off_peak',
      },
      {
        key: 'next_change',
        about: 'Instant of the next change, within two days.',
        value: ({ prices }) => (prices?.nextChangeAt ? formatInstant(prices.nextChangeAt) : null),
        alone: 'next_change',
      },
      {
        key: 'next_eur_per_kwh',
        about: 'Price then.',
        unit: 'EUR/kWh',
        value: ({ prices }) => eur(prices?.next?.perKwh),
      },
      {
        key: 'next_bucket',
        about: 'Where it is billed then.',
        value: ({ prices }) => prices?.next?.bucket ?? null,
      },
      {
        key: 'buckets',
        about: 'List of `bucket` and `eur_per_kwh` in force today.',
        value: ({ prices }) =>
          (prices?.buckets ?? []).map(({ bucket, perKwh }) => ({ bucket, eur_per_kwh: eur(perKwh) })),
      },
    ],
  },
  {
    path: '{pdl}/status/last_day',
    about: 'Newest complete day.',
    value: ({ status }) => status.lastCompleteDay,
  },
  {
    path: '{pdl}/status/last_data',
    about: 'Instant up to which data are complete.',
    value: ({ status }) => status.lastCompleteDay && formatInstant(endOf(status.lastCompleteDay)),
  },
  {
    path: '{pdl}/status/coverage_percent',
    about: 'Complete days among the last 30.',
    unit: '%',
    value: ({ status }) => Math.round((status.completeDaysOf30 / DAYS_OF_COVERAGE) * 1000) / 10,
  },
  {
    path: '{pdl}/status/last_sync',
    about: 'Instant of the last sync.',
    value: ({ status }) => status.lastSyncAt && formatInstant(status.lastSyncAt),
  },
  {
    path: '{pdl}/status/next_try',
    about: 'Instant of the next one.',
    value: ({ status }) => status.nextTryAt && formatInstant(status.nextTryAt),
  },
  {
    path: '{pdl}/status/calls_used',
    about: 'Calls to the gateway today, answered from its cache.',
    value: ({ status }) => status.cachedCallsUsed,
  },
  {
    path: '{pdl}/status/fresh_calls_used',
    about: 'Calls to the gateway today, answered by Enedis.',
    value: ({ status }) => status.freshCallsUsed,
  },
  {
    path: '{pdl}/status/problem',
    about: '`ON` when something must be done or awaited, else `OFF`.',
    value: ({ status }) => (status.problem === null ? 'OFF' : 'ON'),
  },
  {
    path: '{pdl}/status/problem_text',
    about: 'What it is, in one sentence.',
    value: ({ status }) => status.problem,
  },
  {
    path: '{pdl}/contract/subscribed_power',
    about: 'Subscribed power.',
    unit: 'kVA',
    value: ({ meter }) => meter.subscribedPowerKva,
  },
  {
    path: '{pdl}/contract/pricing_option',
    about: 'Pricing option.',
    value: ({ meter }) => meter.pricingOption,
  },
  {
    path: '{pdl}/contract/off_peak',
    about: 'Off-peak hours: `22:30-06:30, 12:00-14:00`.',
    value: ({ meter }) => offPeakText(meter.offPeak),
  },
  {
    path: '{pdl}/contract/activation_date',
    about: 'Day on which the contract began.',
    value: ({ meter }) => meter.activationDate,
  },
  { path: '{pdl}/contract/segment', about: 'Segment of the meter.', value: ({ meter }) => meter.segment },
  {
    path: '{pdl}/contract/distribution_tariff',
    about: 'Tariff of the distributor.',
    value: ({ meter }) => meter.distributionTariff,
  },
]
