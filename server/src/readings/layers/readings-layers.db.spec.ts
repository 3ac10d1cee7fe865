import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { TestDatabase } from '../../../test/database.js'
import { createTestDatabase } from '../../../test/database.js'
import type { CurveReading, Day, Events, Series } from '../../core/index.js'
import {
  addDays,
  Clock,
  daysOf,
  EventBus,
  minutesOf,
  parseInstant,
  startOf,
  toDay,
} from '../../core/index.js'
import type { AnyReading } from '../../gateway/index.js'
import { ReadingsRepository } from '../readings.repository.js'
import type { UpperLayer } from './layer.js'
import type { LayerRows, LayerSlot } from './layer-rows.js'
import type { LayerChanges } from './layer-writer.js'
import { ReadingsLayers } from './readings-layers.service.js'

const NOW = parseInstant('2026-11-24T09:00:00+01:00')
const pdl = '01226049119901'
const curve: Series = { pdl, dataset: 'CONSUMPTION_CURVE' }
const daily: Series = { pdl, dataset: 'CONSUMPTION_DAILY' }
const peaks: Series = { pdl, dataset: 'MAX_POWER' }
const day = toDay('2026-11-20')
const october = toDay('2026-10-25')

let database: TestDatabase
let repository: ReadingsRepository
let layers: ReadingsLayers
let told: Events['ReadingsMerged'][]

class StoppedClock extends Clock {
  override now() {
    return NOW
  }
}

beforeEach(async () => {
  database = await createTestDatabase()
  const bus = new EventBus()
  told = []
  bus.on('ReadingsMerged', 'spec', (event) => void told.push(event))
  repository = new ReadingsRepository(database.em, bus)
  layers = new ReadingsLayers(new StoppedClock(), bus)
})
afterEach(() => database.close())

function slots(of: Day, powerW: number, { minutes = 30, from = 0, count = Infinity } = {}): CurveReading[] {
  const whole = minutesOf(of) / minutes
  return Array.from({ length: Math.min(whole - from, count) }, (_, index) => ({
    startAt: startOf(of) + (from + index) * minutes * 60_000,
    minutes,
    powerW,
  }))
}

const inTransaction = <T>(work: (em: TestDatabase['em']) => Promise<T>) =>
  database.em.fork().transactional((em) => work(em))

const open = (layer: UpperLayer) => inTransaction((em) => layers.open(em, { pdl, layer }))
const apply = (batch: number, ...chunks: LayerRows[]) =>
  inTransaction((em) => layers.apply(em, batch, chunks))
const remove = (batch: number) => inTransaction((em) => layers.remove(em, batch))
const ofCurve = (rows: readonly LayerSlot[]): LayerRows => ({ dataset: 'CONSUMPTION_CURVE', rows })
const ofDays = (...values: [Day, number | null][]): LayerRows => ({
  dataset: 'CONSUMPTION_DAILY',
  rows: values.map(([of, energyWh]) => ({ day: of, energyWh })),
})

async function bring(layer: UpperLayer, ...chunks: LayerRows[]): Promise<number> {
  const batch = await open(layer)
  await apply(batch, ...chunks)
  return batch
}

function sync(series: Series, readings: readonly AnyReading[], covers = { from: day, to: addDays(day, 1) }) {
  return repository.merge(series, readings, { covers, absentOf: () => [], now: NOW })
}

const rows = (sql: string) => database.em.fork().execute<Record<string, unknown>[]>(sql)
const CURVE = `select extract(epoch from start_at)::int as at, interval_minutes as m, power_w as w, layer, batch_id from consumption_load_curve order by 1`
const DAYS = `select date::text as day, value_wh as wh, quality, layer, batch_id, updated_at from consumption_daily order by 1`
const PEAKS = `select date::text as day, power_va as va, reached_at, layer, batch_id from max_power order by 1`
const BENEATH = `select extract(epoch from start_at)::int as at, batch_id, layer, in_force, interval_minutes as m, power_w as w from curve_beneath order by 1, 2`
const DAYS_BENEATH = `select date::text as day, dataset, batch_id, layer, in_force, value, reached_at from daily_beneath order by 1, 2, 3`

