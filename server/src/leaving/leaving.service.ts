import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { AppError, EventBus, InvalidInput, STORED_DATASETS, withAdvisoryLock } from '../core/index.js'
import { ExportLeaving } from '../export/index.js'
import { FORGOTTEN, lockMeter, UsagePointsService } from '../readings/index.js'
import { SolarService } from '../solar/index.js'
import { SYNC_LOCK } from '../sync/index.js'
import type { Deletion } from './leaving.types.js'

/** Columns that name the meter a row belongs to, in whatever table. */
const OWNERS = ['usage_point_id', 'pdl']

/** Everything of a meter goes: readings, layers, contract, files, records, and what destinations hold of it. */
@Injectable()
export class LeavingService {
  constructor(
    private readonly em: EntityManager,
    private readonly points: UsagePointsService,
    private readonly exports: ExportLeaving,
    private readonly solar: SolarService,
    private readonly bus: EventBus,
  ) {}

  /**
   * @param confirm the 14 digits, typed.
   * Throws INVALID_INPUT, ALREADY_RUNNING while a sync is under way, or PEER_* when a destination could not be emptied: then
   * nothing is deleted here.
   */
  async delete(pdl: string, confirm: string, isPurging: boolean): Promise<Deletion> {
    await this.points.get(pdl)
    if (confirm.replaceAll(/\s/g, '') !== pdl) {
      const message = 'Type the 14 digits of the meter to confirm.'
      throw new InvalidInput(message, { fields: [{ path: 'confirm', rule: 'pattern', message }] })
    }
    const deletion = await withAdvisoryLock(this.em, SYNC_LOCK, () => this.leave(pdl, isPurging))
    if (deletion === undefined)
      throw new AppError('ALREADY_RUNNING', 'A sync is under way: delete once it has ended.')
    for (const dataset of STORED_DATASETS) this.bus.publish('ReadingsMerged', { pdl, dataset, ranges: [] })
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'USAGE_POINTS', ranges: [] })
    return deletion
  }

  private async leave(pdl: string, isPurging: boolean): Promise<Deletion> {
    const taken = isPurging ? await this.exports.takeAway(pdl) : null
    const rows = await this.solar.without(pdl, () =>
      this.em.fork().transactional(async (em) => {
        await lockMeter(em, pdl)
        return deleteRows(em, pdl)
      }),
    )
    await taken?.resume()
    return { pdl, rows, purged: [...(taken?.purged ?? [])], kept: [...(taken?.kept ?? [])] }
  }
}

/** Every table that names the meter: those to come, too. @returns how many rows went. */
async function deleteRows(em: EntityManager, pdl: string): Promise<number> {
  const owned = await em.execute<{ table: string; column: string }[]>(
    `select table_name as table, column_name as column from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = current_schema() and table_type = 'BASE TABLE' and column_name = any(?::text[])
     order by table_name = 'usage_point', table_name`,
    [`{${OWNERS.join(',')}}`],
  )
  let rows = 0
  for (const { table, column } of owned) {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `delete from "${table}" where "${column}" = ?`,
      [pdl],
      'run',
    )
    rows += affectedRows
  }
  await em.execute('delete from call_budget where scope = ?', [pdl], 'run')
  await em.execute(
    `insert into config (key, value, updated_at) values (?, jsonb_build_array(?::text), now())
     on conflict (key) do update set value = config.value || excluded.value, updated_at = excluded.updated_at`,
    [FORGOTTEN, pdl],
    'run',
  )
  return rows
}
