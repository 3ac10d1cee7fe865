import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { SecretBox } from './secret-box.js'

const SECRET = 'secret:'

/** What was set at run time; it wins over the environment. Works in any context, and inside the caller's transaction. */
@Injectable()
export class Settings {
  constructor(
    private readonly em: EntityManager,
    private readonly box: SecretBox,
  ) {}

  /** The JSON value last set; undefined when there is none. */
  async get<T>(key: string): Promise<T | undefined> {
    const [row] = await this.em.execute<{ value: T }[]>('select value from config where key = ?', [key])
    return row?.value
  }

  /** @param value anything JSON can hold. */
  async set(key: string, value: unknown): Promise<void> {
    await this.em.execute(
      `insert into config (key, value, updated_at) values (?, ?::jsonb, now())
       on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
      [key, JSON.stringify(value)],
    )
  }

  async delete(key: string): Promise<void> {
    await this.em.execute('delete from config where key = ?', [key])
  }

  /** The secret, open; undefined when there is none. Throws CREDENTIALS_MISSING when its key is no longer ours. */
  async getSecret(name: string): Promise<string | undefined> {
    const closed = await this.get<string>(SECRET + name)
    return closed === undefined ? undefined : this.box.open(name, closed)
  }

  /** Keeps the secret encrypted; null forgets it. */
  async setSecret(name: string, value: string | null): Promise<void> {
    await (value === null ? this.delete(SECRET + name) : this.set(SECRET + name, this.box.close(name, value)))
  }

  /** Whether there is such a secret, without opening it. */
  async hasSecret(name: string): Promise<boolean> {
    return (await this.get(SECRET + name)) !== undefined
  }
}
