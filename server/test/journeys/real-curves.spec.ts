import { afterEach, describe, expect, it } from 'vitest'

import { addDays, toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { hasSharedData, sharedFile, sharedRows } from '../shared-data.js'

const PDL = '01226049119991'
const ZONES = ['Pacific/Kiritimati', 'America/Los_Angeles']

const houses = [
  {
    name: 'household A, half-hours',
    today: '2023-07-29',
    minutes: 30,
    curve: 'household-a_load_30min.csv.gz',
    daily: 'household-a_daily_wh.csv',
    curveFrom: '2022-07-29',
    dailyFrom: '2022-07-29',
  },
  {
    name: 'household C, hours, with gaps',
    today: '2010-11-25',
    minutes: 60,
    curve: 'household-c_load_60min_2007-2010.csv.gz',
    daily: 'household-c_daily_wh_2007-2010.csv',
    curveFrom: '2008-11-26',
    dailyFrom: '2007-11-26',
  },
]

let house: House
afterEach(() => house.close())

describe.skipIf(!hasSharedData)('real curves, served with their own dates', () => {
  describe.each(ZONES)('on a machine in %s', (zone) => {
    it.each(houses)(
      'are kept to the Wh: $name',
      async ({ today, minutes, curve, daily, curveFrom, dailyFrom }) => {
        process.env.TZ = zone
        house = await openHouse({
          now: `${today}T09:10:00+0${today > '2023' ? 2 : 1}:00`,
          simulator: {
            households: [
              {
                pdl: PDL,
                file: {
                  consumptionCurve: sharedFile('load-curves', curve),
                  consumptionDaily: sharedFile('load-curves', daily),
                },
              },
            ],
          },
        })
        await house.syncNow()

        const inFile = sharedRows('load-curves', daily)
        const complete = inFile.filter(({ date = '', complete }) => complete === 'true' && date >= dailyFrom)
        const stored = await house.sql<{ date: string; wh: number }>(
          'select date::text, value_wh as wh from consumption_daily order by date',
        )
        expect(stored).toEqual(complete.map(({ date, wh }) => ({ date, wh: Number(wh) })))

        const slots = sharedRows('load-curves', curve)
          .filter(({ mean_power_w }) => mean_power_w !== '')
          .map(({ interval_start_utc = '', mean_power_w }) => ({
            at: Date.parse(interval_start_utc),
            w: Number(mean_power_w),
          }))
          .filter(({ at }) => at >= firstInstant(curveFrom))
        const kept = await house.sql<{ at: number; w: number; minutes: number }>(
          `select extract(epoch from start_at)::float8 * 1000 as at, power_w as w, interval_minutes as minutes
         from consumption_load_curve where start_at >= to_timestamp(?) order by start_at`,
          [firstInstant(curveFrom) / 1000],
        )
        expect(kept.length).toBe(slots.length)
        expect(kept.map(({ at, w }) => ({ at, w }))).toEqual(slots)
        expect(new Set(kept.map((slot) => slot.minutes))).toEqual(new Set([minutes]))
        const total = (watts: readonly { w: number }[]) =>
          watts.reduce((sum, { w }) => sum + (w * minutes) / 60, 0)
        expect(total(kept)).toBe(total(slots))
      },
    )

    it('have 46 and 50 half-hours on the change days of household A', async () => {
      process.env.TZ = zone
      house = await openHouse({
        now: '2023-07-29T09:10:00+02:00',
        simulator: {
          households: [
            {
              pdl: PDL,
              file: { consumptionCurve: sharedFile('load-curves', 'household-a_load_30min.csv.gz') },
            },
          ],
        },
      })
      await house.syncNow({ datasets: ['CONSUMPTION_CURVE'] })
      const lengths = ['2022-10-30', '2023-03-26'].map(async (date) => {
        const { loadCurve } = await house.ask<{ loadCurve: { days: { watts: number[] }[] } }>(
          `{ loadCurve(pdl: "${PDL}", from: "${date}", to: "${addDays(toDay(date), 1)}") { days { watts } } }`,
        )
        return loadCurve.days[0]?.watts.length
      })
      expect(await Promise.all(lengths)).toEqual([50, 46])
    })
  })
})

/** Midnight in Paris, in winter; the curves compared begin in winter, or with their file. */
function firstInstant(day: string): number {
  return Date.parse(`${day}T00:00:00+01:00`)
}
