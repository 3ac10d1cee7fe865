import { setTimeout } from 'node:timers/promises'

import { Logger } from '@nestjs/common'
import { Client } from 'pg'

import type { DatabaseAddress } from './address.js'
import { clientConfigOf } from './address.js'

const logger = new Logger('PostgreSQL')

/** Returns once the server lets us in. Throws the failure, as soon as there is one. */
export async function untilReady(address: DatabaseAddress, failure: () => string | undefined): Promise<void> {
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

/** Makes the database unless it is there. */
export async function createDatabase(address: DatabaseAddress, name: string): Promise<void> {
  const client = new Client(clientConfigOf(address))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
