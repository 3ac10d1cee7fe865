import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Dataset, Day, Instant } from '../core/index.js'
import { Clock } from '../core/index.js'
import type { ChangedDays } from './exporter.js'

/** What a target is concerned with. */
export interface OutboxScope {
  readonly targetId: string
  readonly datasets: readonly Dataset[]
  /** Empty = all. */
  readonly pdls: readonly string[]
}

interface PendingRow {
  readonly dataset: Dataset
  readonly pdl: string
  readonly day: Day
  readonly doubtful: boolean
}

export interface Taken {
  readonly changes: readonly ChangedDays[]
  /** Those among them whose earlier sending was cut. */
  readonly doubtful: readonly ChangedDays[]
  readonly days: number
}

/** Days handed over at once: far more than ten years of one meter, little memory all the same. */
const MOST_DAYS = 50_000

/**
 * What each destination still has to hear. A day is pending when the change log knows another revision of it than the
 * destination holds: not a watermark over time or revisions, which would step over a change that is committed late.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Pending days, oldest years first, and with `from` all days since. Notes nothing. */
  async look(scope: OutboxScope, from?: Day): Promise<ChangedDays[]> {
    const rows = await this.db.execute<PendingRow[]>(`${select(from !== undefined)} limit ${MOST_DAYS}`, [
      ...parametersOf(scope),
      ...(from === undefined ? [] : [from]),
    ])
    return grouped(rows)
  }

  /**
   * Takes what is pending, and notes the intent before it returns: what is taken and never said to be delivered is in
   * doubt from then on.
   */
  async take(scope: OutboxScope): Promise<Taken> {
    const rows = await this.db.execute<PendingRow[]>(
      `with pending as (${select(false)} limit ${MOST_DAYS}),
       noted as (
         insert into export_sent (export_config_id, dataset, usage_point_id, date, revision, state, at)
         select ?, dataset, pdl, day::date, revision, 'sending', to_timestamp(?) from pending
         on conflict (export_config_id, dataset, usage_point_id, date) do update
         set revision = excluded.revision, state = 'sending', at = excluded.at
       )
       select dataset, pdl, day, doubtful from pending order by extract(year from day::date), dataset, pdl, day`,
      [...parametersOf(scope), scope.targetId, this.clock.now() / 1000],
    )
    return {
      changes: grouped(rows),
      doubtful: grouped(rows.filter(({ doubtful }) => doubtful)),
      days: rows.length,
    }
  }

  /** The destination holds these days as they were taken. @returns how many were waiting for that. */
  async delivered(targetId: string, changes: readonly ChangedDays[]): Promise<number> {
    const at = this.clock.now() / 1000
    return this.db.transactional(async (em) => {
      let count = 0
      for (const { dataset, pdl, days } of changes) {
        const rows = await em.execute<unknown[]>(
          `update export_sent set state = 'sent', at = to_timestamp(?)
           where export_config_id = ? and dataset = ? and usage_point_id = ? and date = any(?::date[])
             and state = 'sending' returning 1`,
          [at, targetId, dataset, pdl ?? '', array(days)],
        )
        count += rows.length
      }
      return count
    })
  }

  /** Makes all days since one pending again. What is in doubt stays so. */
  async forget({ targetId }: Pick<OutboxScope, 'targetId'>, from: Day): Promise<void> {
    await this.db.execute(
      `delete from export_sent where export_config_id = ? and date >= ? and state = 'sent'`,
      [targetId, from],
      'run',
    )
  }

  /** The destination holds nothing of ours any more, or is another one. */
  async forgetAll(targetId: string): Promise<void> {
    await this.db.execute('delete from export_sent where export_config_id = ?', [targetId], 'run')
  }

  /** Days pending, and the instant before which everything merged has left (null = nothing yet). */
  async state(scope: OutboxScope): Promise<{ pending: number; watermark: Instant | null }> {
    const [row] = await this.db.execute<
      { pending: number; oldest: number | null; newest: number | null; sent: boolean }[]
    >(
      `select count(*) filter (where pending)::int as pending,
         extract(epoch from min(changed_at) filter (where pending))::float8 * 1000 as oldest,
         extract(epoch from max(changed_at))::float8 * 1000 as newest, coalesce(bool_or(sent), false) as sent
       from (
         select changed_at, held.state = 'sent' as sent, ${PENDING} as pending ${LOG}
       ) as days`,
      parametersOf(scope),
    )
    if (!row?.sent) return { pending: row?.pending ?? 0, watermark: null }
    return { pending: row.pending, watermark: Math.floor(row.oldest ?? row.newest ?? 0) }
  }

  async hasPending(scope: OutboxScope): Promise<boolean> {
    const [row] = await this.db.execute<{ found: boolean }[]>(
      `select exists (select 1 ${LOG} and ${PENDING}) as found`,
      parametersOf(scope),
    )
    return row?.found ?? false
  }

  private get db(): EntityManager {
    return this.em.fork()
  }
}

/** The change log within a scope, beside what the target holds. */
const LOG = `
  from change_log as log
  left join export_sent as held on held.export_config_id = ? and held.dataset = log.dataset
    and held.usage_point_id = log.usage_point_id and held.date = log.date
  where log.dataset = any(?::text[])
    and (log.usage_point_id = '' or cardinality(?::text[]) = 0 or log.usage_point_id = any(?::text[]))`
const PENDING = `(held.revision is distinct from log.revision or held.state <> 'sent')`

const select = (withFrom: boolean) => `
  select log.dataset, log.usage_point_id as pdl, log.date::text as day, log.revision,
    coalesce(held.state = 'sending', false) as doubtful ${LOG} and (${PENDING}${withFrom ? ' or log.date >= ?' : ''})
  order by extract(year from log.date), log.dataset, log.usage_point_id, log.date`

function parametersOf({ targetId, datasets, pdls }: OutboxScope): unknown[] {
  return [targetId, array(datasets), array(pdls), array(pdls)]
}

function array(values: readonly string[]): string {
  return `{${values.join(',')}}`
}

/** Rows in order → one entry per year, dataset and meter. */
function grouped(rows: readonly PendingRow[]): ChangedDays[] {
  const groups: { dataset: Dataset; pdl: string | null; days: Day[] }[] = []
  let last: PendingRow | undefined
  for (const row of rows) {
    const isSame =
      last?.dataset === row.dataset && last.pdl === row.pdl && last.day.slice(0, 4) === row.day.slice(0, 4)
    if (isSame) groups.at(-1)?.days.push(row.day)
    else groups.push({ dataset: row.dataset, pdl: row.pdl === '' ? null : row.pdl, days: [row.day] })
    last = row
  }
  return groups
}
