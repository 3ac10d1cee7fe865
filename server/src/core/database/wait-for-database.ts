import { setTimeout } from 'node:timers/promises'

import { Logger } from '@nestjs/common'
import { Client } from 'pg'

import { ConfigError, messageOf } from '../errors.js'

import type { DatabaseAddress } from './address.js'
import { clientConfigOf, describeAddress } from './address.js'
import { unavailability } from './storage-errors.js'

const logger = new Logger('Database')
const MISSING_DATABASE = '3D000'

/**
 * Returns once the database answers, trying again for ever, less and less often (0.5 s → 15 s), one log line each time.
 * Throws ConfigError when waiting does not help: account or password refused, or a server that is no PostgreSQL.
 */
export async function waitForDatabase(address: DatabaseAddress): Promise<void> {
  for (let delay = 500; ; delay = Math.min(delay * 2, 15_000)) {
    const sentence = await whyNot(address)
    if (sentence === undefined) return
    logger.warn(`${sentence} (${describeAddress(address)}). Trying again in ${delay / 1000} s.`)
    await setTimeout(delay)
  }
}

async function whyNot(address: DatabaseAddress): Promise<string | undefined> {
  const client = new Client(clientConfigOf(address))
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    if ((error as { code?: string }).code === MISSING_DATABASE) return undefined
    const sentence = unavailability(error)
    if (sentence !== undefined) return `${sentence.slice(0, -1)}: ${causeOf(error)}`
    throw new ConfigError([`DATABASE_URL does not open ${describeAddress(address)}: ${messageOf(error)}.`], {
      cause: error,
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

function causeOf(error: unknown): string {
  return error instanceof AggregateError ? messageOf(error.errors[0]) : messageOf(error)
}