async function everything() {
  const queries = [CURVE, DAYS, PEAKS, BENEATH, DAYS_BENEATH, 'select * from reading_batch_span']
  return Promise.all(queries.map(rows))
}

const watts = async () => (await rows(CURVE)).map(({ w }) => w)
const energy = async () => (await rows(DAYS)).map(({ wh, quality }) => `${String(wh)} ${String(quality)}`)
const changedOf = (changes: LayerChanges) => Object.fromEntries(changes)

describe('a file over the gateway', () => {
  it('is shown, keeps the lower values, and gives them back without a trace', async () => {
    await sync(curve, slots(day, 600))
    const before = await everything()
    const batch = await open('FILE')
    const changes = await apply(batch, ofCurve(slots(day, 900, { from: 10, count: 2 })))

    expect(changedOf(changes)).toEqual({ CONSUMPTION_CURVE: [day], CONSUMPTION_DAILY: [day] })
    expect((await watts()).slice(9, 13)).toEqual([600, 900, 900, 600])
    expect(await energy()).toEqual(['14700 derived'])
    expect(await rows(BENEATH)).toHaveLength(2)

    const back = await remove(batch)
    expect(changedOf(back)).toEqual({ CONSUMPTION_CURVE: [day], CONSUMPTION_DAILY: [day] })
    expect(await everything()).toEqual(before)
  })

  it('says nothing changed when it says the same', async () => {
    await sync(curve, slots(day, 600))
    const batch = await open('FILE')
    expect(changedOf(await apply(batch, ofCurve(slots(day, 600))))).toEqual({})
    expect(changedOf(await apply(batch, ofCurve(slots(day, 600))))).toEqual({})
    expect(changedOf(await remove(batch))).toEqual({})
  })

  it('fills a day that nobody knew, on the day of 25 hours too, and leaves it empty again', async () => {
    const before = await everything()
    const batch = await bring('FILE', ofCurve(slots(october, 600)))
    expect(await energy()).toEqual(['15000 derived'])
    await remove(batch)
    expect(await everything()).toEqual(before)
  })

  it('fills only gaps when it is asked to', async () => {
    await sync(curve, slots(day, 600, { count: 10 }))
    const batch = await open('FILE')
    const chunk = ofCurve(slots(day, 900))
    await inTransaction((em) => layers.apply(em, batch, [chunk], { onlyGaps: true }))
    expect((await watts()).slice(8, 12)).toEqual([600, 600, 900, 900])
    expect(await rows(BENEATH)).toEqual([])
  })

  it('is not overwritten by a sync, which stores its values beneath', async () => {
    const batch = await bring('FILE', ofCurve(slots(day, 900, { count: 2 })), ofDays([day, 20_000]))
    const { changed } = await sync(curve, slots(day, 600))
    expect(Object.fromEntries(changed)).toEqual({ CONSUMPTION_CURVE: [day], CONSUMPTION_DAILY: [] })
    expect((await sync(daily, [{ day, energyWh: 14_400 }])).changed.get('CONSUMPTION_DAILY')).toEqual([])
    expect((await watts()).slice(0, 3)).toEqual([900, 900, 600])
    expect(await energy()).toEqual(['20000 measured'])
    await remove(batch)
    expect(new Set(await watts())).toEqual(new Set([600]))
    expect(await energy()).toEqual(['14400 measured'])
  })

  it('hides the longer interval that it partly covers', async () => {
    await sync(curve, slots(day, 600, { minutes: 60 }))
    await bring('FILE', ofCurve(slots(day, 900, { minutes: 30, from: 3, count: 1 })))
    const shown = (await rows(CURVE)).map(({ at, m }) => [(Number(at) * 1000 - startOf(day)) / 60_000, m])
    expect(shown.slice(0, 3)).toEqual([
      [0, 60],
      [90, 30],
      [120, 60],
    ])
    expect(await energy()).toEqual([])
  })

  it('keeps the peaks of its days apart from those of the gateway', async () => {
    await sync(peaks, [{ day, at: startOf(day) + 3_600_000, powerVa: 4000 }])
    const before = await everything()
    const batch = await bring('FILE', {
      dataset: 'MAX_POWER',
      rows: [{ day, at: startOf(day) + 7_200_000, powerVa: 5000 }],
    })
    expect(await rows(PEAKS)).toMatchObject([{ va: 5000, layer: 1 }])
    await remove(batch)
    expect(await everything()).toEqual(before)
  })

  it('refuses overlapping intervals', async () => {
    const twice = [...slots(day, 600, { count: 1 }), ...slots(day, 600, { count: 1, minutes: 60 })]
    await expect(bring('FILE', ofCurve(twice))).rejects.toThrow('Two intervals overlap.')
    expect(await rows(CURVE)).toEqual([])
  })
})

