import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { FileLock } from '../database/file-lock.js'
import { tryFileLock } from '../database/file-lock.js'
import { ConfigError, messageOf } from '../errors.js'

import type { Env } from './env.js'

/** One product per data folder. Throws ConfigError when another one runs there, or when the folder cannot be used. */
export function lockInstance({ DATA_DIR, DATABASE_URL }: Env): FileLock | undefined {
  let lock: FileLock | undefined
  try {
    mkdirSync(DATA_DIR, { recursive: true })
    lock = tryFileLock(join(DATA_DIR, 'instance.lock'))
  } catch (cause) {
    // With a database and a key from elsewhere, the folder is not needed.
    if (DATABASE_URL !== undefined) return undefined
    throw new ConfigError(
      [
        `The data folder ${DATA_DIR} cannot be made or written to (${messageOf(cause)}): free it, or choose another with DATA_DIR.`,
      ],
      { cause },
    )
  }
  if (lock !== undefined) return lock
  throw new ConfigError([
    `Another linky-local already runs on ${DATA_DIR}: stop it first, or choose another folder with DATA_DIR.`,
  ])
}
