import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { NotifiedServer } from '../../test/fakes/notified.js'
import { toDay } from '../core/index.js'
import { NoticesService } from './notices.service.js'

const PDL = '01226049119901'
const NOTICES = '{ notices { id kind level title text pdl reason since range { from to } } }'
const SAVE = `mutation ($input: SettingsInput!) { saveSettings(input: $input) {
  ... on Settings { language } ... on Problem { code fields { path rule } } } }`
const PATIENCE = { timeout: 60_000, interval: 50 }

interface Told {
  readonly id: string
  readonly kind: string
  readonly text: string
}

let house: House
let server: NotifiedServer

beforeEach(async () => {
  server = await new NotifiedServer().listen()
  house = await openHouse({
    now: '2026-11-24T09:00:00+01:00',
    env: { SECRET_KEY: 'of the tests' },
    exporting: true,
    noticing: true,
    simulator: { households: [{ pdl: PDL, name: 'Appartement', activation: toDay('2026-10-01') }] },
  })
  await house.syncNow({ datasets: ['USAGE_POINTS', 'CONTRACT'] })
})
afterEach(async () => {
  await house.close()
  await server.close()
})

const notices = async (): Promise<Told[]> => (await house.ask<{ notices: Told[] }>(NOTICES)).notices
const kinds = async () => (await notices()).map(({ kind }) => kind).sort()
const look = async () => {
  await house.app.get(NoticesService).look()
  await house.settle()
}
const save = async (input: Record<string, unknown>) =>
  (await house.ask<{ saveSettings: Record<string, unknown> }>(SAVE, { input })).saveSettings

/** A published colour for a day, as the gateway would have brought it. */
const color = (day: string, word: string) =>
  house.sql(
    'insert into tempo_calendar (date, color) values (?, ?) on conflict (date) do update set color = excluded.color',
    [day, word],
  )

async function target(kind = 'WEBHOOK', options: Record<string, unknown> = {}): Promise<string> {
  const defaults =
    kind === 'WEBHOOK' ? { url: `${server.url}/hook`, answerSeconds: 1 } : { url: server.url, topic: 'linky' }
  const { saveExportTarget } = await house.ask<{ saveExportTarget: { id: string } }>(
    `mutation ($input: ExportTargetInput!) { saveExportTarget(input: $input) {
      ... on ExportTarget { id } ... on Problem { code fields { path message } } } }`,
    { input: { kind, enabled: true, options: { ...defaults, ...options } } },
  )
  return saveExportTarget.id
}

/** Tempo of tomorrow speaks, to these targets too. */
const route = (targetIds: readonly string[], rest: Record<string, unknown> = {}) =>
  save({
    alerts: [{ kind: 'TEMPO_TOMORROW', enabled: true, targetIds, options: { onlyTempoContract: false } }],
    ...rest,
  })
const runs = (id: string) =>
  house.sql<{ state: string; records: number; code: string | null }>(
    `select state, records_exported as records, problem ->> 'code' as code from export_logs
     where export_config_id = ? order by started_at, created_at`,
    [id],
  )
const states = async () =>
  (await house.sql<{ state: string }>('select state from announcement order by created_at')).map(
    ({ state }) => state,
  )

