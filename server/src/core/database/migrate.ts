import type { Options } from '@mikro-orm/postgresql'
import { MikroORM } from '@mikro-orm/postgresql'
import { Logger } from '@nestjs/common'

import { ConfigError } from '../errors.js'

import { afterAdvisoryLock } from './advisory-lock.js'

const logger = new Logger('Database')

/**
 * Brings the database to the shape of this code; of several processes, one does it.
 * Throws ConfigError when the database has run migrations that this code does not know: it belongs to a newer product.
 */
export async function migrate(options: Options): Promise<void> {
  const orm = await MikroORM.init(options)
  try {
    await orm.schema.ensureDatabase()
    await afterAdvisoryLock(orm.em, 'migrate', async () => {
      const known = new Set(options.migrations?.migrationsList?.map(({ name }) => name))
      const unknown = (await orm.migrator.getExecuted()).filter(({ name }) => !known.has(name))
      if (unknown.length > 0)
        throw new ConfigError([
          `This database was made by a newer version of the product (it has run ${unknown.map(({ name }) => name).join(', ')}): start that version, or restore a backup made before the update.`,
        ])
      const done = await orm.migrator.up()
      if (done.length > 0) logger.log(`Database updated: ${done.map(({ name }) => name).join(', ')}`)
    })
  } finally {
    await orm.close()
  }
}
