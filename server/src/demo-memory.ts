import { Client } from 'pg'

import type { DatabaseAddress } from './core/index.js'
import { clientConfigOf } from './core/index.js'

const KEY = 'demo'

/** Which household is served, kept in the database of the real one. */
export class DemoMemory {
  constructor(private readonly address: DatabaseAddress) {}

  async read(): Promise<boolean> {
    const rows = await this.query<{ value: boolean }>('select value from config where key = $1', [KEY])
    return rows[0]?.value === true
  }

  async write(on: boolean): Promise<void> {
    await this.query(
      `insert into config (key, value, updated_at) values ($1, $2::jsonb, now())
       on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
      [KEY, JSON.stringify(on)],
    )
  }

  private async query<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const client = new Client(clientConfigOf(this.address))
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(sql, [...parameters])).rows as T[]
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
