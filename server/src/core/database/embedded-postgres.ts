import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { Logger } from '@nestjs/common'

import type { DatabaseAddress } from './address.js'
import type { Place } from './cluster.js'
import { makeCluster, placeCluster, ROOT_HOME, SUPERUSER } from './cluster.js'
import { withFileLock } from './file-lock.js'
import { findBinaries } from './postgres-binaries.js'
import { explained } from './postgres-faults.js'
import { createDatabase, untilReady } from './postgres-session.js'
import { launchPostmaster } from './postmaster-launch.js'
import type { Postmaster } from './postmaster.js'
import { removeRemains, runningPostmaster, stopPostmaster } from './postmaster.js'

const logger = new Logger('PostgreSQL')
const WATCH_MS = 2000

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

async function startAlone(wished: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = placeCluster(wished)
  const { folder } = place
  const survivor = await usableSurvivor(folder)
  const socketFolder = survivor?.socketFolder ?? (await launch(wished, place, options))
  const server = { host: socketFolder, port: 5432, user: SUPERUSER, database: 'postgres' }
  if (survivor !== undefined)
    await untilReady(server, () => (runningPostmaster(folder) ? undefined : 'it ended while it was starting'))
  const database = options.database ?? 'linky'
  await createDatabase(server, database)
  const watch = setInterval(() => {
    if (runningPostmaster(folder) === undefined) relaunch()
  }, WATCH_MS).unref()
  const relaunch = whenIdle(dirname(wished), async () => {
    await withFileLock(`${wished}.lock`, async () => {
      if (runningPostmaster(folder) !== undefined) return
      logger.warn(`PostgreSQL on ${folder} has ended by itself: starting it again.`)
      await launch(wished, place, options, socketFolder)
    })
  })
  return {
    address: { ...server, database },
    folder,
    adopted: survivor !== undefined,
    stop: async () => {
      clearInterval(watch)
      await stopPostmaster(folder)
    },
  }
}

/** @returns the socket's folder, once the server lets us in. */
async function launch(
  wished: string,
  place: Place,
  { settings = {} }: EmbeddedPostgresOptions,
  socketFolder?: string,
): Promise<string> {
  await removeRemains(place.folder)
  const copies = place.account === undefined ? dirname(wished) : ROOT_HOME
  const { initdb, postgres } = findBinaries(place.account, copies)
  await makeCluster(place, initdb, settings.fsync !== 'off')
  const server = launchPostmaster(place, { postgres, settings, logFile: `${wished}.log`, socketFolder })
  const address = { host: server.socketFolder, port: 5432, user: SUPERUSER, database: 'postgres' }
  await untilReady(address, () => server.failure())
  return server.socketFolder
}

/** The work, begun only when the last one is over; its failure is told, and the next call tries again. */
function whenIdle(folder: string, work: () => Promise<void>): () => void {
  let busy = false
  return () => {
    if (busy) return
    busy = true
    void work()
      .catch((error: unknown) => {
        logger.error(explained(error, folder).message)
      })
      .finally(() => {
        busy = false
      })
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
