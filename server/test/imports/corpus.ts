import { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { hasSharedData, sharedFile } from '../shared-data.js'
import { curveLayouts, halfHours } from './render.js'
import { workbook } from './workbook.js'

/** A file of each kind, by name: ours, and the samples where they are. */
export function corpus(): Map<string, Buffer> {
  const curve = halfHours(['2022-10-29', '2022-10-30'], (index) => (index * 37) % 5000)
  const files = new Map<string, Buffer>(
    Object.values(curveLayouts).map(({ fileName, render }, index) => [
      `${index}-${fileName}`,
      Buffer.from(render(curve)),
    ]),
  )
  files.set(
    'daily.xlsx',
    workbook([
      ['Date', 'Valeur (en kWh)'],
      ['01/01/2023', '25,4'],
      ['02/01/2023', 'NA'],
    ]),
  )
  files.set('cache.db', v1Database())
  if (hasSharedData)
    for (const name of readdirSync(sharedFile('enedis-samples')))
      files.set(name, readFileSync(sharedFile('enedis-samples', name)))
  return files
}

/** A small `cache.db` of MyElectricalData v1. */
export function v1Database(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'linky-v1-'))
  const path = join(folder, 'cache.db')
  const database = new DatabaseSync(path)
  database.exec(`
    create table consumption_daily (id text primary key, usage_point_id text, date datetime, value integer, blacklist integer, fail_count integer);
    insert into consumption_daily values ('a', '01226049119991', '2022-03-26 00:00:00.000000', 12345, 0, 0),
      ('b', '01226049119991', '2022-03-27 00:00:00.000000', 0, 0, 3), ('c', '01226049119992', '2022-03-26 00:00:00.000000', 777, 0, 0);
    create table consumption_detail (id text primary key, usage_point_id text, date datetime, value integer, interval integer, measure_type text, blacklist integer, fail_count integer);
    insert into consumption_detail values ('a', '01226049119991', '2022-03-27 01:30:00.000000', 100, 30, 'HC', 0, 0),
      ('b', '01226049119991', '2022-03-27 02:30:00.000000', 200, 30, 'HC', 0, 0), ('c', '01226049119991', '2022-03-27 03:00:00.000000', 300, 30, 'HP', 0, 0);
    create table consumption_daily_max_power (id text primary key, usage_point_id text, date datetime, event_date datetime, value integer, blacklist integer, fail_count integer);
    insert into consumption_daily_max_power values ('a', '01226049119991', '2022-03-26 00:00:00.000000', '2022-03-26 19:03:12.000000', 4321, 0, 0);
    create table tempo (date datetime, color text);
  `)
  database.close()
  const bytes = readFileSync(path)
  rmSync(folder, { recursive: true })
  return bytes
}
