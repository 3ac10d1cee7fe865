import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, SeriesDataset } from '../core/index.js'
import type { StagedDay } from './report.js'
import type { JoinedDay } from './staged-days.js'
import { joinDay, packSlots, unpackSlots } from './staged-days.js'

const ROWS_PER_PAGE = 400

interface Row {
  readonly pdl: string
  readonly dataset: SeriesDataset
  readonly day: Day
  readonly part: number
  readonly precisionWh: number
  readonly slots: string
}

/** Values of files between their reading and their end. */
@Injectable()
export class Staging {
  constructor(private readonly em: EntityManager) {}

  /** @param firstPart number of the first of these days among all of the file. */
  async add(id: string, days: readonly StagedDay[], firstPart: number): Promise<void> {
    if (days.length === 0) return
    const column = (values: readonly (string | number)[]) => `{${values.join(',')}}`
    await this.em.fork().execute(
      `insert into file_import_day (file_import_id, usage_point_id, dataset, date, part, precision_wh, slots)
       select ?, pdl, dataset, day, part, precision, slots
       from unnest(?::text[], ?::text[], ?::date[], ?::int[], ?::int[], ?::text[]) as new (pdl, dataset, day, part, precision, slots)`,
      [
        id,
        `{${days.map(({ pdl }) => `"${pdl}"`).join(',')}}`,
        column(days.map(({ dataset }) => dataset)),
        column(days.map(({ day }) => day)),
        column(days.map((_, index) => firstPart + index)),
        column(days.map(({ precisionWh }) => precisionWh)),
        column(days.map(packSlots)),
      ],
      'run',
    )
  }

  /** Meters that the values of a file name; '' for those that name none. */
  async meters(em: EntityManager, id: string): Promise<string[]> {
    const rows = await em.execute<{ pdl: string }[]>(
      'select distinct usage_point_id as pdl from file_import_day where file_import_id = ? order by 1',
      [id],
    )
    return rows.map(({ pdl }) => pdl)
  }

  /** Days of a file for one meter, as it names it, in pages: by dataset, oldest first, each whole. */
  async *pages(em: EntityManager, id: string, pdl: string): AsyncGenerator<readonly JoinedDay[]> {
    let after: Row | null = null
    let waiting: Row[] = []
    for (;;) {
      const rows: Row[] = await em.execute<Row[]>(
        `select usage_point_id as pdl, dataset, date::text as day, part, precision_wh as "precisionWh", slots
         from file_import_day where file_import_id = ? and usage_point_id = ?
         ${after ? 'and (dataset, date, part) > (?, ?, ?)' : ''}
         order by dataset, date, part limit ${ROWS_PER_PAGE}`,
        after ? [id, pdl, after.dataset, after.day, after.part] : [id, pdl],
      )
      after = rows.at(-1) ?? after
      const all = [...waiting, ...rows]
      const isLast = rows.length < ROWS_PER_PAGE
      // The newest day of a page may go on in the next one.
      const open = isLast ? all.length : all.findIndex((row) => after !== null && isSameDay(row, after))
      waiting = all.slice(open)
      const days = joined(all.slice(0, open))
      if (days.length > 0) yield days
      if (isLast) return
    }
  }

  async remove(em: EntityManager, id: string): Promise<void> {
    await em.execute('delete from file_import_day where file_import_id = ?', [id], 'run')
  }
}

function isSameDay(one: Row, other: Row): boolean {
  return one.day === other.day && one.dataset === other.dataset && one.pdl === other.pdl
}

function joined(rows: readonly Row[]): JoinedDay[] {
  const groups: Row[][] = []
  for (const row of rows) {
    const group = groups.at(-1)
    if (group?.[0] && isSameDay(group[0], row)) group.push(row)
    else groups.push([row])
  }
  return groups.map((group) => joinDay(group.map((row) => ({ ...row, ...unpackSlots(row.slots) }))))
}
