import { Migration } from '@mikro-orm/migrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ormOptions } from '../../../mikro-orm.config.js'
import type { TestDatabase } from '../../../test/database.js'
import { createTestDatabase } from '../../../test/database.js'

import { migrate } from './migrate.js'

class Migration99990101000000 extends Migration {
  override up(): void {
    this.addSql('create table tomorrow (id int primary key)')
  }
}

describe('migrate', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it('runs what is new, once, even when two start together', async () => {
    const options = ormOptions(database.address)
    const list = [...(options.migrations?.migrationsList ?? []), Migration99990101000000]
    const newer = { ...options, migrations: { ...options.migrations, migrationsList: list } }
    await Promise.all([migrate(newer), migrate(newer)])
    await migrate(newer)
    expect(await database.em.execute('select * from tomorrow')).toEqual([])
  })

  it('refuses a database that a newer product has changed', async () => {
    await expect(migrate(ormOptions(database.address))).rejects.toMatchObject({
      name: 'ConfigError',
      message:
        'This database was made by a newer version of the product (it has run Migration99990101000000): start that version, or restore a backup made before the update.',
    })
  })
})
