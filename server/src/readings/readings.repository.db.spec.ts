import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { TestDatabase } from '../../test/database.js'
import { createTestDatabase } from '../../test/database.js'
import type { CurveReading, Day, Events, Series } from '../core/index.js'
import { addDays, endOf, EventBus, minutesOf, parseInstant, startOf, toDay } from '../core/index.js'
import type { AbsentDay, Merge } from './merge.js'
import { ReadingsRepository } from './readings.repository.js'

const NOW = parseInstant('2026-11-24T09:00:00+01:00')
const pdl = '01226049119901'
const curve: Series = { pdl, dataset: 'CONSUMPTION_CURVE' }
const daily: Series = { pdl, dataset: 'CONSUMPTION_DAILY' }
const day = toDay('2026-11-20')
const march = toDay('2026-03-29')
const october = toDay('2026-10-25')

let database: TestDatabase
let repository: ReadingsRepository
let told: Events['ReadingsMerged'][]

beforeEach(async () => {
  database = await createTestDatabase()
  const bus = new EventBus()
  told = []
  bus.on('ReadingsMerged', 'spec', (event) => void told.push(event))
  repository = new ReadingsRepository(database.em, bus)
})
afterEach(() => database.close())

/** All slots of a day, or the first `count`. */
function slots(of: Day, { minutes = 30, powerW = 600, count = Infinity } = {}): CurveReading[] {
  const whole = minutesOf(of) / minutes
  return Array.from({ length: Math.min(whole, count) }, (_, index) => ({
    startAt: startOf(of) + index * minutes * 60_000,
    minutes,
    powerW,
  }))
}

function merge(
  series: Series,
  of: Day,
  readings: Parameters<ReadingsRepository['merge']>[1],
  options: Partial<Merge> = {},
) {
  return repository.merge(series, readings, {
    covers: { from: of, to: addDays(of, 1) },
    absentOf: () => [],
    now: NOW,
    ...options,
  })
}

const rows = (sql: string) => database.em.fork().execute<Record<string, unknown>[]>(sql)
const curveRows = () =>
  rows('select interval_minutes as m, power_w as w from consumption_load_curve order by start_at')
const dailyRows = () =>
  rows('select date::text as day, value_wh as wh, quality from consumption_daily order by date')
const changes = () =>
  rows('select dataset, date::text as day, revision::int from change_log order by dataset, date')

describe('merging', () => {
  it('tells what changed, and nothing when the same comes again', async () => {
    const first = await merge(curve, day, slots(day))
    expect([...first.changed]).toEqual([
      ['CONSUMPTION_CURVE', [day]],
      ['CONSUMPTION_DAILY', [day]],
    ])
    const noted = await changes()
    expect(noted).toMatchObject([
      { dataset: 'CONSUMPTION_CURVE', day },
      { dataset: 'CONSUMPTION_DAILY', day },
    ])

    const second = await merge(curve, day, slots(day))
    expect([...second.changed.values()]).toEqual([[], []])
    expect(second.gained).toEqual([day])
    expect(await changes()).toEqual(noted)
    expect(told.map(({ dataset }) => dataset)).toEqual(['CONSUMPTION_CURVE', 'CONSUMPTION_DAILY'])
  })

  it('replaces the intervals that differ, and those alone', async () => {
    await merge(curve, day, [...slots(day), ...slots(addDays(day, 1))])
    const corrected = slots(day).map((slot, index) => (index === 10 ? { ...slot, powerW: 900 } : slot))
    const { changed } = await merge(curve, day, [...corrected, ...slots(addDays(day, 1))])
    expect(changed.get('CONSUMPTION_CURVE')).toEqual([day])
    expect((await curveRows())[10]).toEqual({ m: 30, w: 900 })
    expect(await curveRows()).toHaveLength(96)
    expect(await dailyRows()).toMatchObject([{ day, wh: 14_550 }, { wh: 14_400 }])
  })

  it('leaves nothing behind when it fails: no row, no note, no event', async () => {
    const failing = merge(curve, day, slots(day), {
      absentOf: () => {
        throw new Error('stopped')
      },
    })
    await expect(failing).rejects.toThrow('stopped')
    expect([await curveRows(), await dailyRows(), await changes(), told]).toEqual([[], [], [], []])
  })

  it('never stores a negative value', async () => {
    const broken = slots(day).map((slot, index) => (index === 3 ? { ...slot, powerW: -1 } : slot))
    await expect(merge(curve, day, broken)).rejects.toThrow('consumption_load_curve_check')
    await expect(merge(daily, day, [{ day, energyWh: -1 }])).rejects.toThrow('consumption_daily_check')
    expect([await curveRows(), await dailyRows()]).toEqual([[], []])
  })

  it('of the same window twice at once ends as if once', async () => {
    const answers = await Promise.all([merge(curve, day, slots(day)), merge(curve, day, slots(day))])
    expect(answers.map(({ changed }) => changed.get('CONSUMPTION_CURVE')).sort()).toEqual([[], [day]])
    expect(await curveRows()).toHaveLength(48)
    expect(await changes()).toHaveLength(2)
  })

  it('of hours and half-hours at once keeps each minute once', async () => {
    await Promise.all([merge(curve, day, slots(day, { minutes: 60 })), merge(curve, day, slots(day))])
    expect(await curveRows()).toEqual(Array.from({ length: 48 }, () => ({ m: 30, w: 600 })))
  })
})

