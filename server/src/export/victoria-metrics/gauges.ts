import type { Gauge } from './series.js'

/** Stamped when they are sent. */
export const GAUGES = {
  subscribedPower: {
    name: 'linky_subscribed_power_va',
    labels: ['pdl'],
    unit: 'VA',
    meaning: 'subscribed power',
  },
  lastData: {
    name: 'linky_data_last_timestamp_seconds',
    labels: ['pdl'],
    unit: 's since 1970',
    meaning: 'end of the last complete day that is held',
  },
  quota: {
    name: 'linky_quota_used',
    labels: ['counter', 'pdl'],
    unit: 'calls',
    meaning: 'calls of the gateway used today, `cached` or `fresh`',
  },
  price: {
    name: 'linky_price_euros_per_kwh',
    labels: ['bucket', 'pdl'],
    unit: 'EUR/kWh',
    meaning: 'price of each bucket today, and of the energy drawn at the minute of sending (`now`)',
  },
  tempoDays: {
    name: 'tempo_days',
    labels: ['color', 'kind'],
    unit: 'days',
    meaning: 'days of each Tempo colour this season, `used` and `left`',
  },
  ecowatt: {
    name: 'ecowatt_level',
    labels: ['day'],
    unit: '0 to 3',
    meaning: 'EcoWatt level announced for `tomorrow`, `in_2_days`, `in_3_days`',
  },
} as const satisfies Record<string, Gauge>

export const REFERENCE_GAUGES = {
  total: {
    name: 'tempo_days_total',
    labels: ['color'],
    unit: 'days',
    meaning: 'days of each colour in a season',
  },
  remaining: {
    name: 'tempo_days_remaining',
    labels: ['color'],
    unit: 'days',
    meaning: 'days of each colour left',
  },
} as const satisfies Record<string, Gauge>
