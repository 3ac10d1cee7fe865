import type { TestingModule } from '@nestjs/testing'
import { Test } from '@nestjs/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { ormOptions } from '../mikro-orm.config.js'
import { AppModule } from '../src/app.module.js'
import type { Series } from '../src/core/index.js'
import { Clock, parseEnv, parseInstant, toDay } from '../src/core/index.js'
import { EcowattService } from '../src/ecowatt/index.js'
import { ReadingsRepository } from '../src/readings/index.js'
import { SyncResolver, SyncScheduler } from '../src/sync/index.js'
import { TempoService } from '../src/tempo/index.js'
import type { TestDatabase } from './database.js'
import { createTestDatabase } from './database.js'

const NOW = parseInstant('2026-11-24T09:00:00+01:00')
const pdl = '01226049119901'
const curve: Series = { pdl, dataset: 'CONSUMPTION_CURVE' }
const daily: Series = { pdl, dataset: 'CONSUMPTION_DAILY' }
const month = { from: toDay('2026-10-01'), to: toDay('2026-11-01') }
const year = { from: toDay('2025-11-01'), to: toDay('2026-11-01') }

/** Six years of two meters, twelve of Tempo, four of EcoWatt, two of runs. */
const HOUSEHOLD = `
  insert into usage_point (pdl) values ('${pdl}'), ('01226049119902');
  insert into consumption_load_curve (usage_point_id, start_at, interval_minutes, power_w)
    select pdl, at, 30, 600 from usage_point,
      generate_series('2020-11-24'::timestamptz, '2026-11-23 22:30', interval '30 minutes') as at;
  insert into consumption_daily (usage_point_id, date, value_wh, quality)
    select pdl, day, 14400, 'measured' from usage_point, generate_series('2020-11-24'::date, '2026-11-23', interval '1 day') as day;
  insert into max_power (usage_point_id, date, reached_at, power_va)
    select usage_point_id, date, date + interval '19 hours', 5000 from consumption_daily;
  insert into curve_beneath (usage_point_id, dataset, start_at, batch_id, layer, interval_minutes, power_w)
    select usage_point_id, 'CONSUMPTION_CURVE', start_at, 0, 0, 30, power_w from consumption_load_curve
    where start_at < '2022-11-24';
  insert into daily_beneath (usage_point_id, dataset, date, batch_id, layer, value, written_at)
    select usage_point_id, 'CONSUMPTION_DAILY', date, 0, 0, value_wh, date from consumption_daily;
  insert into absence (usage_point_id, dataset, date, reason, attempts, first_asked_at, asked_at, next_try_at)
    select pdl, dataset, day, 'NO_DATA', 4, day, day, case when day > '2026-10-20' then day + interval '35 days' end
    from usage_point, unnest('{CONSUMPTION_CURVE,CONSUMPTION_DAILY,MAX_POWER}'::text[]) as dataset,
      generate_series('2022-11-24'::date, '2026-11-23', interval '1 day') as day;
  insert into tempo_calendar (date, color)
    select day, 'BLUE' from generate_series('2014-09-01'::date, '2026-11-24', interval '1 day') as day;
  insert into ecowatt_signals (date, hour, level, day_level)
    select day, hour, 1, 1 from generate_series('2022-11-24'::date, '2026-11-27', interval '1 day') as day, generate_series(0, 23) as hour;
  insert into sync_run (state, trigger, started_at, ended_at)
    select 'COMPLETE', 'CLOCK', at, at from generate_series('2024-11-24'::timestamptz, '2026-11-24', interval '2 hours') as at;
  insert into sync_step (run_id, position, dataset, state) select id, position, 'TEMPO', 'COMPLETE' from sync_run, generate_series(0, 7) as position;
  analyze`

let database: TestDatabase
let app: TestingModule
let statements: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  await database.em.execute(HOUSEHOLD)
  const options = {
    ...ormOptions(database.address),
    debug: ['query' as const, 'query-params' as const],
    logger: (message: string) => {
      const statement = /^\[query\] ([^]*?) \[took /.exec(message)?.[1]
      if (statement !== undefined) statements.push(statement)
    },
  }
  statements = []
  class FrozenClock extends Clock {
    override now() {
      return NOW
    }
  }
  const env = parseEnv({ LOG_LEVEL: 'error', DATA_DIR: '/tmp/linky-plans' })
  app = await Test.createTestingModule({
    imports: [AppModule.register({ env, orm: options, clock: new FrozenClock() })],
  })
    .overrideProvider(SyncScheduler)
    .useValue({})
    .compile()
  // The first connection looks whether the database is there.
  await readings().extent(daily)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

/** Indexes and sequentially read tables of the plans of all that `work` asks, and the plans, to be read when it fails. */
async function plansOf(
  work: () => Promise<unknown>,
): Promise<{ indexes: string[]; scanned: string[]; text: string }> {
  statements = []
  await work()
  const asked = statements.filter((statement) => /^\s*(select|with)/i.test(statement))
  const plans: string[] = []
  for (const statement of asked) {
    const rows = await database.em
      .fork()
      .execute<{ 'QUERY PLAN': string }[]>(`explain ${statement.replaceAll('?', '\\?')}`)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  const text = plans.join('\n\n')
  const found = (pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort()
  return {
    indexes: found(/Index (?:Only )?Scan(?: Backward)? (?:using|on) (\w+)/g),
    scanned: found(/Seq Scan on (\w+)/g),
    text,
  }
}

const readings = () => app.get(ReadingsRepository)

it.each<[string, () => Promise<unknown>, string[]]>([
  ['days of a month', () => readings().daily(daily, month), ['consumption_daily_usage_point_id_date_unique']],
  ['days of a year', () => readings().daily(daily, year), ['consumption_daily_usage_point_id_date_unique']],
  [
    'days held',
    () => readings().known(daily, year),
    ['consumption_daily_usage_point_id_date_unique', 'daily_beneath_in_force'],
  ],
  [
    'days written lately',
    () => readings().writtenSince(daily, month, NOW),
    ['consumption_daily_usage_point_id_date_unique'],
  ],
  ['first and last day', () => readings().extent(daily), ['consumption_daily_usage_point_id_date_unique']],
  ['half-hours of a year', () => readings().curve(curve, year), ['consumption_load_curve_pkey']],
  [
    'half-hours held, of six years',
    () => readings().known(curve, { ...year, from: toDay('2020-11-24') }),
    ['consumption_load_curve_pkey', 'curve_beneath_in_force'],
  ],
  ['first and last half-hour', () => readings().extent(curve), ['consumption_load_curve_pkey']],
  ['maximum power of a month', () => readings().maxPower(pdl, month), ['max_power_pkey']],
  ['absences', () => readings().absences(curve, month), ['absence_pkey']],
  ['the next try', () => readings().nextTries(NOW), ['absence_next_try_at_index']],
  [
    'runs',
    () => app.get(SyncResolver).syncRuns(20),
    ['sync_run_started_at_index', 'sync_step_run_id_position_index'],
  ],
  ['Tempo of a season', () => app.get(TempoService).days(month), ['tempo_calendar_date_unique']],
  ['EcoWatt of a month', () => app.get(EcowattService).days(month), ['ecowatt_signals_date_hour_unique']],
])('reads by index, and by nothing else: %s', async (_, work, indexes) => {
  const plans = await plansOf(work)
  expect(plans.indexes, plans.text).toEqual(indexes)
  expect(
    plans.scanned.filter((table) => table !== 'usage_point'),
    plans.text,
  ).toEqual([])
})
