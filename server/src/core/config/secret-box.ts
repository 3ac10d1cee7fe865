import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { Injectable } from '@nestjs/common'

import { AppError, ConfigError, messageOf } from '../errors.js'
import { registerSecret } from '../log.js'

import { Env } from './env.js'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** Closes and opens secrets (AES-256-GCM) under SECRET_KEY, or under a key of our own that is made on first need. */
@Injectable()
export class SecretBox {
  private cachedKey: Buffer | undefined

  constructor(private readonly env: Env) {}

  /** Secret → text fit for the database. It opens under the same name only. */
  close(name: string, secret: string): string {
    registerSecret(secret)
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(CIPHER, this.key(), iv).setAAD(Buffer.from(name))
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return `v1.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
  }

  /**
   * Text from `close` → secret.
   * Throws CREDENTIALS_MISSING when it was closed under another key: only typing the secret again helps.
   */
  open(name: string, closed: string): string {
    const bytes = Buffer.from(closed.replace(/^v1\./, ''), 'base64url')
    const key = this.key()
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const secret =
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      registerSecret(secret)
      return secret
    } catch (cause) {
      throw new AppError(
        'CREDENTIALS_MISSING',
        `The stored secret "${name}" was encrypted under another key: type it again, or give back the former ${this.keyName()}.`,
        { level: 'error', cause },
      )
    }
  }

  private keyName(): string {
    return this.env.SECRET_KEY === undefined ? join(this.env.DATA_DIR, 'secret.key') : 'SECRET_KEY'
  }

  private key(): Buffer {
    return (this.cachedKey ??=
      this.env.SECRET_KEY === undefined
        ? keyOfFile(this.env.DATA_DIR)
        : scryptSync(this.env.SECRET_KEY, 'linky-local', KEY_BYTES))
  }
}

function keyOfFile(folder: string): Buffer {
  const file = join(folder, 'secret.key')
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, error)
  }
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
    if (key.length === KEY_BYTES) return key
  } catch (error) {
    throw unusable(file, error)
  }
  throw unusable(file, new Error('it holds no key of ours'))
}

function unusable(file: string, cause: unknown): ConfigError {
  return new ConfigError(
    [`The key file ${file} cannot be used (${messageOf(cause)}): put it right, or set SECRET_KEY.`],
    { cause },
  )
}