describe('notices', () => {
  it('appear with their fact, speak once, and go with it', async () => {
    const id = await target()
    expect(await route([id])).toEqual({ language: 'FR' })
    await color('2026-11-25', 'RED')
    await look()
    expect(await notices()).toMatchObject([
      {
        kind: 'TEMPO_TOMORROW',
        level: 'WARNING',
        title: 'Couleur Tempo de demain',
        text: 'Mercredi 25 novembre est un jour Tempo rouge, de 6 h à 6 h le lendemain.',
        pdl: null,
        since: '2026-11-24T09:00:00+01:00',
        range: { from: '2026-11-25', to: '2026-11-26' },
      },
    ])
    await expect.poll(() => server.posts.length, PATIENCE).toBe(1)
    await look()
    await look()
    expect(server.posts).toMatchObject([
      { kind: 'TEMPO_TOMORROW', range: { from: '2026-11-25', to: '2026-11-26' } },
    ])
    await expect.poll(() => runs(id), PATIENCE).toMatchObject([{ state: 'COMPLETE', records: 1 }])
    house.setClock('2026-11-26T00:01:00+01:00')
    await look()
    expect(await kinds()).not.toContain('TEMPO_TOMORROW')
    expect(server.posts).toHaveLength(1)
  })

  it('do not speak again after a restart', async () => {
    const id = await target()
    await route([id])
    await color('2026-11-25', 'RED')
    await look()
    await expect.poll(states, PATIENCE).toEqual(['told'])
    await house.leave()
    house = await openHouse({
      now: '2026-11-24T09:30:00+01:00',
      env: { SECRET_KEY: 'of the tests' },
      database: house.database,
      exporting: true,
      noticing: true,
    })
    await look()
    expect(await kinds()).toContain('TEMPO_TOMORROW')
    expect(server.posts).toHaveLength(1)
  })

  it('wait for the end of the quiet hours, and are not said when the fact went meanwhile', async () => {
    const id = await target()
    await route([id], { quietHours: { start: '08:00', end: '12:00' } })
    await color('2026-11-25', 'RED')
    await color('2026-11-24', 'WHITE')
    await look()
    expect(await kinds()).toEqual(expect.arrayContaining(['TEMPO_TOMORROW', 'TEMPO_TOMORROW']))
    expect(await states()).toEqual(['waiting', 'waiting'])
    await house.sql('delete from tempo_calendar where date = ?', ['2026-11-24'])
    await look()
    await house.liveUntil('2026-11-24T11:59:00+01:00')
    expect(server.posts).toEqual([])
    await house.liveUntil('2026-11-24T12:01:00+01:00')
    await expect.poll(() => server.posts.length, PATIENCE).toBe(1)
    expect(server.posts).toMatchObject([{ range: { from: '2026-11-25' } }])
  })

  it('are retried where they did not arrive, and told once when it works again', async () => {
    const id = await target()
    server.statuses.push(503, 503)
    await route([id])
    await color('2026-11-25', 'RED')
    await look()
    await expect.poll(() => runs(id), PATIENCE).toMatchObject([{ state: 'FAILED', code: 'PEER_UNREACHABLE' }])
    await house.settle()
    await house.liveUntil('2026-11-24T09:10:00+01:00')
    await expect
      .poll(async () => (await runs(id)).map(({ state }) => state), PATIENCE)
      .toEqual(['FAILED', 'FAILED', 'COMPLETE'])
    expect(server.posts).toHaveLength(3)
    await house.liveUntil('2026-11-24T09:30:00+01:00')
    expect(server.posts).toHaveLength(3)
  })

  it('that got no answer are not told twice, and the history says so', async () => {
    const id = await target()
    server.stalls = true
    await route([id])
    await color('2026-11-25', 'RED')
    await look()
    await expect.poll(states, PATIENCE).toEqual(['doubtful'])
    await house.settle()
    server.stalls = false
    await house.liveUntil('2026-11-24T09:20:00+01:00')
    expect(server.posts).toHaveLength(1)
    expect((await runs(id))[0]).toMatchObject({ state: 'FAILED', code: 'PEER_DROPPED' })
  })

  it('leave for several destinations, each alone', async () => {
    const [hook, phone] = [await target(), await target('NTFY')]
    await route([hook, phone])
    server.statuses.push(503)
    await color('2026-11-25', 'RED')
    await look()
    await house.liveUntil('2026-11-24T09:05:00+01:00')
    await expect.poll(states, PATIENCE).toEqual(['told', 'told'])
    expect(server.posts.length).toBe(3)
  })

  it('are hidden by a person until their fact changes, in the language of the settings', async () => {
    await route([])
    await color('2026-11-25', 'WHITE')
    await save({ language: 'EN' })
    await look()
    const [white] = await notices()
    expect(white?.text).toBe('Wednesday 25 November is a white Tempo day, from 06:00 to 06:00 the day after.')
    await house.ask('mutation ($id: ID!) { dismissNotice(id: $id) { dismissedAt } }', { id: white?.id })
    await look()
    expect(await kinds()).not.toContain('TEMPO_TOMORROW')
    const { notices: all } = await house.ask<{ notices: Told[] }>(
      '{ notices(withDismissed: true) { id kind } }',
    )
    expect(all.map(({ id }) => id)).toContain(white?.id)
    await color('2026-11-25', 'RED')
    await look()
    expect((await notices()).map(({ text }) => text)).toContain(
      'Wednesday 25 November is a red Tempo day, from 06:00 to 06:00 the day after.',
    )
    await expect(
      house.ask('mutation { dismissNotice(id: "00000000-0000-4000-8000-000000000000") { id } }'),
    ).rejects.toThrow('NOT_FOUND')
  })

  it('tell a gap once it is old enough, by the readings that are held', async () => {
    await house.syncNow()
    await house.sql(`delete from consumption_daily where date >= '2026-11-10' and date < '2026-11-12'`)
    await look()
    const gap = (await notices()).find(({ kind }) => kind === 'GAP')
    expect(gap).toMatchObject({ pdl: PDL, range: { from: '2026-11-10', to: '2026-11-12' } })
    await save({ alerts: [{ kind: 'GAP', options: { olderThanDays: 14 } }] })
    await look()
    expect(await kinds()).not.toContain('GAP')
  })

  it('tell that a destination fails, to the others', async () => {
    const failing = await target('WEBHOOK', { url: `${server.url}/gone` })
    const working = await target('NTFY')
    await save({ alerts: [{ kind: 'EXPORT_FAILING', targetIds: [failing, working] }] })
    server.statuses.push(404)
    await save({
      alerts: [{ kind: 'TEMPO_TOMORROW', targetIds: [failing], options: { onlyTempoContract: false } }],
    })
    await color('2026-11-25', 'RED')
    await look()
    await expect.poll(kinds, PATIENCE).toContain('EXPORT_FAILING')
    await expect.poll(() => server.posts.length, PATIENCE).toBe(2)
    expect(server.posts[1]).toMatchObject({ topic: 'linky', title: 'Export en échec' })
  })

  it('keep what was known of what cannot be looked at', async () => {
    await route([])
    await color('2026-11-25', 'RED')
    await look()
    await house.sql('alter table tempo_calendar rename to elsewhere')
    await look()
    await house.sql('alter table elsewhere rename to tempo_calendar')
    expect(await kinds()).toContain('TEMPO_TOMORROW')
  })
})