describe('an erasure', () => {
  it('makes a day missing, keeps it from being asked, and gives it back', async () => {
    await sync(curve, slots(day, 600))
    await sync(daily, [{ day, energyWh: 14_000 }])
    const before = await everything()
    const batch = await bring('MANUAL', ofDays([day, null]))
    expect(await energy()).toEqual([])
    const range = { from: day, to: addDays(day, 1) }
    expect((await repository.known(daily, range)).isHeld(day)).toBe(true)
    expect(await repository.erased(daily, range)).toEqual([day])
    await sync(curve, slots(day, 700))
    expect(await energy()).toEqual([])
    await sync(curve, slots(day, 600))
    await remove(batch)
    expect(await everything()).toEqual(before)
  })

  it('takes away the energy derived from a curve that is whole no more', async () => {
    await sync(curve, slots(day, 600))
    const batch = await bring(
      'MANUAL',
      ofCurve(slots(day, 0, { from: 4, count: 1 }).map((slot) => ({ ...slot, powerW: null }))),
    )
    expect(await energy()).toEqual([])
    expect(await watts()).toHaveLength(47)
    const known = await repository.known(curve, { from: day, to: addDays(day, 1) })
    expect(known.isHeld(day)).toBe(true)
    await remove(batch)
    expect(await energy()).toEqual(['14400 derived'])
  })

  it('of a day that nobody measured gives back what its curve says', async () => {
    await sync(curve, slots(day, 600))
    const batch = await bring('MANUAL', ofDays([day, null]))
    expect(await energy()).toEqual([])
    await remove(batch)
    expect(await energy()).toEqual(['14400 derived'])
  })
})

describe('a preview', () => {
  it('counts what is new, differs, stands already, or lies under a layer above', async () => {
    await sync(curve, slots(day, 600, { count: 3 }))
    await bring('MANUAL', ofCurve(slots(day, 50, { count: 1 })))
    const next = addDays(day, 1)
    const rowsOf = [
      ...slots(day, 600, { count: 2 }),
      ...slots(day, 900, { from: 2, count: 1 }),
      ...slots(next, 600),
    ]
    const preview = await layers.preview(database.em, { pdl, layer: 'FILE' }, [
      ofCurve(rowsOf),
      ofDays([day, 14_000], [next, null]),
    ])
    expect(preview).toEqual([
      {
        dataset: 'CONSUMPTION_CURVE',
        values: { new: 48, differing: 1, same: 1, conflicting: 1 },
        days: { new: 1, differing: 0, same: 0, conflicting: 1 },
      },
      {
        dataset: 'CONSUMPTION_DAILY',
        values: { new: 1, differing: 0, same: 1, conflicting: 0 },
        days: { new: 1, differing: 0, same: 1, conflicting: 0 },
      },
    ])
  })
})

