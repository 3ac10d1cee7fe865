import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { Logger } from '@nestjs/common'
import { Client } from 'pg'

import { AppError, ConfigError, messageOf } from '../errors.js'

import type { DatabaseAddress } from './address.js'
import { clientConfigOf } from './address.js'
import { makeCluster, placeCluster, ROOT_HOME, SUPERUSER } from './cluster.js'
import { withFileLock } from './file-lock.js'
import { findBinaries } from './postgres-binaries.js'
import { launchPostmaster } from './postmaster-launch.js'
import type { Postmaster } from './postmaster.js'
import { removeRemains, runningPostmaster, stopPostmaster } from './postmaster.js'

const logger = new Logger('PostgreSQL')

export interface EmbeddedPostgresOptions {
  /** Wished place of the cluster; made when missing. */
  readonly folder: string
  readonly database?: string
  /** More of postgresql.conf, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  readonly address: DatabaseAddress
  /** Where the cluster really is. */
  readonly folder: string
  /** It ran already: an earlier process had started it and died. */
  readonly adopted: boolean
  stop(): Promise<void>
}

/**
 * Our own PostgreSQL on this folder, running and reachable: made, started, or adopted when a killed process left it behind.
 * It has no TCP port; its socket is in a folder that only we can enter. It outlives us unless stopped.
 * Throws ConfigError (what to change) or AppError STORAGE_UNAVAILABLE (why it does not start); both name the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const wished = resolve(options.folder)
  try {
    mkdirSync(dirname(wished), { recursive: true })
    accessSync(dirname(wished), constants.W_OK | constants.X_OK)
    return await withFileLock(`${wished}.lock`, () => startAlone(wished, options))
  } catch (error) {
    throw explained(error, dirname(wished))
  }
}

async function startAlone(
  wished: string,
  { database = 'linky', settings = {} }: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const place = placeCluster(wished)
  const { folder, account } = place
  const survivor = await usableSurvivor(folder)
  const reached = (socketFolder: string): DatabaseAddress => ({
    host: socketFolder,
    port: 5432,
    user: SUPERUSER,
    database: 'postgres',
  })
  let address: DatabaseAddress
  if (survivor === undefined) {
    await removeRemains(folder)
    const copies = account === undefined ? dirname(wished) : ROOT_HOME
    const { initdb, postgres } = findBinaries(account, copies)
    await makeCluster(place, initdb, settings.fsync !== 'off')
    const server = launchPostmaster(place, { postgres, settings, logFile: `${wished}.log` })
    address = reached(server.socketFolder)
    await untilReady(address, () => server.failure())
  } else {
    address = reached(survivor.socketFolder)
    await untilReady(address, () =>
      runningPostmaster(folder) ? undefined : 'it ended while it was starting',
    )
  }
  await createDatabase(address, database)
  return {
    address: { ...address, database },
    folder,
    adopted: survivor !== undefined,
    stop: () => stopPostmaster(folder),
  }
}

/** A server left behind by a killed process, unless it is ending or its socket was swept away. */
async function usableSurvivor(folder: string): Promise<Postmaster | undefined> {
  for (;;) {
    const running = runningPostmaster(folder)
    if (running === undefined) return undefined
    if (running.status === 'ready' && existsSync(join(running.socketFolder, '.s.PGSQL.5432'))) return running
    if (running.status === 'ready') {
      logger.warn(`PostgreSQL runs on ${folder} without its socket: starting it again.`)
      await stopPostmaster(folder)
    }
    await setTimeout(25)
  }
}

async function untilReady(address: DatabaseAddress, failure: () => string | undefined): Promise<void> {
  const start = performance.now()
  let told = start
  while (!(await connects(address))) {
    const cause = failure()
    if (cause !== undefined) throw new Error(cause)
    if (performance.now() - told > 15_000) {
      told = performance.now()
      logger.warn(
        `PostgreSQL is not ready after ${Math.round((told - start) / 1000)} s: it may be recovering from a crash. Waiting.`,
      )
    }
    await setTimeout(20)
  }
}

async function connects(address: DatabaseAddress): Promise<boolean> {
  const client = new Client(clientConfigOf(address))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function createDatabase(address: DatabaseAddress, name: string): Promise<void> {
  const client = new Client(clientConfigOf(address))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

const SQLITE_READONLY_OR_CANTOPEN = [8, 14]

function explained(cause: unknown, folder: string): AppError {
  if (cause instanceof AppError) return cause
  const { code = '', errcode = 0 } = cause as { code?: string; errcode?: number }
  const message = messageOf(cause)
  if (code === 'ENOSPC' || message.includes('No space left on device'))
    return new AppError('STORAGE_UNAVAILABLE', `The disk that holds ${folder} is full.`, {
      level: 'error',
      detail: message,
      cause,
    })
  if (
    ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'].includes(code) ||
    SQLITE_READONLY_OR_CANTOPEN.includes(errcode)
  )
    return new ConfigError(
      [
        `The data folder ${folder} cannot be made or written to (${message}): free it, or choose another with DATA_DIR.`,
      ],
      { cause },
    )
  return new AppError('STORAGE_UNAVAILABLE', `PostgreSQL does not start on ${folder}: ${message}`, {
    level: 'error',
    cause,
  })
}
