import 'reflect-metadata'

import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { Logger } from '@nestjs/common'

import type { DatabaseAddress, Env } from './core/index.js'
import {
  addressOf,
  describeAddress,
  lockInstance,
  MaskingLogger,
  maskSecrets,
  messageOf,
  nameStorage,
  parseEnv,
  registerSecretsOf,
  startEmbeddedPostgres,
  toAppError,
  waitForDatabase,
} from './core/index.js'
import { Households } from './households.js'
import { Shutdown } from './shutdown.js'

async function start(shutdown: Shutdown): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const env = parseEnv(process.env)
  registerSecretsOf(env)
  Logger.overrideLogger(new MaskingLogger(env.LOG_LEVEL))
  const lock = lockInstance(env)
  shutdown.add('instance lock', () => Promise.resolve(lock?.release()))
  const address = await openDatabase(env, shutdown)
  const households = new Households({
    env,
    address,
    onLost: (error) => {
      process.stderr.write(`${maskSecrets(explain(error))}\n`)
      void shutdown.run(1)
    },
  })
  shutdown.add('application', () => households.close())
  await households.open()
}

async function openDatabase(env: Env, shutdown: Shutdown): Promise<DatabaseAddress> {
  if (env.DATABASE_URL !== undefined) {
    const address = addressOf(env.DATABASE_URL)
    await waitForDatabase(address)
    nameStorage(describeAddress(address))
    return address
  }
  const starting = startEmbeddedPostgres({ folder: join(env.DATA_DIR, 'postgres') })
  shutdown.add('PostgreSQL', () =>
    starting.then(
      (postgres) => postgres.stop(),
      () => undefined,
    ),
  )
  const { address, folder } = await starting
  nameStorage(folder)
  return address
}

/** What a person must know when the start fails: a sentence for what can be put right, else the error itself. */
function explain(error: unknown): string {
  const { code, syscall, port } = error as { code?: string; syscall?: string; port?: number }
  const known = toAppError(error)
  if (known.code !== 'INTERNAL') return known.message
  if (syscall !== 'listen') return error instanceof Error ? (error.stack ?? error.message) : messageOf(error)
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program: set PORT to a free one.`
  if (code === 'EACCES') return `Port ${port} is not open to this account: set PORT to one above 1023.`
  return `Cannot listen (${messageOf(error)}): check HOST and PORT.`
}

const shutdown = new Shutdown()
try {
  await start(shutdown)
} catch (error) {
  process.stderr.write(`${maskSecrets(explain(error))}\n`)
  await shutdown.run(1)
}
