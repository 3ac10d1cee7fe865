import { afterAll, beforeAll, expect, it } from 'vitest'

import type { TestDatabase } from '../../../test/database.js'
import { createTestDatabase } from '../../../test/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('is after the migrations what the entities say', async () => {
  expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('')
})
