import { afterEach, describe, expect, it, vi } from 'vitest'

import { parseEnv } from './config/env.js'
import { MaskingLogger, maskSecrets, registerSecret, registerSecretsOf } from './log.js'

describe('MaskingLogger', () => {
  const lines: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  afterEach(() => lines.splice(0))

  it('writes no secret, wherever it comes from', () => {
    registerSecretsOf(
      parseEnv({
        MED_CLIENT_SECRET: 'client-s3cret/+',
        SECRET_KEY: 'key of "keys"',
        DATABASE_URL: 'postgresql://me:p%40ssw0rd@db/linky',
      }),
    )
    registerSecret('typed in the settings')
    const logger = new MaskingLogger('debug')
    logger.log('client-s3cret/+', 'Gateway')
    logger.warn({ body: { client_secret: 'client-s3cret/+', other: 'key of "keys"' } })
    logger.debug(`?secret=${encodeURIComponent('client-s3cret/+')}`)
    logger.error(
      'connect postgresql://me:p%40ssw0rd@db/linky: p@ssw0rd',
      'Error: typed in the settings\n    at there',
    )
    logger.error(new Error('typed in the settings'))
    logger.log('Authorization: Bearer eyJhbGciOi.payload.signature')
    const output = lines.join('')
    expect(output.match(/••••/g)?.length).toBeGreaterThanOrEqual(8)
    for (const secret of ['s3cret', 'key of', 'ssw0rd', 'typed in', 'payload'])
      expect(output).not.toContain(secret)
  })

  it('is deaf below its level', () => {
    const logger = new MaskingLogger('warn')
    logger.debug('fine')
    logger.log('plain')
    logger.warn('odd')
    logger.error('bad')
    expect(lines.map((line) => /odd|bad|fine|plain/.exec(line)?.[0])).toEqual(['odd', 'bad'])
  })
})

describe('maskSecrets', () => {
  it('leaves a text without secrets as it is', () => {
    expect(maskSecrets('http://127.0.0.1:8181 12:30 a@b')).toBe('http://127.0.0.1:8181 12:30 a@b')
  })

  it('does not take a very short text for a secret', () => {
    registerSecret('a')
    registerSecret('')
    registerSecret(undefined)
    expect(maskSecrets('a b')).toBe('a b')
  })
})
