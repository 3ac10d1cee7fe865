import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { Env } from '../../src/core/index.js'
import { WatchedFolder } from '../../src/imports/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { importsOf } from '../imports/house.js'
import { hasSharedData, sharedFile } from '../shared-data.js'

const PDL = '01226049119991'
/** What imports may touch; batches and the change log keep their numbers. */
const TABLES = [
  'consumption_load_curve',
  'production_load_curve',
  'consumption_daily',
  'production_daily',
  'max_power',
  'curve_beneath',
  'daily_beneath',
  'reading_batch',
  'file_import_day',
  'usage_point',
]

let house: House
let imports: ReturnType<typeof importsOf>

beforeEach(async () => {
  house = await openHouse({ now: '2026-11-24T12:00:00+01:00', simulator: { households: [] } })
  imports = importsOf(house)
})
afterEach(() => house.close())

async function rows(): Promise<string> {
  const all = []
  for (const table of TABLES) {
    const columns = table.endsWith('_daily')
      ? `to_jsonb(t) - 'id' - 'created_at' - 'updated_at'`
      : 'to_jsonb(t)'
    all.push([table, await house.sql(`select ${columns} as row from ${table} as t order by 1`)])
  }
  return JSON.stringify(all)
}

const curve = (values: readonly (number | '')[], day = '2022-07-29') =>
  [
    'Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes',
    `${PDL};Courbe de charge;29/07/2022;30/07/2022;Energie active;Consommation;Comptage Brut;W;`,
    'Horodate;Valeur',
    ...values.map((value, index) => {
      const minutes = (index + 1) * 30
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      return `${day}T${time}:00+02:00;${value}`
    }),
  ].join('\n')

describe('a file', () => {
  it('changes nothing until it is applied, nothing twice, and leaves no trace when undone', async () => {
    const before = await rows()
    const file = await imports.send(curve([100, 200, '', 0]), 'curve.csv')
    expect(file).toMatchObject({
      state: 'PREVIEWED',
      format: 'Enedis load curve (TEXT, utf-8)',
      namedPdls: [PDL],
      pdl: null,
      problem: null,
    })
    expect(file.contents).toMatchObject([
      {
        dataset: 'CONSUMPTION_CURVE',
        range: { from: '2022-07-29', to: '2022-07-30' },
        stepMinutes: [30],
        values: 3,
        energyWh: 150,
        valueCounts: null,
      },
    ])

    const chosen = await imports.preview(file.id, PDL)
    expect(chosen.contents[0]?.valueCounts).toEqual({ new: 3, differing: 0, same: 0, conflicting: 0 })
    expect((await imports.apply(file.id)).state).toBe('APPLIED')
    expect(
      await house.sql(
        'select power_w as w, interval_minutes as minutes from consumption_load_curve order by start_at',
      ),
    ).toEqual([
      { w: 100, minutes: 30 },
      { w: 200, minutes: 30 },
      { w: 0, minutes: 30 },
    ])

    const again = await imports.send(curve([100, 200, '', 0]), 'curve.csv')
    expect(again.pdl).toBe(PDL)
    expect(again.contents[0]?.valueCounts).toEqual({ new: 0, differing: 0, same: 3, conflicting: 0 })
    await imports.apply(again.id)
    await imports.undo(again.id)
    expect((await imports.undo(file.id)).state).toBe('UNDONE')
    expect(await rows()).toBe(before)
  })

  it('is set against what is held, and its values give way when they are taken back', async () => {
    await house.sql(`insert into usage_point (pdl) values (?)`, [PDL])
    await house.sql(
      `insert into consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)
       values (?, '2022-07-29T00:00:00+02:00', 30, 100), (?, '2022-07-29T00:30:00+02:00', 30, 999)`,
      [PDL, PDL],
    )
    const file = await imports.send(curve([100, 200, 300]), 'curve.csv')
    expect(file.contents[0]?.valueCounts).toEqual({ new: 1, differing: 1, same: 1, conflicting: 0 })
    expect(file.contents[0]?.dayCounts).toEqual({ new: 0, differing: 1, same: 0, conflicting: 0 })
    await imports.apply(file.id)
    const watts = () =>
      house.sql<{ w: number }>('select power_w as w from consumption_load_curve order by start_at')
    expect(await watts()).toEqual([{ w: 100 }, { w: 200 }, { w: 300 }])
    await imports.undo(file.id)
    expect(await watts()).toEqual([{ w: 100 }, { w: 999 }])
    const gaps = await imports.send(curve([100, 200, 300]), 'curve.csv')
    await imports.apply(gaps.id, { onlyGaps: true })
    expect(await watts()).toEqual([{ w: 100 }, { w: 999 }, { w: 300 }])
  })

  it('is not applied when what is held moved after the preview', async () => {
    const file = await imports.send(curve([100, 200]), 'a.csv')
    const other = await imports.send(curve([100, 201]), 'b.csv')
    await imports.preview(file.id, PDL)
    await imports.preview(other.id, PDL)
    await imports.apply(file.id)
    expect(await imports.apply(other.id)).toMatchObject({ code: 'CONFLICT' })
    await imports.preview(other.id, PDL)
    expect((await imports.apply(other.id)).state).toBe('APPLIED')
  })

  it('that is not one of ours is refused in one sentence, and nothing of it stays', async () => {
    const file = await imports.send('name;age\nAnne;7\n', 'people.csv')
    expect(file.problem).toEqual({
      code: 'FILE_UNREADABLE',
      message: 'No known table in this file, which begins with "name;age".',
      fields: [{ rule: 'unknown' }],
    })
    expect(await imports.apply(file.id)).toMatchObject({ code: 'CONFLICT' })
    expect(await house.sql('select 1 from file_import_day')).toEqual([])
    await imports.forget(file.id)
    expect(await imports.look(file.id)).toBeNull()
    const folder = join(house.app.get(Env).DATA_DIR, 'imports')
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  })

  it('that tells whole kWh does not blur what is known to the Wh', async () => {
    await house.sql(`insert into usage_point (pdl) values (?)`, [PDL])
    await house.sql(
      `insert into consumption_daily (usage_point_id, date, value_wh, quality) values (?, '2023-01-30', 28345, 'measured')`,
      [PDL],
    )
    const file = await imports.send(
      Buffer.from(
        'Récapitulatif\n\nDate de consommation;Consommation (kWh);Nature de la donnée\n31/01/2023;29;Réelle\n30/01/2023;28;Réelle\n',
        'latin1',
      ),
      'ma-conso-quotidienne.csv',
    )
    const chosen = await imports.preview(file.id, PDL)
    expect(chosen.contents[0]?.valueCounts).toEqual({ new: 1, differing: 0, same: 1, conflicting: 0 })
    await imports.apply(file.id)
    expect(
      await house.sql('select date::text as day, value_wh as wh from consumption_daily order by 1'),
    ).toEqual([
      { day: '2023-01-30', wh: 28_345 },
      { day: '2023-01-31', wh: 29_000 },
    ])
  })
})

