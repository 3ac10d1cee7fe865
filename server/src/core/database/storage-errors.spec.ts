import { DriverException } from '@mikro-orm/core'
import { MikroORM } from '@mikro-orm/postgresql'
import { DatabaseError } from 'pg'
import { describe, expect, it } from 'vitest'

import { ormOptions } from '../../../mikro-orm.config.js'
import { NotFound } from '../errors.js'

import { toAppError } from './storage-errors.js'

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError('as PostgreSQL says it', 0, 'error'), { code })
}

describe('toAppError', () => {
  it.each([
    ['57P01', 'The database is shutting down.'],
    ['57P03', 'The database is starting.'],
    ['53100', 'The disk of the database is full.'],
    ['53300', 'The database accepts no more connections.'],
    ['08006', 'The database cannot be reached.'],
  ])('%s → %s', (code, message) => {
    expect(toAppError(new DriverException(databaseError(code)))).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message,
      retry: 'later',
    })
  })

  it('knows a connection that is refused or cut', async () => {
    const nowhere = { host: 'localhost', port: 1, user: 'linky', database: 'linky' }
    const orm = await MikroORM.init(ormOptions(nowhere))
    const refused: unknown = await orm.em.execute('select 1').catch((error: unknown) => error)
    await orm.close()
    expect(toAppError(refused)).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The database cannot be reached.',
    })
    expect(toAppError(new Error('Connection terminated unexpectedly')).code).toBe('STORAGE_UNAVAILABLE')
  })

  it('puts nothing else down to the database', () => {
    const known = new NotFound('No such meter.')
    expect(toAppError(known)).toBe(known)
    expect(toAppError(databaseError('23505')).code).toBe('INTERNAL')
    expect(toAppError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })).code).toBe('INTERNAL')
    expect(toAppError('odd').code).toBe('INTERNAL')
  })
})
