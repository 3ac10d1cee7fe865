import type { ProductHome } from './product-process.js'

/** Rows as text, sorted, by table. */
export type Tables = ReadonlyMap<string, readonly string[]>

/** Records of what was done, not of what is known. */
const RECORDS = new Set(['sync_run', 'sync_step', 'call_budget'])
/** Random, or a time or an order of asking or of writing. */
const CIRCUMSTANCES = [
  'id',
  'created_at',
  'updated_at',
  'executed_at',
  'first_asked_at',
  'asked_at',
  'next_try_at',
  'contract_read_at',
  'address_read_at',
  'changed_at',
  'since',
  'gone_at',
  'revision',
]
const SHOWN = 5

/** All that a product knows, without the circumstances under which it came to know it. */
export async function readTables({ sql }: Pick<ProductHome, 'sql'>): Promise<Tables> {
  const names = await sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const tables = new Map<string, string[]>()
  for (const { name } of names.filter((table) => !RECORDS.has(table.name)))
    tables.set(name, await rowsOf(name, sql))
  return tables
}

async function rowsOf(table: string, sql: ProductHome['sql']): Promise<string[]> {
  const circumstances = CIRCUMSTANCES.map((column) => `'${column}'`).join(', ')
  // A setting may be the time of an act: its key says that it was done.
  const row = table === 'config' ? `jsonb_build_object('key', key)` : `to_jsonb(t) - array[${circumstances}]`
  const rows = await sql<{ row: string }>(`select (${row})::text as row from ${table} as t order by 1`)
  return rows.map(({ row: text }) => text)
}

/** A line per row that only one of them has; the first few of each table. Empty: the same. */
export function differencesBetween(expected: Tables, found: Tables): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((table) => {
    const [wanted, got] = [expected.get(table) ?? [], found.get(table) ?? []]
    const [missing, extra] = [without(wanted, got), without(got, wanted)]
    return [
      ...missing.slice(0, SHOWN).map((row) => `${table} lacks ${row} (1 of ${missing.length})`),
      ...extra.slice(0, SHOWN).map((row) => `${table} has ${row} (1 of ${extra.length})`),
    ]
  })
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1)
  return rows.filter((row) => {
    const count = left.get(row) ?? 0
    left.set(row, count - 1)
    return count <= 0
  })
}
