import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { MemoryExporter } from '../../test/memory-exporter.js'
import { ExportTargets } from './export-targets.service.js'

const FIELDS = `id name enabled onChange every cron pdls datasets health nextRunAt pending watermark`
const SAVE = `mutation ($input: ExportTargetInput!) { saveExportTarget(input: $input) {
  ... on ExportTarget { ${FIELDS} options(language: EN) { name title value hasValue origin variable } }
  ... on Problem { code fields { path rule } } } }`

type Saved = Record<string, unknown> & { id: string; options: Record<string, unknown>[] }

let house: House
const save = async (input: object) =>
  (await house.ask<{ saveExportTarget: Saved }>(SAVE, { input })).saveExportTarget
const option = ({ options }: Saved, name: string) => options.find((one) => one.name === name)

beforeAll(async () => {
  house = await openHouse({
    now: '2026-11-24T09:00:00+01:00',
    exporters: [new MemoryExporter('VICTORIAMETRICS', 'VICTORIAMETRICS')],
    env: {
      SECRET_KEY: 'of the tests',
      VICTORIAMETRICS_ENABLED: 'true',
      VICTORIAMETRICS_URL: 'http://environment:8428',
    },
  })
})
afterAll(() => house.close())
afterEach(() => house.database.em.execute('truncate export_configs cascade', [], 'run'))

describe('a destination', () => {
  it('is made with defaults, and changed by what is said alone', async () => {
    const made = await save({ kind: 'VICTORIAMETRICS' })
    expect(made).toMatchObject({
      name: 'VictoriaMetrics',
      enabled: false,
      onChange: true,
      every: null,
      cron: null,
      pdls: [],
      datasets: [],
      health: 'OFF',
      nextRunAt: null,
      pending: 0,
      watermark: null,
    })
    const changed = await save({
      id: made.id,
      enabled: true,
      every: 'PT6H',
      cron: '30 6 * * *',
      pdls: ['01226049119901'],
    })
    expect(changed).toMatchObject({
      id: made.id,
      every: 'PT6H',
      cron: '30 6 * * *',
      pdls: ['01226049119901'],
      health: 'NEVER_RUN',
      nextRunAt: '2026-11-24T09:00:00+01:00',
    })
    expect(await save({ id: made.id, every: null, cron: null, onChange: false })).toMatchObject({
      every: null,
      cron: null,
      nextRunAt: null,
    })
  })

  it('has options by hand over those of the environment, and back again', async () => {
    const made = await save({ kind: 'VICTORIAMETRICS' })
    expect(option(made, 'url')).toMatchObject({
      title: 'Address',
      value: 'http://environment:8428',
      origin: 'ENVIRONMENT',
    })
    const options = { url: 'http://by-hand:1', token: 'a secret of mine', prefix: 'house' }
    const changed = await save({ id: made.id, options })
    expect(option(changed, 'url')).toMatchObject({ value: 'http://by-hand:1', origin: 'MANUAL' })
    expect(option(changed, 'token')).toMatchObject({ value: null, hasValue: true, origin: 'MANUAL' })
    const kept = await save({ id: made.id, options: { url: null, prefix: '' } })
    expect(option(kept, 'url')).toMatchObject({ origin: 'ENVIRONMENT' })
    expect(option(kept, 'prefix')).toMatchObject({ value: 'linky', origin: 'DEFAULT' })
    expect(option(kept, 'token')).toMatchObject({ hasValue: true })
    const forgotten = await save({ id: made.id, options: { token: null } })
    expect(option(forgotten, 'token')).toMatchObject({ hasValue: false, origin: 'DEFAULT' })
  })

  it('is refused with every faulty field at once, and nothing is kept', async () => {
    const answer = await save({
      kind: 'VICTORIAMETRICS',
      every: 'PT10S',
      cron: 'every day',
      datasets: ['TEMPO'],
      options: { url: 'nowhere', surprise: 1 },
    })
    expect(answer).toEqual({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'every', rule: 'range' },
        { path: 'cron', rule: 'pattern' },
        { path: 'datasets', rule: 'pattern' },
        { path: 'options.url', rule: 'pattern' },
        { path: 'options.surprise', rule: 'unknown' },
      ],
    })
    expect(await save({})).toEqual({ code: 'INVALID_INPUT', fields: [{ path: 'kind', rule: 'required' }] })
    expect(await house.sql('select 1 from export_configs')).toEqual([])
  })

  it('is tried and previewed before it is saved, and names its faulty options', async () => {
    const { testExportTarget } = await house.ask<Record<string, unknown>>(
      `mutation ($input: ExportTargetInput!) { testExportTarget(input: $input) { protocol outcome {
         ... on TestPassed { peer } ... on Problem { code fields { path } } } } }`,
      { input: { kind: 'VICTORIAMETRICS', options: { url: 'http://memory:1' } } },
    )
    expect(testExportTarget).toEqual([
      { protocol: 'memory', outcome: { peer: 'Memory 1.0' } },
      { protocol: 'rest', outcome: { code: 'PEER_REFUSED', fields: [] } },
    ])
    const faulty = await house.ask<Record<string, unknown>>(
      `query ($input: ExportTargetInput!) { previewExport(input: $input) { ... on Problem { code fields { path } } } }`,
      { input: { kind: 'VICTORIAMETRICS', options: { url: 'nowhere' } } },
    )
    expect(faulty.previewExport).toEqual({ code: 'INVALID_INPUT', fields: [{ path: 'options.url' }] })
  })

  it('is forgotten, its runs are not', async () => {
    const { id } = await save({ kind: 'VICTORIAMETRICS' })
    await house.exports.start({ targetId: id, action: 'SEND', trigger: 'MANUAL' })
    await house.exports.idle()
    const answer = await house.ask<object>(`mutation { deleteExportTarget(id: "${id}") }`)
    expect(answer).toEqual({ deleteExportTarget: id })
    expect(await house.ask<object>('{ exportTargets { id } exportRuns { state target { id } } }')).toEqual({
      exportTargets: [],
      exportRuns: [{ state: 'COMPLETE', target: null }],
    })
  })

  it('is emptied only when its name is typed', async () => {
    const { id } = await save({ kind: 'VICTORIAMETRICS', name: 'Graphs' })
    const purge = (confirm: string) =>
      house.ask<object>(
        `mutation ($id: ID!, $confirm: String!) { purgeExport(id: $id, confirm: $confirm) {
           ... on ExportRun { action } ... on Problem { code fields { path } } } }`,
        { id, confirm },
      )
    expect(await purge('graphs?')).toEqual({
      purgeExport: { code: 'INVALID_INPUT', fields: [{ path: 'confirm' }] },
    })
    expect(await purge('Graphs')).toEqual({ purgeExport: { action: 'PURGE' } })
    await house.exports.idle()
  })

  it('comes from the environment once, and never over one that was saved', async () => {
    const targets = house.app.get(ExportTargets)
    await targets.makeThoseOfEnvironment()
    await targets.makeThoseOfEnvironment()
    expect(await targets.all()).toMatchObject([
      { type: 'victoriametrics', name: 'VictoriaMetrics', enabled: true, config: {} },
    ])
  })
})
