import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { TestDatabase } from '../../test/database.js'
import { createTestDatabase } from '../../test/database.js'
import type { Dataset } from '../core/index.js'
import { addDays, Clock, recordChanges, toDay } from '../core/index.js'
import type { ChangedDays } from './exporter.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import type { OutboxScope } from './outbox.repository.js'
import { Outbox } from './outbox.repository.js'

const PDL = '01226049119901'
const OTHER = '01226049119902'
const TARGET = '0e9f3c1e-0000-4000-8000-000000000001'
const SECOND = '0e9f3c1e-0000-4000-8000-000000000002'
const DATASETS: Dataset[] = ['CONSUMPTION_DAILY', 'MAX_POWER', 'TEMPO']
const scope: OutboxScope = { targetId: TARGET, datasets: DATASETS, pdls: [] }

let database: TestDatabase
let outbox: Outbox

const note = (
  days: readonly string[],
  dataset: Dataset = 'CONSUMPTION_DAILY',
  pdl: string | null = PDL,
  em = database.orm.em.fork(),
) => recordChanges(em, { pdl, dataset, days: days.map(toDay) })
const flat = (changes: readonly ChangedDays[]) =>
  changes.flatMap(({ dataset, pdl, days }) => days.map((day) => [dataset, pdl ?? '-', day].join(' ')))
const daily = (...days: string[]) => days.map((day) => `CONSUMPTION_DAILY ${PDL} ${day}`)
const pending = async (of = scope) => flat(await outbox.look(of))

beforeAll(async () => {
  database = await createTestDatabase()
  outbox = new Outbox(database.orm.em, new Clock())
  const targets = new ExportTargetsRepository(database.orm.em, new Clock())
  for (const id of [TARGET, SECOND]) await targets.insert(id, { type: 'mqtt', name: id })
})
afterAll(() => database.close())
beforeEach(() => database.em.execute('truncate change_log, export_sent', [], 'run'))

describe('what is pending', () => {
  it('is everything for a new target, oldest years first, by dataset and meter', async () => {
    await note(['2026-01-01', '2025-12-31', '2025-12-30'])
    await note(['2025-06-01'], 'TEMPO', null)
    expect(await outbox.look(scope)).toEqual([
      { dataset: 'CONSUMPTION_DAILY', pdl: PDL, days: ['2025-12-30', '2025-12-31'] },
      { dataset: 'TEMPO', pdl: null, days: ['2025-06-01'] },
      { dataset: 'CONSUMPTION_DAILY', pdl: PDL, days: ['2026-01-01'] },
    ])
  })

  it('is what the target is concerned with, and data of no meter', async () => {
    await note(['2026-01-01'])
    await note(['2026-01-01'], 'CONSUMPTION_DAILY', OTHER)
    await note(['2026-01-01'], 'CONSUMPTION_CURVE')
    await note(['2026-01-01'], 'TEMPO', null)
    expect(await pending({ ...scope, pdls: [OTHER] })).toEqual([
      `CONSUMPTION_DAILY ${OTHER} 2026-01-01`,
      'TEMPO - 2026-01-01',
    ])
  })

  it('is no longer what was delivered, of that target alone', async () => {
    await note(['2026-01-01', '2026-01-02'])
    const { changes } = await outbox.take(scope)
    expect(await outbox.delivered(TARGET, changes)).toBe(2)
    expect(await outbox.delivered(TARGET, changes)).toBe(0)
    expect(await pending()).toEqual([])
    expect(await outbox.hasPending(scope)).toBe(false)
    expect(await pending({ ...scope, targetId: SECOND })).toEqual(daily('2026-01-01', '2026-01-02'))
  })

  it('is again a day that changed once more', async () => {
    await note(['2026-01-01', '2026-01-02'])
    await outbox.delivered(TARGET, (await outbox.take(scope)).changes)
    await note(['2026-01-02'])
    expect(await pending()).toEqual(daily('2026-01-02'))
    expect((await outbox.take(scope)).doubtful).toEqual([])
  })

  it('is still a day that changed while it was being sent', async () => {
    await note(['2026-01-01'])
    const { changes } = await outbox.take(scope)
    await note(['2026-01-01'])
    await outbox.delivered(TARGET, changes)
    expect(await pending()).toEqual(daily('2026-01-01'))
  })

  it('holds a change that was committed late, below revisions that have left', async () => {
    const late = database.orm.em.fork()
    await late.begin()
    await note(['2026-01-01'], 'CONSUMPTION_DAILY', PDL, late)
    await note(['2026-01-02'])
    const { changes } = await outbox.take(scope)
    expect(flat(changes)).toEqual(daily('2026-01-02'))
    await outbox.delivered(TARGET, changes)
    await late.commit()
    expect(await pending()).toEqual(daily('2026-01-01'))
  })

  it('is everything since a day when it is to be sent again', async () => {
    await note(['2026-01-01', '2026-01-02', '2026-01-03'])
    await outbox.delivered(TARGET, (await outbox.take(scope)).changes)
    expect(flat(await outbox.look(scope, toDay('2026-01-02')))).toEqual(daily('2026-01-02', '2026-01-03'))
    expect(await pending()).toEqual([])
    await outbox.forget(scope, toDay('2026-01-03'))
    expect(await pending()).toEqual(daily('2026-01-03'))
    await outbox.forgetAll(TARGET)
    expect(await pending()).toHaveLength(3)
  })
})

describe('what a crash leaves', () => {
  it('is in doubt: taken, and never said to be delivered', async () => {
    await note(['2026-01-01', '2026-01-02'])
    const first = await outbox.take(scope)
    expect(first.doubtful).toEqual([])
    await outbox.delivered(TARGET, [{ dataset: 'CONSUMPTION_DAILY', pdl: PDL, days: [toDay('2026-01-01')] }])
    await note(['2026-01-03'])
    const second = await outbox.take(scope)
    expect(flat(second.changes)).toEqual(daily('2026-01-02', '2026-01-03'))
    expect(flat(second.doubtful)).toEqual(daily('2026-01-02'))
  })

  it('stays in doubt when everything is to be sent again', async () => {
    await note(['2026-01-01'])
    await outbox.take(scope)
    await outbox.forget(scope, toDay('2025-01-01'))
    expect(flat((await outbox.take(scope)).doubtful)).toEqual(daily('2026-01-01'))
  })
})

describe('the state of a target', () => {
  it('has no watermark before anything left, then the oldest change that has not', async () => {
    await note(['2026-01-01'])
    expect(await outbox.state(scope)).toEqual({ pending: 1, watermark: null })
    await outbox.delivered(TARGET, (await outbox.take(scope)).changes)
    const settled = await outbox.state(scope)
    expect(settled).toMatchObject({ pending: 0, watermark: expect.any(Number) })
    await note(['2026-01-02'])
    const behind = await outbox.state(scope)
    expect(behind.pending).toBe(1)
    expect(behind.watermark).toBeGreaterThanOrEqual(settled.watermark ?? Infinity)
  })
})

it('takes ten years at once', async () => {
  const days = Array.from({ length: 3652 }, (_, index) => addDays(toDay('2016-01-01'), index))
  for (const dataset of DATASETS) await note(days, dataset, dataset === 'TEMPO' ? null : PDL)
  const taken = await outbox.take(scope)
  expect(taken.days).toBe(3652 * 3)
  expect(taken.changes).toHaveLength(10 * 3)
  expect(await outbox.delivered(TARGET, taken.changes)).toBe(3652 * 3)
})
