import { resolve } from 'node:path'

import { describe, expect, it } from 'vitest'

import { ConfigError } from '../errors.js'

import { parseEnv } from './env.js'

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

describe('parseEnv', () => {
  it('has a default for all that needs one', () => {
    expect(parseEnv({})).toMatchObject({
      MED_API_URL: 'https://www.v2.myelectricaldata.fr/api',
      MED_CLIENT_ID: undefined,
      MED_CLIENT_SECRET: undefined,
      PORT: 8181,
      HOST: '127.0.0.1',
      ALLOWED_HOSTS: [],
      DATA_DIR: resolve('data'),
      DATABASE_URL: undefined,
      LOG_LEVEL: 'info',
      READ_BUDGET_MS: 1500,
      SYNC_JITTER_MAX_MS: 600_000,
      BREAKER_FAILURES: 5,
      GATEWAY_TIMEOUT_MS: 65_000,
      GATEWAY_ATTEMPTS: 3,
      RESERVED_FRESH_CALLS: 10,
      RESERVED_CACHED_CALLS: 100,
      CLOCK_START: undefined,
      CLIENT_DIR: resolve(import.meta.dirname, '../../../../client/dist'),
    })
  })

  it('takes an empty value for one that is not set, and drops spaces around the others', () => {
    expect(parseEnv({ PORT: ' ', MED_CLIENT_SECRET: '', MED_CLIENT_ID: ' abc\n' })).toMatchObject({
      PORT: 8181,
      MED_CLIENT_SECRET: undefined,
      MED_CLIENT_ID: 'abc',
    })
  })

  it('reads lists, durations and addresses', () => {
    expect(
      parseEnv({
        ALLOWED_HOSTS: 'Linky.home.arpa, 192.168.1.4,',
        READ_BUDGET: 'PT0.25S',
        MED_API_URL: 'http://127.0.0.1:9000/api/',
        CLOCK_START: '2026-03-29T02:30:00+02:00',
      }),
    ).toMatchObject({
      ALLOWED_HOSTS: ['linky.home.arpa', '192.168.1.4'],
      READ_BUDGET_MS: 250,
      MED_API_URL: 'http://127.0.0.1:9000/api',
      CLOCK_START: Date.UTC(2026, 2, 29, 0, 30),
    })
  })

  it('names all faults at once', () => {
    const faults = faultsOf({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      READ_BUDGET: '1.5',
      SYNC_JITTER_MAX: 'P1M',
      ALLOWED_HOSTS: 'http://a',
      DATABASE_URL: 'mysql://a/b',
    })
    expect(faults).toEqual([
      'PORT must be a whole number from 0 to 65535; it is "99999"',
      'ALLOWED_HOSTS must be host names separated by commas, without scheme, port or path; it is "http://a"',
      'DATABASE_URL must look like postgresql://user:password@host:5432/database',
      'LOG_LEVEL must be one of error, warn, info, debug; it is "loud"',
      'READ_BUDGET must be an ISO 8601 duration from PT0S to PT30S, such as PT30S; it is "1.5"',
      'SYNC_JITTER_MAX must be an ISO 8601 duration from PT0S to PT6H, such as PT6H; it is "P1M"',
    ])
  })

  it('never prints a secret, even one written in the wrong place', () => {
    const text = faultsOf({
      DATABASE_URL: 'mysql://me:hunter2@db/linky',
      MED_API_URL: 'https://me:hunter2@gateway.example/api',
    }).join('\n')
    expect(text).not.toContain('hunter2')
    expect(text).toContain('MED_API_URL must not hold credentials')
  })

  it('accepts a moved clock only with a gateway on this machine', () => {
    expect(faultsOf({ CLOCK_START: '2026-01-01T00:00:00Z' })).toEqual([
      'CLOCK_START is for tests: it needs a MED_API_URL on this machine, such as http://127.0.0.1:8182',
    ])
    for (const MED_API_URL of ['http://localhost:1', 'http://[::1]:1', 'http://127.0.0.1:1'])
      expect(faultsOf({ CLOCK_START: '2026-01-01T00:00:00Z', MED_API_URL })).toEqual([])
    expect(faultsOf({ CLOCK_START: '2026-01-01T00:00:00', MED_API_URL: 'http://localhost' })).toHaveLength(1)
  })

  it('normalises every spelling of a PostgreSQL address', () => {
    for (const DATABASE_URL of ['postgres://a:b@c/d', 'postgresql://a:b@c/d', 'postgresql+asyncpg://a:b@c/d'])
      expect(parseEnv({ DATABASE_URL }).DATABASE_URL).toBe('postgresql://a:b@c/d')
    expect(parseEnv({ DATABASE_URL: 'postgresql:///d?host=/run' }).DATABASE_URL).toBe(
      'postgresql:///d?host=/run',
    )
    expect(faultsOf({ DATABASE_URL: 'postgresql://a:b@c/' })).toHaveLength(1)
  })
})
