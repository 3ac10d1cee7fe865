import { describe, expect, it } from 'vitest'

import type { Dataset, Day, DayRange, Direction, Instant, Series } from '../core/index.js'
import { daysOf, minutesOf, parseInstant, startOf, toDay } from '../core/index.js'
import type { SourceScope } from './stored-source.js'
import { StoredSource } from './stored-source.js'

const PDL = '01226049119901'
const OTHER = '01226049119902'
const RANGE = { from: toDay('2024-12-30'), to: toDay('2026-01-03') }
const METER = {
  pdl: PDL,
  name: null,
  directions: ['CONSUMPTION', 'PRODUCTION'] as const,
  subscribedPowerKva: 6,
  pricingOption: null,
  offPeak: [],
  activationDate: null,
  segment: null,
  distributionTariff: null,
  address: '1 rue de la Paix',
}

const HOUR = 60 * 60_000
const aStep = (from: Instant, to: Instant, bucket: string, price: number) => ({
  from,
  to,
  bucket,
  offPeak: bucket === 'HC',
  tempoColor: null,
  price,
  rule: '',
})
const anHour = (day: Day, hour: number, bucket: string) => ({
  startAt: startOf(day) + hour * HOUR,
  parts: [{ bucket, energyWh: 1200, cost: 240_000 }],
  cost: 240_000,
})
/** Two hours of 1,200 Wh. */
const pricedDay = (day: Day) => ({
  day,
  energyWh: 2400,
  isProvisional: false,
  hours: [anHour(day, 0, 'HC'), anHour(day, 12, 'HP')],
  cost: 480_000,
  subscription: 400_000,
})

/** Every day 2,400 Wh, measured by half-hours since 2025-12-31; 2025-06-01 is missing. */
function source(scope: Partial<SourceScope> & { datasets: readonly Dataset[] }) {
  const asked: DayRange[] = []
  const within = (range: DayRange) => daysOf(range).filter((day) => day !== '2025-06-01')
  const stores = {
    meters: {
      meters: () => Promise.resolve([METER, { ...METER, pdl: OTHER }]),
      status: () => Promise.reject(new Error('not asked')),
    },
    readings: {
      extent: ({ dataset }: Series) =>
        Promise.resolve({
          first: dataset.endsWith('_CURVE') ? toDay('2025-12-31') : RANGE.from,
          last: toDay('2026-01-02'),
        }),
      daily: (_: Series, range: DayRange) => {
        asked.push(range)
        return Promise.resolve(
          within(range).map((day) => ({ day, energyWh: 2400, quality: 'measured' as const })),
        )
      },
      curve: (_: Series, range: DayRange) =>
        Promise.resolve(
          within(range)
            .filter((day) => day >= '2025-12-31')
            .map((day) => {
              const slots = Array.from({ length: minutesOf(day) / 30 }, (__, slot) => slot)
              return {
                day,
                starts: slots.map((slot) => startOf(day) / 1000 + slot * 1800),
                minutes: slots.map(() => 30),
                watts: slots.map(() => 98),
              }
            }),
        ),
      maxPower: () => Promise.resolve([{ day: RANGE.from, at: 0, powerVa: 1 }]),
    },
    tempo: {
      days: () => Promise.resolve(new Map([[RANGE.from, 'BLUE' as const]])),
      forecasts: () => Promise.resolve([]),
    },
    ecowatt: { days: () => Promise.resolve([]) },
    pricing: {
      buckets: () => Promise.resolve(['HC', 'HP']),
      hours: (_pdl: string, _direction: Direction, range: DayRange) =>
        Promise.resolve(within(range).map(pricedDay)),
      pricesOn: () => Promise.resolve({ HC: 200_000, HP: 300_000 }),
      steps: (_pdl: string, from: Instant, to: Instant) =>
        Promise.resolve([aStep(from, from + HOUR, 'HC', 200_000), aStep(from + HOUR, to, 'HP', 300_000)]),
    },
  }
  const now = parseInstant('2026-01-03T08:00:00+01:00')
  return { asked, held: new StoredSource(now, stores, { pdls: [], ...scope }) }
}
const total = (hours: readonly { energyWh: number }[]) =>
  hours.reduce((sum, { energyWh }) => sum + energyWh, 0)

