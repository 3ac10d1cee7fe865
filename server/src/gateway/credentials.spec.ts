import { beforeEach, describe, expect, it } from 'vitest'

import { EventBus } from '../core/index.js'

import { Credentials } from './credentials.js'

const kept = new Map<string, unknown>()
const settings = {
  getSecret: (name: string) => Promise.resolve(kept.get(`secret ${name}`) as string | undefined),
  setSecret: (name: string, value: string | null) => {
    if (value === null) kept.delete(`secret ${name}`)
    else kept.set(`secret ${name}`, value)
    return Promise.resolve()
  },
  get: <T>(key: string) => Promise.resolve(kept.get(key) as T | undefined),
  set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  delete: (key: string) => Promise.resolve(void kept.delete(key)),
}
let bus: EventBus
const credentials = (MED_CLIENT_SECRET?: string, MED_CLIENT_ID?: string) =>
  new Credentials(settings, { MED_CLIENT_SECRET, MED_CLIENT_ID }, bus)

beforeEach(() => {
  kept.clear()
  bus = new EventBus()
})

describe('the secret', () => {
  it('typed in the settings wins over the environment', async () => {
    expect(await credentials('env').effective()).toEqual({ secret: 'env', origin: 'ENVIRONMENT' })
    await credentials().keep('typed', 'cli_x')
    expect(await credentials('env').effective()).toEqual({ secret: 'typed', origin: 'MANUAL' })
    expect(await credentials('env', 'cli_env').clientId()).toBe('cli_x')
    await credentials().keep(null)
    expect(await credentials('env', 'cli_env').effective()).toEqual({ secret: 'env', origin: 'ENVIRONMENT' })
    expect(await credentials('env', 'cli_env').clientId()).toBe('cli_env')
  })

  it('that is missing is a refusal that says what to do', async () => {
    await expect(credentials().secret()).rejects.toMatchObject({
      code: 'CREDENTIALS_MISSING',
      message: expect.stringContaining('MED_CLIENT_SECRET') as string,
    })
    expect(await credentials().effective()).toBeNull()
  })

  it.each(['sécret', 'two words', 'line\n', '', '\u00a0x'])(
    'that cannot be one is refused early: %j',
    async (secret) => {
      await expect(credentials(secret).secret()).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
      await expect(credentials().keep(secret)).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' })
      expect(kept.size).toBe(0)
    },
  )

  it('announces its change', async () => {
    const heard: unknown[] = []
    bus.on('CredentialsChanged', 'test', (event) => void heard.push(event))
    await credentials().keep('typed')
    await new Promise((resolve) => setImmediate(resolve))
    expect(heard).toEqual([{}])
  })
})
