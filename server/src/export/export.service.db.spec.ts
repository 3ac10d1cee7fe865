import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { House, HouseOptions } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { MemoryExporter } from '../../test/memory-exporter.js'
import type { Day } from '../core/index.js'
import { addDays, ExportFailed, recordChanges, toDay, withAdvisoryLock } from '../core/index.js'
import { ExportScheduler } from './export.scheduler.js'

const PDL = '01226049119901'
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'].map(toDay)
const TOKEN = 'a-very-secret-token'
const down = () => new ExportFailed('PEER_UNREACHABLE', 'Nobody answers at http://memory:1.')

const open = (options: Partial<HouseOptions>) =>
  openHouse({
    now: '2026-11-24T09:00:00+01:00',
    env: { SECRET_KEY: 'of the tests' },
    exporters: [one, other],
    ...options,
  })
const SAVE = `mutation ($input: ExportTargetInput!) { saveExportTarget(input: $input) {
  ... on ExportTarget { id } ... on Problem { code fields { path message } } } }`

let house: House
let one: MemoryExporter
let other: MemoryExporter

/** Writes the value of a day, and its note, as a merge does. */
async function merge(days: readonly Day[], energyWh = 1000): Promise<void> {
  await house.database.orm.em.fork().transactional(async (em) => {
    for (const day of days)
      await em.execute(
        `insert into consumption_daily (usage_point_id, date, value_wh, quality) values (?, ?, ?, 'measured')
         on conflict (usage_point_id, date) do update set value_wh = excluded.value_wh`,
        [PDL, day, energyWh],
      )
    await recordChanges(em, { pdl: PDL, dataset: 'CONSUMPTION_DAILY', days })
  })
}

async function target(exporter: MemoryExporter, input: Record<string, unknown> = {}): Promise<string> {
  const { saveExportTarget } = await house.ask<{ saveExportTarget: { id: string } }>(SAVE, {
    input: {
      kind: exporter.kind,
      enabled: true,
      options: { url: 'http://memory:1', token: TOKEN },
      ...input,
    },
  })
  return saveExportTarget.id
}

async function send(targetId: string, from?: Day): Promise<void> {
  await house.exports.start({ targetId, action: 'SEND', trigger: 'MANUAL', from })
  await house.exports.idle()
}
const tick = async () => {
  await house.app.get(ExportScheduler).tick()
  await house.exports.idle()
}
const lastRun = async () =>
  (
    await house.sql<Record<string, unknown>>(
      `select state, status, trigger, action, records_exported as records, error_message as message, log::text
       from export_logs order by started_at desc, created_at desc limit 1`,
    )
  )[0]
const row = async (id: string) =>
  (
    await house.sql<{ failures: number; retry_at: Date | null; enabled: boolean }>(
      'select failures, retry_at, enabled from export_configs where id = ?',
      [id],
    )
  )[0]
const daysOf = (exporter: MemoryExporter, request = exporter.requests.length - 1) =>
  exporter.requests[request]?.changes.flatMap(({ days }) => days)

beforeAll(async () => {
  one = new MemoryExporter('VICTORIAMETRICS', 'VICTORIAMETRICS')
  other = new MemoryExporter('HOME_ASSISTANT', 'HOMEASSISTANT')
  house = await open({ exporting: true })
})
afterAll(() => house.close())
beforeEach(async () => {
  house.setClock('2026-11-24T09:00:00+01:00')
  for (const exporter of [one, other]) {
    exporter.held.clear()
    exporter.requests.length = 0
    exporter.failures.length = 0
    Object.assign(exporter, { daysBeforeFailure: 0, hangs: false, confirms: true })
  }
  await house.database.em.execute('truncate change_log, consumption_daily', [], 'run')
})
afterEach(() => house.database.em.execute('truncate export_configs cascade', [], 'run'))