describe('what may leave', () => {
  it('is read a year at a time, without gap or repeat', async () => {
    const { held, asked } = source({ datasets: ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE'] })
    const hours = await held.hours(PDL, 'CONSUMPTION', RANGE)
    expect(hours).toHaveLength(365 + 3 * 24)
    expect(total(hours)).toBeCloseTo(368 * 2400, 3)
    expect(hours.map(({ startAt }) => startAt)).toEqual(
      [...new Set(hours.map(({ startAt }) => startAt))].sort((a, b) => a - b),
    )
    expect(asked).toEqual([
      { from: '2024-12-30', to: '2025-12-30' },
      { from: '2025-12-30', to: '2026-01-03' },
    ])
  })

  it('is narrowed to the meters of the target', async () => {
    const { held } = source({ datasets: ['CONSUMPTION_DAILY', 'MAX_POWER'], pdls: [OTHER] })
    expect((await held.meters()).map(({ pdl }) => pdl)).toEqual([OTHER])
    expect(await held.days(PDL, 'CONSUMPTION', RANGE)).toEqual([])
    expect(await held.hours(PDL, 'CONSUMPTION', RANGE)).toEqual([])
    expect(await held.peaks(PDL, RANGE)).toEqual([])
    expect(await held.extent(PDL, 'CONSUMPTION')).toBeNull()
    expect(await held.peaks(OTHER, RANGE)).toHaveLength(1)
  })

  it('is narrowed to the datasets of the target', async () => {
    const { held } = source({ datasets: ['CONSUMPTION_DAILY'] })
    expect(await held.meters()).toMatchObject([
      { pdl: PDL, directions: ['CONSUMPTION'], address: null },
      { pdl: OTHER },
    ])
    expect(await held.slots(PDL, 'CONSUMPTION', RANGE)).toEqual([])
    expect(await held.hours(PDL, 'CONSUMPTION', RANGE)).toHaveLength(368)
    expect(await held.days(PDL, 'PRODUCTION', RANGE)).toEqual([])
    expect(await held.peaks(PDL, RANGE)).toEqual([])
    expect((await held.tempoDays(RANGE)).size).toBe(0)
  })

  it('has hours of measured days alone, still scaled, when totals do not leave', async () => {
    const { held } = source({ datasets: ['CONSUMPTION_CURVE'] })
    const hours = await held.hours(PDL, 'CONSUMPTION', RANGE)
    expect(hours).toHaveLength(3 * 24)
    expect(total(hours)).toBeCloseTo(3 * 2400, 6)
    expect(await held.extent(PDL, 'CONSUMPTION')).toEqual({ first: '2025-12-31', last: '2026-01-02' })
  })

  it('has prices, costs and buckets only with the offers', async () => {
    const datasets = ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE'] as const
    const { held } = source({ datasets })
    expect(await held.priced(PDL, 'CONSUMPTION', RANGE)).toEqual([])
    expect([await held.buckets(PDL, 'CONSUMPTION'), await held.prices(PDL)]).toEqual([[], null])
    const { held: all } = source({ datasets: [...datasets, 'OFFERS'] })
    expect(await all.priced(PDL, 'CONSUMPTION', RANGE)).toHaveLength(368)
    expect(await all.buckets(PDL, 'CONSUMPTION')).toEqual(['HC', 'HP'])
    expect(await all.buckets(PDL, 'PRODUCTION')).toEqual([])
    expect(await all.prices(PDL)).toEqual({
      now: { bucket: 'HC', isOffPeak: true, perKwh: 200_000 },
      nextChangeAt: all.now + HOUR,
      next: { bucket: 'HP', isOffPeak: false, perKwh: 300_000 },
      buckets: [
        { bucket: 'HC', perKwh: 200_000 },
        { bucket: 'HP', perKwh: 300_000 },
      ],
    })
  })

  it('tells the cost of a day at its midnight when its hours do not leave', async () => {
    const { held } = source({ datasets: ['CONSUMPTION_DAILY', 'OFFERS'] })
    const [first] = await held.priced(PDL, 'CONSUMPTION', RANGE)
    expect(first?.hours).toEqual([
      {
        startAt: startOf(RANGE.from),
        parts: [
          { bucket: 'HC', energyWh: 1200, cost: 240_000 },
          { bucket: 'HP', energyWh: 1200, cost: 240_000 },
        ],
        cost: 480_000,
      },
    ])
  })
})
