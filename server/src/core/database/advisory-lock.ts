import type { EntityManager, PostgreSqlConnection } from '@mikro-orm/postgresql'
import type { PoolClient } from 'pg'

import { storageUnavailable, unavailability } from './storage-errors.js'

/**
 * Does the work while holding a lock of this name, among all processes on the same database; undefined when somebody else
 * holds it. The lock has a connection of its own and ends with it, so with the process too.
 * Throws what the work throws, or STORAGE_UNAVAILABLE when the lock cannot be asked for.
 */
export async function withAdvisoryLock<T>(
  em: EntityManager,
  name: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return holding(em, name, 'pg_try_advisory_lock', work)
}

/** The same, but waits until the lock is free. */
export async function afterAdvisoryLock<T>(
  em: EntityManager,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return (await holding(em, name, 'pg_advisory_lock', work)) as T
}

async function holding<T>(
  em: EntityManager,
  name: string,
  take: 'pg_try_advisory_lock' | 'pg_advisory_lock',
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await connect(em.getConnection())
  let broken = true
  try {
    const key = 'hashtextextended($1, 0)'
    const { rows } = await client.query<{ taken: boolean | '' }>(`select ${take}(${key}) as taken`, [name])
    if (rows[0]?.taken === false) {
      broken = false
      return undefined
    }
    try {
      return await work()
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [name]).then(
        () => (broken = false),
        () => undefined,
      )
    }
  } finally {
    client.release(broken)
  }
}

async function connect(connection: PostgreSqlConnection): Promise<PoolClient> {
  try {
    const pool = await connection.getNativeClient()
    return await pool.connect()
  } catch (error) {
    throw storageUnavailable(unavailability(error) ?? 'The database cannot be reached.', error)
  }
}
