import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestDatabase } from '../../../test/database.js'
import { createTestDatabase } from '../../../test/database.js'

import { parseEnv } from './env.js'
import { SecretBox } from './secret-box.js'
import { Settings } from './settings.js'

describe('Settings', () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'linky-settings-'))
  let database: TestDatabase
  let settings: Settings
  const settingsWith = (env: Record<string, string>) =>
    new Settings(database.orm.em, new SecretBox(parseEnv({ DATA_DIR, ...env })))

  beforeAll(async () => {
    database = await createTestDatabase()
    settings = settingsWith({})
  })
  afterAll(async () => {
    await database.close()
    rmSync(DATA_DIR, { recursive: true })
  })

  it('keeps any JSON value, and forgets it', async () => {
    for (const value of [1, 'one', { a: [null, true] }, false]) {
      await settings.set('some.key', value)
      expect(await settings.get('some.key')).toEqual(value)
    }
    await settings.delete('some.key')
    expect(await settings.get('some.key')).toBeUndefined()
  })

  it('takes part in the transaction of its caller', async () => {
    const work = database.em.transactional(async (em) => {
      await new Settings(em, new SecretBox(parseEnv({ DATA_DIR }))).set('undone', 1)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await settings.get('undone')).toBeUndefined()
  })

  it('keeps secrets unreadable, under a key file of its own', async () => {
    await settings.setSecret('gateway', 'a very secret thing')
    expect(await settings.getSecret('gateway')).toBe('a very secret thing')
    expect(await settings.hasSecret('gateway')).toBe(true)
    const rows = await database.em.execute<object[]>('select * from config')
    expect(JSON.stringify(rows)).not.toContain('secret thing')
    expect(statSync(join(DATA_DIR, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(DATA_DIR, 'secret.key'), 'utf8').trim()).toHaveLength(44)
    expect(await settingsWith({}).getSecret('gateway')).toBe('a very secret thing')
    await settings.setSecret('gateway', null)
    expect(await settings.getSecret('gateway')).toBeUndefined()
  })

  it('says what to do when the key has changed, and goes on', async () => {
    const before = settingsWith({ SECRET_KEY: 'the first key' })
    const after = settingsWith({ SECRET_KEY: 'the second key' })
    await before.setSecret('gateway', 'a very secret thing')
    await expect(after.getSecret('gateway')).rejects.toMatchObject({
      code: 'CREDENTIALS_MISSING',
      message:
        'The stored secret "gateway" was encrypted under another key: type it again, or give back the former SECRET_KEY.',
    })
    await after.setSecret('gateway', 'typed again')
    expect(await after.getSecret('gateway')).toBe('typed again')
  })

  it('does not open a secret under the name of another', async () => {
    await settings.setSecret('one', 'a very secret thing')
    await settings.set('secret:two', await settings.get('secret:one'))
    await expect(settings.getSecret('two')).rejects.toMatchObject({ code: 'CREDENTIALS_MISSING' })
  })
})