describe('a day', () => {
  it.each([
    ['24 hours', day, 48, 14_400],
    ['23 hours', march, 46, 13_800],
    ['25 hours', october, 50, 15_000],
  ])('of %s is held by its half-hours, which give its energy', async (_, of, count, wh) => {
    const { gained } = await merge(curve, of, slots(of))
    expect(gained).toEqual([of])
    expect(await curveRows()).toHaveLength(count)
    expect(await dailyRows()).toEqual([{ day: of, wh, quality: 'derived' }])
  })

  it('of which a half-hour lacks is not held and has no energy', async () => {
    const { gained, changed } = await merge(curve, october, slots(october, { count: 49 }))
    expect(gained).toEqual([])
    expect(changed.get('CONSUMPTION_DAILY')).toEqual([])
    expect(await dailyRows()).toEqual([])
  })

  it('completed by a second window gets its energy then', async () => {
    await merge(curve, day, slots(day, { count: 20 }))
    const { gained } = await merge(curve, day, slots(day).slice(20))
    expect(gained).toEqual([day])
    expect(await dailyRows()).toEqual([{ day, wh: 14_400, quality: 'derived' }])
  })

  it('derived is replaced by the measured one, never the reverse', async () => {
    await merge(curve, day, slots(day))
    expect((await repository.known(daily, { from: day, to: addDays(day, 1) })).isHeld(day)).toBe(false)
    const { changed } = await merge(daily, day, [{ day, energyWh: 14_432 }])
    expect(changed.get('CONSUMPTION_DAILY')).toEqual([day])
    const again = await merge(curve, day, slots(day, { powerW: 700 }))
    expect(again.changed.get('CONSUMPTION_DAILY')).toEqual([])
    expect(await dailyRows()).toEqual([{ day, wh: 14_432, quality: 'measured' }])
  })

  it('measured with the value that was derived is a change: it is sure now', async () => {
    await merge(curve, day, slots(day))
    const { changed } = await merge(daily, day, [{ day, energyWh: 14_400 }])
    expect(changed.get('CONSUMPTION_DAILY')).toEqual([day])
  })

  it('of hours is refined by its half-hours, and coarsened by nothing', async () => {
    await merge(curve, day, slots(day, { minutes: 60, powerW: 500 }))
    expect(await dailyRows()).toMatchObject([{ wh: 12_000 }])
    await merge(curve, day, slots(day))
    expect(await curveRows()).toHaveLength(48)
    const { changed } = await merge(curve, day, slots(day, { minutes: 60, powerW: 500 }))
    expect(changed.get('CONSUMPTION_CURVE')).toEqual([])
    expect(await dailyRows()).toMatchObject([{ wh: 14_400 }])
  })

  it('of half-hours with a hole is completed by the hour that covers it', async () => {
    await merge(curve, day, slots(day).slice(1))
    const { gained } = await merge(curve, day, slots(day, { minutes: 60, powerW: 500, count: 1 }))
    expect(gained).toEqual([day])
    expect((await curveRows()).slice(0, 2)).toEqual([
      { m: 60, w: 500 },
      { m: 30, w: 600 },
    ])
  })
})

describe('an absence', () => {
  const absent: AbsentDay = { day, reason: 'NO_DATA', attempts: 1, firstAskedAt: NOW, nextTryAt: endOf(day) }
  const range = { from: day, to: addDays(day, 1) }

  it('is noted with its next try, and forgotten once the day is held', async () => {
    await merge(curve, day, [], { absentOf: () => [absent] })
    expect([...(await repository.absences(curve, range))]).toEqual([[day, absent]])
    expect(await repository.absences(daily, range)).toEqual(new Map())
    await merge(curve, day, slots(day))
    expect(await repository.absences(curve, range)).toEqual(new Map())
  })

  it('that is final has no next try; another one keeps when it was asked first', async () => {
    await merge(curve, day, [], { absentOf: () => [absent] })
    const last: AbsentDay = { ...absent, reason: 'TOO_OLD', attempts: 2, nextTryAt: null }
    await merge(curve, day, [], { absentOf: () => [{ ...last, firstAskedAt: NOW + 1000 }] })
    expect([...(await repository.absences(curve, range)).values()]).toEqual([last])
  })
})
