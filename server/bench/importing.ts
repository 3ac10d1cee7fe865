import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { formatInstant, startOf, toDay } from '../src/core/index.js'
import { ImportReader, ImportsService } from '../src/imports/index.js'
import type { House } from './house.js'
import { temporaryFolder } from './house.js'
import { halfHours } from './invented-readings.js'
import type { Figure } from './measure.js'
import { compare } from './measure.js'

const PDL = '01226049119920'
/** Ten years: 175,344 half-hours. */
const READINGS = halfHours({ from: toDay('2016-01-01'), to: toDay('2026-01-01') })
const TABLES =
  'consumption_load_curve, consumption_daily, change_log, absence, file_import, file_import_day, curve_beneath, daily_beneath, reading_batch, floor_curve'

/** A file of ten years, from its bytes to the tables, against PostgreSQL's own COPY of the same rows. */
export async function importing({ app, session }: House): Promise<Figure[]> {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  const [csv, rows] = [join(folder, 'curve.csv'), join(folder, 'rows.csv')]
  writeFileSync(csv, enedisFile(), { mode: 0o644 })
  writeFileSync(rows, READINGS.map(copyRow).join(''), { mode: 0o644 })
  await session.query('insert into usage_point (pdl) values ($1) on conflict do nothing', [PDL])
  await session.query('create table floor_curve (like consumption_load_curve including all)')
  const empty = async () => {
    await session.query(`truncate ${TABLES} cascade`)
    await session.query('checkpoint')
  }
  let turn = 0
  const figure = await compare({
    measure: `import a file of ${READINGS.length.toLocaleString('en')} half-hours: read, preview, apply`,
    ours: {
      before: empty,
      run: async () => {
        const id = await app.get(ImportReader).readInPlace(csv, 'curve.csv', `${turn++}`)
        await app.get(ImportsService).apply(id, { pdl: PDL, onlyGaps: false })
      },
    },
    floor: {
      before: empty,
      run: () =>
        session.query(
          `copy floor_curve (usage_point_id, start_at, interval_minutes, power_w) from '${rows}' with (format csv)`,
        ),
    },
    target: { ratio: 3 },
    times: 5,
  })
  await empty()
  await session.query('drop table floor_curve')
  return [figure]
}

function copyRow({ startAt, minutes, powerW }: (typeof READINGS)[number]): string {
  return `${PDL},${new Date(startAt).toISOString()},${minutes},${powerW}\n`
}

function enedisFile(): string {
  const head = [
    'Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes',
    `${PDL};Courbe de charge;01/01/2016;31/12/2025;Energie active;Consommation;Comptage Brut;W;`,
    'Horodate;Valeur',
  ]
  const last = startOf(toDay('2026-01-01'))
  return [
    ...head,
    ...READINGS.filter(({ startAt }) => startAt < last).map(
      ({ startAt, minutes, powerW }) => `${formatInstant(startAt + minutes * 60_000)};${powerW}`,
    ),
  ].join('\n')
}
