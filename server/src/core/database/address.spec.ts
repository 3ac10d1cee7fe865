import { describe, expect, it } from 'vitest'

import { addressOf, describeAddress } from './address.js'

describe('addressOf', () => {
  it('reads what a PostgreSQL address says', () => {
    expect(addressOf('postgresql://me:p%40ss@db.example:6543/linky?sslmode=require')).toEqual({
      host: 'db.example',
      port: 6543,
      user: 'me',
      password: 'p@ss',
      database: 'linky',
      ssl: { rejectUnauthorized: false },
    })
    expect(addressOf('postgresql://me@[::1]/linky')).toEqual({
      host: '::1',
      port: 5432,
      user: 'me',
      database: 'linky',
    })
    expect(addressOf('postgresql:///linky?host=%2Frun%2Fpg&user=me')).toEqual({
      host: '/run/pg',
      port: 5432,
      user: 'me',
      database: 'linky',
    })
    expect(addressOf('postgresql://me@db/linky?ssl=verify-full').ssl).toEqual({ rejectUnauthorized: true })
  })

  it('describes it without its password', () => {
    expect(describeAddress(addressOf('postgresql://me:hunter2@db/linky'))).toBe('me@db:5432/linky')
    expect(describeAddress(addressOf('postgresql:///linky?host=/run/pg'))).toBe('linky in /run/pg')
  })
})
