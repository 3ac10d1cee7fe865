import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestDatabase } from '../../../test/database.js'
import { createTestDatabase } from '../../../test/database.js'

import { afterAdvisoryLock, withAdvisoryLock } from './advisory-lock.js'

describe('withAdvisoryLock', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it('lets one in, turns the other away, and is free again afterwards', async () => {
    const { em } = database
    const first = await withAdvisoryLock(em, 'sync', async () => {
      expect(await withAdvisoryLock(em, 'sync', async () => 'second')).toBeUndefined()
      expect(await withAdvisoryLock(em, 'another', async () => 'other')).toBe('other')
      return 'first'
    })
    expect(first).toBe('first')
    expect(await withAdvisoryLock(em, 'sync', async () => 'third')).toBe('third')
  })

  it('is freed by failing work, and by the end of its connection', async () => {
    const { em } = database
    await expect(withAdvisoryLock(em, 'sync', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const cut = withAdvisoryLock(em, 'sync', async () => {
      await em.execute(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`,
      )
      return 'cut'
    })
    expect(await cut).toBe('cut')
    expect(await withAdvisoryLock(em, 'sync', async () => 'free')).toBe('free')
  })

  it('can also be waited for', async () => {
    const { em } = database
    const order: string[] = []
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        afterAdvisoryLock(em, 'queue', async () => {
          order.push(`${name} in`)
          await em.execute('select 1')
          order.push(`${name} out`)
        }),
      ),
    )
    expect(order.filter((_, index) => index % 2 === 0).map((word) => word[0])).toEqual(
      order.filter((_, index) => index % 2 === 1).map((word) => word[0]),
    )
  })
})
