import { readdirSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { readBytes, readPath } from '../../test/imports/read.js'
import { hasSharedData, sharedFile, sharedRows } from '../../test/shared-data.js'
import type { SeriesDataset } from '../core/index.js'
import { parseInstant } from '../core/index.js'

type Sample = readonly [file: string, dataset: SeriesDataset, days: number, energyWh: number]

/** Sums taken from the files by other means (docs of the samples, or a sum of their column). */
const samples: readonly Sample[] = [
  ['01_conso-heure_cdc-30min_utf8bom.csv', 'CONSUMPTION_CURVE', 2, 24_138],
  ['02_conso-heure_cdc-30min_dst-autumn.csv', 'CONSUMPTION_CURVE', 1, 15_992],
  ['03_conso-heure_cdc-30min_dst-spring.csv', 'CONSUMPTION_CURVE', 1, 22_335],
  ['04_conso-jour_index-base.csv', 'CONSUMPTION_DAILY', 92, 2_019_814 - 1_357_221],
  ['05_flux-mail_index-4-classes_then_pmax.csv', 'CONSUMPTION_DAILY', 1, 1_840_911 - 1_834_405],
  ['05_flux-mail_index-4-classes_then_pmax.csv', 'MAX_POWER', 4, 0],
  ['06_conso-heure_cdc-30min_blank-values-and-gaps.csv', 'CONSUMPTION_CURVE', 5, 14_271],
  ['07_edf_mes-puissances-atteintes-30min_latin1.csv', 'CONSUMPTION_CURVE', 3, 0],
  ['08_edf_mes-puissances-atteintes-30min_latin1_spring-dst.csv', 'CONSUMPTION_CURVE', 2, 0],
  ['09_edf_ma-conso-quotidienne_cp1252.csv', 'CONSUMPTION_DAILY', 31, 963_000],
  ['11_edf_mes-index-elec_cp1252.csv', 'CONSUMPTION_DAILY', 11, 267_000],
  ['12_historique_conso_01226049119991.csv', 'CONSUMPTION_CURVE', 2, 0],
  ['13_daily_wh_iso-dates.csv', 'CONSUMPTION_DAILY', 15, 0],
  ['14_daily_kwh_fr-dates_decimal-comma.csv', 'CONSUMPTION_DAILY', 15, 0],
  ['15_export_energie_consommation_quotidienne.xlsx', 'CONSUMPTION_DAILY', 14, 0],
  ['16_consommation_horaire_30min_spring-dst.xlsx', 'CONSUMPTION_CURVE', 2, 0],
]
/** Those rendered from household A: what they must hold is what its canonical curve holds. */
const rendered = /^(0[1-3]|0[78]|1[2-6])_/

describe.skipIf(!hasSharedData)('the samples', () => {
  const truth = () => {
    const curve = new Map(
      sharedRows('load-curves', 'household-a_load_30min.csv.gz').map(
        (row) => [parseInstant(row.interval_start_utc!), Number(row.mean_power_w)] as const,
      ),
    )
    const daily = new Map(
      sharedRows('load-curves', 'household-a_daily_wh.csv').map(
        (row) => [row.date!, Number(row.wh)] as const,
      ),
    )
    return { curve, daily }
  }

  it('are all read', async () => {
    const files = readdirSync(sharedFile('enedis-samples')).sort()
    expect(files).toHaveLength(16)
    for (const file of files) {
      const { tables } = await readPath(sharedFile('enedis-samples', file))
      expect(tables.length, file).toBeGreaterThan(0)
    }
  })

  it.each(samples)('%s: %s, %i days', async (file, dataset, days, energyWh) => {
    const read = await readPath(sharedFile('enedis-samples', file))
    expect(read.of(dataset)).toHaveLength(days)
    if (energyWh > 0) expect(read.energyWh(dataset)).toBe(energyWh)
    if (!rendered.test(file)) return
    const { curve, daily } = truth()
    if (dataset === 'CONSUMPTION_DAILY')
      for (const { day, values } of read.of(dataset))
        expect(values, `${file} ${day}`).toEqual([daily.get(day)])
    else for (const [at, watts] of read.slots(dataset)) expect(watts, `${file} ${at}`).toBe(curve.get(at))
  })

  it('read a whole year of the portal, both clock changes in it, to the Wh', async () => {
    const read = await readPath(
      sharedFile('load-curves', 'household-a_enedis-export_30min_2022-07-29_2023-07-29.csv.gz'),
    )
    expect(read.rejections).toEqual([])
    expect([...read.slots('CONSUMPTION_CURVE')]).toEqual([...truth().curve])
    const ofDay = (day: string) => read.days.find((each) => each.day === day)?.values.length
    expect([ofDay('2022-10-30'), ofDay('2023-03-26')]).toEqual([50, 46])
  })

  it('leave the one row off the grid out, and say where it stood', async () => {
    const file = '07_edf_mes-puissances-atteintes-30min_latin1.csv'
    const { rejections, days } = await readPath(sharedFile('enedis-samples', file))
    expect(rejections).toEqual([{ path: '87', rule: 'grid', message: '09:09:06 is between two half-hours' }])
    expect(days.map(({ values }) => values.length)).toEqual([48, 50, 48])
  })

  it('take months as totals to compare with, and no day from them', async () => {
    const { days, totals } = await readPath(
      sharedFile('enedis-samples', '10_edf_ma-conso-mensuelle_cp1252.csv'),
    )
    expect(days).toEqual([])
    expect(totals.map(({ range, energyWh }) => [range.from, range.to, energyWh])).toEqual([
      ['2023-01-01', '2023-02-01', 963_000],
      ['2022-12-01', '2023-01-01', 1_049_000],
    ])
  })

  it('hold blanks as blanks', async () => {
    const file = '06_conso-heure_cdc-30min_blank-values-and-gaps.csv'
    const { tables, days } = await readPath(sharedFile('enedis-samples', file))
    expect(tables[0]?.blankValues).toBe(13)
    expect(days.flatMap(({ values }) => values)).not.toContain(0)
  })
})

it('a file that is not one of ours is refused in one sentence', async () => {
  await expect(readBytes('')).rejects.toThrow('This file is empty.')
  await expect(readBytes('\n\n \n')).rejects.toThrow('This file is empty.')
  await expect(readBytes('name;age\nAnne;7\n')).rejects.toThrow(
    'No known table in this file, which begins with "name;age".',
  )
  await expect(readBytes(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]))).rejects.toThrow(
    'This file is not text, nor a workbook or database that we know.',
  )
  await expect(readBytes('PK\u0003\u0004 not really')).rejects.toThrow(/^This archive is damaged/)
  await expect(readBytes('SQLite format 3\u0000 not really')).rejects.toThrow(
    /^This SQLite file cannot be read/,
  )
  await expect(
    readBytes('Énergie;Date;Consommation\nÉlectricité;"19/06/2025 08:30:00";"0.182 kWh"\n'),
  ).rejects.toThrow('This looks like a file of TotalEnergies')
})