describe('the door', () => {
  it('takes the file itself, up to the limit', async () => {
    const form = new FormData()
    form.set('file', 'x')
    const refused = await fetch(`${house.origin}/api/imports`, { method: 'POST', body: form })
    expect(refused.status).toBe(415)
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: 'Send the file itself as the body: content-type application/octet-stream.',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    })
    const elsewhere = await fetch(`${house.origin}/api/imports`, {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example', 'content-type': 'application/octet-stream' },
      body: 'x',
    })
    expect(elsewhere.status).toBe(403)
    expect(await house.sql('select 1 from file_import')).toEqual([])
  })
})

it('a reading that a stop has cut leaves neither rows nor a file', async () => {
  const folder = join(house.app.get(Env).DATA_DIR, 'imports')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'cut'), 'half of a file')
  await house.sql(`insert into file_import (file_name, bytes, state) values ('cut.csv', 100, 'READING')`)
  await house.leave()
  house = await openHouse({
    now: '2026-11-24T12:00:00+01:00',
    simulator: { households: [] },
    database: house.database,
  })
  expect(existsSync(folder)).toBe(false)
  expect(await house.sql('select 1 from file_import')).toEqual([])
})

it('a file of the watched folder is applied by itself when it leaves nothing to decide', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linky-watched-'))
  await house.leave()
  house = await openHouse({
    now: '2026-11-24T12:00:00+01:00',
    simulator: { households: [] },
    database: house.database,
    env: { IMPORT_FOLDER: folder },
  })
  await house.sql('insert into usage_point (pdl) values (?)', [PDL])
  writeFileSync(join(folder, 'a.csv'), curve([100, 200]))
  writeFileSync(join(folder, 'b.csv'), 'Date;Valeur (en Wh)\n2022-07-01;5\n')
  const watched = house.app.get(WatchedFolder)
  for (let looks = 0; looks < 3; looks++) await watched.look()
  expect(await house.sql('select file_name as name, state from file_import order by 1')).toEqual([
    { name: 'a.csv', state: 'APPLIED' },
    { name: 'b.csv', state: 'PREVIEWED' },
  ])
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'b.csv'])
  rmSync(folder, { recursive: true })
})

describe.skipIf(!hasSharedData)('each sample', () => {
  it('is applied to the Wh, is the same twice, and is undone without a trace', async () => {
    const before = await rows()
    const files = readdirSync(sharedFile('enedis-samples')).sort()
    expect(files).toHaveLength(16)
    for (const name of files) {
      const path = sharedFile('enedis-samples', name)
      const file = await imports.send(readFileSync(path), name)
      const pdl = file.namedPdls[0] ?? PDL
      if (file.namedPdls.length === 0) await house.sql('insert into usage_point (pdl) values (?)', [pdl])
      const previewed = await imports.preview(file.id, pdl)
      if (file.problem) expect(file.problem.fields, name).toEqual([{ rule: 'monthly_only' }])
      else {
        expect((await imports.apply(file.id, { pdl })).state, name).toBe('APPLIED')
        for (const content of previewed.contents) {
          expect(content.valueCounts, name).toEqual({
            new: content.values,
            differing: 0,
            same: 0,
            conflicting: 0,
          })
          if (content.energyWh !== null) expect(await heldWh(content.dataset), name).toBe(content.energyWh)
        }
        const again = await imports.send(readFileSync(path), name)
        const same = await imports.preview(again.id, pdl)
        for (const content of same.contents)
          expect(content.valueCounts, name).toEqual({
            new: 0,
            differing: 0,
            same: content.values,
            conflicting: 0,
          })
        await imports.undo(file.id)
      }
      if (file.namedPdls.length === 0) await house.sql('delete from usage_point where pdl = ?', [pdl])
      await house.sql('delete from file_import')
      expect(await rows(), name).toBe(before)
    }
  })

  async function heldWh(dataset: string): Promise<number> {
    const sql = dataset.endsWith('_CURVE')
      ? 'select round(sum(power_w * interval_minutes) / 60.0)::float8 as wh from consumption_load_curve'
      : `select sum(value_wh)::float8 as wh from consumption_daily where quality = 'measured'`
    return (await house.sql<{ wh: number }>(sql))[0]?.wh ?? NaN
  }
})
