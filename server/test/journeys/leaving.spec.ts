import { afterEach, expect, it } from 'vitest'

import { ExportFailed } from '../../src/core/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { MemoryExporter } from '../memory-exporter.js'

const GONE = '01226049119901'
const STAYS = '01226049119902'

let house: House
let exporter: MemoryExporter
afterEach(() => house.close())

/** Two meters, synced and exported. */
async function open(): Promise<void> {
  exporter = new MemoryExporter('JEEDOM', 'JEEDOM')
  house = await openHouse({
    now: '2026-03-10T09:10:00+01:00',
    simulator: {
      households: [GONE, STAYS].map((pdl) => ({
        pdl,
        subscribedPowerKva: 6,
        pricingOption: 'BASE' as const,
      })),
    },
    exporters: [exporter],
    exporting: true,
  })
  await house.ask(
    `mutation { saveExportTarget(input: { kind: JEEDOM, name: "House", enabled: true, onChange: true,
      options: { url: "http://jeedom.lan" } }) { __typename ... on Problem { message } } }`,
  )
  await house.syncNow()
  await house.settle()
}

interface Told {
  __typename: string
  code: string
  rows: number
  purged: string[]
  kept: string[]
  fields: { path: string }[]
}
const leave = async (confirm: string, purgeTargets = true) =>
  (
    await house.ask<{ deleteUsagePoint: Told }>(
      `mutation ($confirm: String!, $purge: Boolean!) {
        deleteUsagePoint(pdl: "${GONE}", confirm: $confirm, purgeTargets: $purge) { __typename
          ... on Deletion { rows purged kept } ... on Problem { code fields { path } } } }`,
      { confirm, purge: purgeTargets },
    )
  ).deleteUsagePoint

/** Tables that still name a meter anywhere, whatever the column. */
async function naming(pdl: string): Promise<string[]> {
  const tables = await house.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await house.sql<{ held: boolean }>(
      `select exists (select 1 from "${name}" as held where held::text like '%${pdl}%') as held`,
    )
    if (row?.held) found.push(name)
  }
  return found.sort()
}

const held = async (pdl: string) =>
  (
    await house.sql<{ rows: number }>(
      `select count(*)::int as rows from consumption_daily where usage_point_id = '${pdl}'`,
    )
  )[0]?.rows

it('takes a meter away everywhere, and leaves the others whole', async () => {
  await open()
  const others = await held(STAYS)
  expect(await held(GONE)).toBeGreaterThan(1000)
  await house.ask(
    `mutation { correctReadings(input: { pdl: "${GONE}", date: "2026-03-01", energyWh: 5 }) { __typename } }`,
  )

  const told = await leave(` ${GONE.slice(0, 2)} ${GONE.slice(2)} `)
  expect(told).toMatchObject({ __typename: 'Deletion', purged: ['House'], kept: [] })
  expect(told.rows).toBeGreaterThan(30_000)
  expect(await naming(GONE)).toEqual(['config'])
  expect(await held(STAYS)).toBe(others)
  const { usagePoints } = await house.ask<{ usagePoints: { pdl: string }[] }>('{ usagePoints { pdl } }')
  expect(usagePoints).toEqual([{ pdl: STAYS }])

  await house.syncNow()
  expect(await naming(GONE)).toEqual(['config'])
  const [target] = await house.sql<{ enabled: boolean }>('select enabled from export_configs')
  expect(target?.enabled).toBe(true)
})

it('follows the meter again once the secret is given anew', async () => {
  await open()
  await leave(GONE)
  await house.ask(
    `mutation { setCredentials(clientSecret: ${JSON.stringify(house.simulator.secret)}) { __typename } }`,
  )
  await house.syncNow()
  expect(await held(GONE)).toBeGreaterThan(1000)
})

it('deletes nothing when the digits are wrong, or a destination cannot be emptied, unless it is left alone', async () => {
  await open()
  expect(await leave(STAYS)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'confirm' }] })
  exporter.purge = () => Promise.reject(new ExportFailed('PEER_UNREACHABLE', 'Nobody answers.'))
  expect(await leave(GONE)).toMatchObject({ __typename: 'Problem', code: 'PEER_UNREACHABLE' })
  expect(await held(GONE)).toBeGreaterThan(1000)
  expect(await leave(GONE, false)).toMatchObject({ __typename: 'Deletion', purged: [], kept: [] })
  expect(await held(GONE)).toBe(0)
})