describe('the settings', () => {
  it('are what holds until something is chosen', async () => {
    const { settings } = await house.ask<{ settings: Record<string, unknown> }>(`{ settings {
      language carryNearestPrice reservedCallsRatio quietHours { start }
      alerts { kind title enabled targetIds options { name value default origin } } } }`)
    expect(settings).toMatchObject({
      language: 'FR',
      carryNearestPrice: false,
      reservedCallsRatio: 0.2,
      quietHours: null,
    })
    const alerts = settings.alerts as { kind: string }[]
    expect(alerts).toHaveLength(13)
    expect(alerts.find(({ kind }) => kind === 'GAP')).toEqual({
      kind: 'GAP',
      title: 'Données manquantes',
      enabled: true,
      targetIds: [],
      options: [
        { name: 'olderThanDays', value: 3, default: 3, origin: 'DEFAULT' },
        { name: 'withinDays', value: 90, default: 90, origin: 'DEFAULT' },
      ],
    })
  })

  it('change one by one, and go back to their default', async () => {
    await save({
      language: 'EN',
      carryNearestPrice: true,
      reservedCallsRatio: 0.4,
      quietHours: { start: '22:00', end: '07:00', weekdays: [1, 2] },
      alerts: [{ kind: 'GAP', enabled: false, options: { olderThanDays: 5 } }],
    })
    const ask = async () =>
      await house.ask<{ settings: Record<string, unknown>; callBudget: unknown }>(
        `{ settings { language carryNearestPrice reservedCallsRatio quietHours { start end weekdays season }
             alerts { kind enabled options { name title value origin } } }
             callBudget { fresh { reserved } cached { reserved } } }`,
      )
    const { settings, callBudget } = await ask()
    expect(settings).toMatchObject({
      language: 'EN',
      carryNearestPrice: true,
      reservedCallsRatio: 0.4,
      quietHours: { start: '22:00', end: '07:00', weekdays: [1, 2], season: 'ALL' },
    })
    expect(callBudget).toEqual({ fresh: { reserved: 20 }, cached: { reserved: 400 } })
    const gapOf = (of: Record<string, unknown>) =>
      (of.alerts as { kind: string }[]).find(({ kind }) => kind === 'GAP')
    expect(gapOf(settings)).toMatchObject({
      enabled: false,
      options: [{ title: 'For more than (days)', value: 5, origin: 'MANUAL' }, { value: 90 }],
    })
    await save({
      reservedCallsRatio: null,
      quietHours: null,
      alerts: [{ kind: 'GAP', options: { olderThanDays: null } }],
    })
    const back = (await ask()).settings
    expect(back).toMatchObject({ language: 'EN', reservedCallsRatio: 0.2, quietHours: null })
    expect(gapOf(back)).toMatchObject({ enabled: false, options: [{ value: 3, origin: 'DEFAULT' }, {}] })
  })

  it('name each faulty field, and keep nothing then', async () => {
    expect(
      await save({
        language: 'EN',
        quietHours: { start: '22:00', end: '22:00' },
        alerts: [
          { kind: 'GAP', options: { olderThanDays: 0 } },
          { kind: 'ECOWATT', targetIds: ['00000000-0000-4000-8000-000000000000'], options: { nothing: 1 } },
        ],
      }),
    ).toEqual({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'alerts.0.options.olderThanDays', rule: 'range' },
        { path: 'alerts.1.targetIds', rule: 'unknown' },
        { path: 'alerts.1.options.nothing', rule: 'unknown' },
        { path: 'quietHours.end', rule: 'order' },
      ],
    })
    const { settings } = await house.ask<{ settings: object }>(
      '{ settings { language quietHours { start } } }',
    )
    expect(settings).toEqual({ language: 'FR', quietHours: null })
  })
})