it('announces each dataset once, when it is told to', async () => {
  const batch = await open('FILE')
  const changes = await apply(batch, ofCurve([...slots(day, 600), ...slots(addDays(day, 1), 600)]))
  expect(told).toEqual([])
  layers.announce(pdl, changes)
  const ranges = [{ from: day, to: addDays(day, 2) }]
  await vi.waitFor(() =>
    expect(told).toEqual([
      { pdl, dataset: 'CONSUMPTION_CURVE', ranges },
      { pdl, dataset: 'CONSUMPTION_DAILY', ranges },
    ]),
  )
})

describe('any order of merges and removals', () => {
  const days = daysOf({ from: day, to: addDays(day, 3) })
  const someSlots = fc
    .uniqueArray(fc.record({ place: fc.nat(35), powerW: fc.nat(5) }), {
      selector: ({ place }) => place,
      maxLength: 8,
    })
    .chain((places) => fc.constantFrom(30, 60).map((minutes) => ({ places, minutes })))
  const someDays = fc.uniqueArray(fc.record({ place: fc.nat(2), energyWh: fc.option(fc.nat(5)) }), {
    selector: ({ place }) => place,
    maxLength: 2,
  })
  const said = fc.record({ slots: someSlots, days: someDays, erase: fc.boolean(), stays: fc.boolean() })
  type Said = typeof said extends fc.Arbitrary<infer S> ? S : never

  const chunks = ({ slots: { places, minutes }, days: values, erase }: Said, hour = 60): LayerRows[] => [
    ofCurve(
      places.map(({ place, powerW }) => ({
        startAt: startOf(day) + place * hour * 2 * 60_000,
        minutes,
        powerW: erase && powerW === 0 ? null : powerW,
      })),
    ),
    ofDays(...values.map(({ place, energyWh }): [Day, number | null] => [days[place] ?? day, energyWh])),
  ]
  const gatewaySays = async () => {
    const covers = { from: day, to: addDays(day, 3) }
    await sync(
      curve,
      days.flatMap((of) => slots(of, 600)),
      covers,
    )
    await sync(daily, [{ day, energyWh: 14_000 }], covers)
  }

  it('ends in the same rows', async () => {
    const uppers = fc.array(said, { minLength: 2, maxLength: 4 })
    const orders = fc.infiniteStream(fc.nat(1000))
    await fc.assert(
      fc.asyncProperty(uppers, orders, orders, async (batches, one, other) => {
        const outcomes = []
        for (const order of [one, other]) {
          await database.em
            .fork()
            .execute(
              `truncate consumption_load_curve, consumption_daily, curve_beneath, daily_beneath, reading_batch, reading_batch_span, change_log restart identity`,
              [],
              'run',
            )
          const ids: number[] = []
          for (const index of batches.keys()) ids.push(await open(index % 2 === 0 ? 'FILE' : 'MANUAL'))
          const acts = [
            gatewaySays,
            ...batches.map((batch, index) => () => apply(ids[index] ?? 0, ...chunks(batch))),
          ]
          for (const act of shuffled(acts, order)) await act()
          const gone = [...batches.entries()]
            .filter(([, { stays }]) => !stays)
            .map(([index]) => ids[index] ?? 0)
          for (const id of shuffled(gone, order)) await remove(id)
          const [held, , , beneath, daysBeneath, spans] = await everything()
          const shownDays = (await rows(DAYS)).map(({ updated_at: _, ...rest }) => rest)
          outcomes.push({ held, shownDays, beneath, daysBeneath, spans: spans?.length })
        }
        expect(outcomes[0]).toEqual(outcomes[1])
      }),
      { numRuns: 40 },
    )
  })

  it('leaves no trace of what is taken away', async () => {
    await gatewaySays()
    const before = await everything()
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 3 }), async (batches) => {
        const ids: number[] = []
        for (const [index, batch] of batches.entries())
          ids.push(await bring(index % 2 === 0 ? 'MANUAL' : 'FILE', ...chunks(batch)))
        for (const id of ids) await remove(id)
        expect(await everything()).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })
})

function shuffled<T>(items: readonly T[], numbers: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, rank: Number(numbers.next().value) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
