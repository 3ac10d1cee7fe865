import type { EntityManager } from '@mikro-orm/postgresql'

/** Key of the settings: true = where no price is known, the nearest known one is used. */
export const CARRY_NEAREST_PRICE = 'tariffs.carryNearestPrice'

/** @param em of a transaction, when its own writes are to be seen */
export async function carriesNearest(em: EntityManager): Promise<boolean> {
  const [row] = await em.execute<{ value: unknown }[]>('select value from config where key = ?', [
    CARRY_NEAREST_PRICE,
  ])
  return row?.value === true
}