describe('a sending', () => {
  it('brings everything to a new target, then only what changed', async () => {
    await merge(DAYS)
    const id = await target(one)
    await send(id)
    expect(await lastRun()).toMatchObject({ state: 'COMPLETE', status: 'success', records: 3 })
    await merge(DAYS.slice(1, 2), 700)
    await send(id)
    expect(daysOf(one)).toEqual(DAYS.slice(1, 2))
    expect([...one.held.values()]).toEqual([1000, 700, 1000])
    await send(id)
    expect(daysOf(one)).toEqual([])
  })

  it('starts again from a day on demand', async () => {
    await merge(DAYS)
    const id = await target(one)
    await send(id)
    await send(id, DAYS[1])
    expect(daysOf(one)).toEqual(DAYS.slice(1))
  })

  it('keeps what was delivered before it failed, and has the rest read back', async () => {
    await merge(DAYS)
    const id = await target(one)
    one.failures.push(down())
    one.daysBeforeFailure = 1
    await send(id)
    expect(await lastRun()).toMatchObject({ state: 'PARTIAL', status: 'partial', records: 1 })
    await send(id)
    expect(daysOf(one)).toEqual(DAYS.slice(1))
    expect(one.requests.at(-1)?.doubtful.flatMap(({ days }) => days)).toEqual(DAYS.slice(1))
    expect(await lastRun()).toMatchObject({ state: 'COMPLETE' })
  })

  it('is not complete when days were not found again', async () => {
    await merge(DAYS)
    const id = await target(one)
    one.confirms = false
    await send(id)
    expect(await lastRun()).toMatchObject({ state: 'PARTIAL', message: expect.stringContaining('3 days') })
    one.confirms = true
    await send(id)
    expect(one.requests.at(-1)?.doubtful.flatMap(({ days }) => days)).toEqual(DAYS)
  })

  it('begins anew where options changed, and remembers nothing at another address', async () => {
    await merge(DAYS)
    const id = await target(one)
    await send(id)
    await target(one, { id, options: { token: 'another-secret' } })
    await send(id)
    expect(daysOf(one)).toEqual([])
    await target(one, { id, options: { prefix: 'house' } })
    await send(id)
    expect(daysOf(one)).toEqual(DAYS)
    expect(one.memoryAtSend).toBe(0)
    await target(one, { id, options: { url: 'http://memory:2' } })
    await send(id)
    expect(daysOf(one)).toEqual(DAYS)
    expect(one.memoryAtSend).toBeUndefined()
  })
})

describe('a stop, and a crash', () => {
  it('leave what was begun in doubt: the next start has it read back', async () => {
    const first = await open({ exporting: false })
    await recordChanges(first.database.em, { pdl: PDL, dataset: 'CONSUMPTION_DAILY', days: DAYS })
    const { saveExportTarget } = await first.ask<{ saveExportTarget: { id: string } }>(SAVE, {
      input: { kind: one.kind, enabled: true, options: { url: 'http://memory:1' } },
    })
    one.hangs = true
    await first.exports.start({ targetId: saveExportTarget.id, action: 'SEND', trigger: 'MANUAL' })
    await expect.poll(() => one.requests.length).toBe(1)
    expect(await first.sql('select 1 from export_sent where state = ?', ['sending'])).toHaveLength(3)
    await first.leave()
    one.hangs = false
    const second = await open({ exporting: true, database: first.database })
    expect(one.requests.at(-1)?.doubtful.flatMap(({ days }) => days)).toEqual(DAYS)
    expect(
      await second.sql('select state, trigger, status from export_logs order by started_at, created_at'),
    ).toEqual([
      { state: 'ABANDONED', trigger: 'MANUAL', status: 'error' },
      { state: 'COMPLETE', trigger: 'RESUME', status: 'success' },
    ])
    expect(await second.sql('select failures from export_configs')).toEqual([{ failures: 0 }])
    await second.close()
  })

  it('are made up for though every day had left: the newest state may not have', async () => {
    const first = await open({ exporting: false })
    const { saveExportTarget } = await first.ask<{ saveExportTarget: { id: string } }>(SAVE, {
      input: { kind: one.kind, enabled: true, options: { url: 'http://memory:1' } },
    })
    one.hangs = true
    await first.exports.start({ targetId: saveExportTarget.id, action: 'SEND', trigger: 'MANUAL' })
    await expect.poll(() => one.requests.length).toBe(1)
    await first.leave()
    one.hangs = false
    const second = await open({
      now: '2026-11-24T09:05:00+01:00',
      exporting: true,
      database: first.database,
    })
    expect(
      await second.sql('select state, trigger from export_logs order by started_at, created_at'),
    ).toEqual([
      { state: 'ABANDONED', trigger: 'MANUAL' },
      { state: 'COMPLETE', trigger: 'RESUME' },
    ])
    await second.app.get(ExportScheduler).tick()
    await second.exports.idle()
    expect(one.requests).toHaveLength(2)
    await second.close()
  })

  it('let nobody else at a target that another process serves', async () => {
    const id = await target(one)
    const { em } = house.database.orm
    await withAdvisoryLock(em, `linky-local/export/${id}`, () =>
      expect(house.exports.start({ targetId: id, action: 'SEND', trigger: 'MANUAL' })).rejects.toMatchObject({
        code: 'ALREADY_RUNNING',
      }),
    )
  })

  it('is closed at the next start', async () => {
    const id = await target(one)
    await house.sql(
      `insert into export_logs (export_config_id, action, trigger, state, started_at) values (?, 'SEND', 'CHANGE', 'RUNNING', now())`,
      [id],
    )
    await house.exports.recover()
    expect(await lastRun()).toMatchObject({ state: 'ABANDONED', status: 'error' })
  })
})

