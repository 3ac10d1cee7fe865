import type { EntityManager } from '@mikro-orm/postgresql'

/** Merges of one meter wait for each other until the end of their transaction: each judges what the last one left. */
export async function lockMeter(em: EntityManager, pdl: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`merge/${pdl}`])
}