describe('a meter', () => {
  const CHANGE = `mutation ($pdl: ID!, $input: UsagePointInput!) { updateUsagePoint(pdl: $pdl, input: $input) {
    ... on UsagePoint { name hidden subscribedPowerKva monthlyBudgetEur offPeak { start end }
      overrides { field gatewayValue } } ... on Problem { code fields { path rule } } } }`
  const change = async (input: Record<string, unknown>) =>
    (await house.ask<{ updateUsagePoint: Record<string, unknown> }>(CHANGE, { pdl: PDL, input }))
      .updateUsagePoint

  it('is as the user says, until the gateway’s value is wanted back', async () => {
    const changed = await change({
      name: ' Chez nous ',
      hidden: true,
      monthlyBudgetEur: 90.5,
      offPeak: [{ start: '22:30', end: '06:30' }],
    })
    expect(changed).toMatchObject({
      name: 'Chez nous',
      hidden: true,
      monthlyBudgetEur: 90.5,
      offPeak: [{ start: '22:30', end: '06:30' }],
    })
    expect((changed.overrides as { field: string }[]).map(({ field }) => field)).toEqual([
      'name',
      'hidden',
      'offPeak',
      'monthlyBudgetEur',
    ])
    expect(changed.overrides).toContainEqual({ field: 'name', gatewayValue: 'Appartement' })
    const { usagePoints, all } = await house.ask<{ usagePoints: object[]; all: object[] }>(
      '{ usagePoints { pdl } all: usagePoints(withHidden: true) { pdl } }',
    )
    expect([usagePoints, all]).toEqual([[], [{ pdl: PDL }]])
    await house.syncNow({ datasets: ['USAGE_POINTS'] })
    expect(await change({ name: null, hidden: null, offPeak: null })).toMatchObject({
      name: 'Appartement',
      hidden: false,
      overrides: [{ field: 'monthlyBudgetEur', gatewayValue: null }],
    })
  })

  it('refuses what it cannot be', async () => {
    expect(await change({ offPeak: [{ start: '22:00', end: '22:00', season: 'WINTER' }] })).toEqual({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'offPeak.0', rule: 'pattern' },
        { path: 'offPeak.0.end', rule: 'order' },
      ],
    })
  })
})