describe('each target alone', () => {
  it('fails alone', async () => {
    await merge(DAYS)
    await target(one)
    await target(other)
    one.failures.push(down())
    await tick()
    expect(one.held.size).toBe(0)
    expect([...other.held.values()]).toEqual([1000, 1000, 1000])
  })

  it('is served while another does not answer', async () => {
    await merge(DAYS)
    const first = await target(one)
    const second = await target(other)
    one.hangs = true
    await house.exports.start({ targetId: first, action: 'SEND', trigger: 'MANUAL' })
    await house.exports.start({ targetId: second, action: 'SEND', trigger: 'MANUAL' })
    await expect.poll(() => other.held.size).toBe(3)
    one.breakOff()
    await house.exports.idle()
  })

  it('catches up after a week away, without hole or repeat', async () => {
    const id = await target(one)
    one.failures.push(...Array.from({ length: 200 }, down))
    for (let day = 0; day < 7; day++) {
      house.setClock(`2026-12-0${day + 1}T09:00:00+01:00`)
      await merge([addDays(toDay('2026-11-30'), day)], 1000 + day)
      for (let minute = 0; minute < 5; minute++) await tick()
    }
    const tries = one.requests.length
    expect(tries).toBeLessThanOrEqual(7)
    expect(await row(id)).toMatchObject({ failures: tries })
    one.failures.length = 0
    house.setClock('2026-12-08T09:00:00+01:00')
    await tick()
    expect([...one.held.values()]).toEqual([1000, 1001, 1002, 1003, 1004, 1005, 1006])
    expect(await row(id)).toMatchObject({ failures: 0, retry_at: null })
    await tick()
    expect(one.requests).toHaveLength(tries + 1)
  })

  it('is left in peace after a refusal, until it is changed', async () => {
    await merge(DAYS)
    const id = await target(one)
    one.failures.push(new ExportFailed('PEER_REFUSED', 'It refuses the token.'))
    await tick()
    house.setClock('2026-12-24T09:00:00+01:00')
    await tick()
    expect(one.requests).toHaveLength(1)
    await target(one, { id, options: { token: 'the-right-token' } })
    await tick()
    expect(one.held.size).toBe(3)
  })

  it('is left in peace while its options cannot be used, and tried by hand all the same', async () => {
    await merge(DAYS)
    const id = await target(one)
    await house.sql(`update export_configs set config = '{"url": "nowhere"}' where id = ?`, [id])
    await tick()
    expect(await lastRun()).toMatchObject({ state: 'FAILED', message: expect.stringContaining('Address') })
    await tick()
    expect(await house.sql('select 1 from export_logs')).toHaveLength(1)
    await send(id)
    expect(await house.sql('select 1 from export_logs')).toHaveLength(2)
  })
})

describe('the clock', () => {
  it('runs a target at its interval, though nothing changed, and not before', async () => {
    await target(one, { onChange: false, every: 'PT1H' })
    await tick()
    await tick()
    expect(one.requests).toHaveLength(1)
    house.setClock('2026-11-24T10:00:00+01:00')
    await tick()
    expect(one.requests).toHaveLength(2)
    expect(await lastRun()).toMatchObject({ trigger: 'CLOCK' })
  })

  it('lets a target that is off alone', async () => {
    await merge(DAYS)
    await target(one, { enabled: false, every: 'PT1H' })
    await tick()
    expect(one.requests).toEqual([])
  })
})

describe('secrets', () => {
  it('are in no table, log or answer', async () => {
    await merge(DAYS)
    const id = await target(one)
    one.failures.push(new Error(`broke on ${TOKEN}`))
    await send(id)
    await send(id)
    const rows = await house.sql<object>(
      `select to_jsonb(c) from export_configs c union all select to_jsonb(l) from export_logs l`,
    )
    expect(JSON.stringify(rows)).toContain('sent with ••••')
    expect(JSON.stringify(rows)).not.toContain(TOKEN)
    expect(one.requests.at(-1)?.options.token).toBe(TOKEN)
    const answer = await house.ask<object>(
      `query ($input: ExportTargetInput!) {
         exportTargets { options { name value hasValue origin } snippets { text } lastRun { log problem { message detail } } }
         exportRuns { log problem { message } }
         previewExport(input: $input) { ... on ExportPreview { messages { payload } } ... on Problem { message } } }`,
      { input: { kind: 'VICTORIAMETRICS', options: { url: 'http://memory:1', token: TOKEN } } },
    )
    expect(JSON.stringify(answer)).toContain('••••')
    expect(JSON.stringify(answer)).not.toContain(TOKEN)
    const { exportTarget } = await house.ask<{ exportTarget: { options: object[] } }>(
      `query ($id: ID!) { exportTarget(id: $id) { options { name value hasValue origin } } }`,
      { id },
    )
    expect(exportTarget.options).toContainEqual({
      name: 'token',
      value: null,
      hasValue: true,
      origin: 'MANUAL',
    })
  })
})
