import type { Constructor } from '@mikro-orm/core'
import type { Migration } from '@mikro-orm/migrations'

/** Oldest first. Append only: what a database has run is never changed. */
export const migrations: Constructor<Migration>[] = []
