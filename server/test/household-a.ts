import type { EntityManager } from '@mikro-orm/postgresql'

import type { TestDatabase } from './database.js'
import { sharedRows } from './shared-data.js'

export const HOUSEHOLD_A = '01226049119991'

const BATCH = 2000

/** The year of household A and the real Tempo calendar, written as a sync leaves them. */
export async function fillHouseholdA(em: EntityManager): Promise<void> {
  await em.execute(
    `insert into usage_point (pdl, subscribed_power_kva, pricing_option, activation_date) values (?, 6, 'BASE', '2022-07-29')`,
    [HOUSEHOLD_A],
  )
  const slots = sharedRows('load-curves', 'household-a_load_30min.csv.gz')
  await insert(
    em,
    'consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)',
    slots,
    (row) => [HOUSEHOLD_A, row.interval_start_utc ?? '', '30', row.mean_power_w ?? ''],
  )
  await em.execute(
    `insert into consumption_daily (usage_point_id, date, value_wh, quality)
     select usage_point_id, (start_at at time zone 'Europe/Paris')::date, round(sum(power_w * interval_minutes / 60.0)), 'derived'
     from consumption_load_curve group by 1, 2`,
  )
  const colors = sharedRows('tempo', 'tempo_calendar_2014-09-01_2026-08-23.csv')
  await insert(em, 'tempo_calendar (date, color)', colors, (row) => [row.date ?? '', row.color ?? ''])
}

/** The published prices as a table of the database: what an independent computation reads. */
export async function fillPublishedPrices({ em }: Pick<TestDatabase, 'em'>): Promise<void> {
  await em.execute(
    `create table published_price (option text, kva int, valid_from date, valid_to date, period text, year_eur numeric, kwh_eur numeric)`,
  )
  const facts = sharedRows('tariffs', 'edf_regulated_tariffs_history.csv')
  await insert(em, 'published_price', facts, (row) => [
    row.option ?? '',
    row.power_kva ?? '',
    row.valid_from ?? '',
    row.valid_to ? row.valid_to : '9999-12-31',
    row.period ?? '',
    row.subscription_eur_year_ttc ?? '',
    row.price_eur_kwh_ttc ?? '',
  ])
}

async function insert(
  em: EntityManager,
  into: string,
  rows: readonly Record<string, string>[],
  valuesOf: (row: Record<string, string>) => string[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const values = rows.slice(from, from + BATCH).map(
      (row) =>
        `(${valuesOf(row)
          .map((v) => `'${v}'`)
          .join(',')})`,
    )
    await em.execute(`insert into ${into} values ${values.join(',')}`)
  }
}
