import { p } from '@mikro-orm/core'

/** Random id, made by the database. */
export const randomId = () => p.uuid().primary().defaultRaw('gen_random_uuid()')

/** When the row was written first and last. */
export const writeTimes = () => ({
  createdAt: p.datetime(3).defaultRaw('now()'),
  updatedAt: p.datetime(3).defaultRaw('now()'),
})

/** The 14 digits of a meter. */
export const pdlColumn = () => p.string().length(14)
