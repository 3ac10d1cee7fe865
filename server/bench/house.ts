import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

import type { NestExpressApplication } from '@nestjs/platform-express'
import { Client } from 'pg'

import { ormOptions } from '../mikro-orm.config.js'
import { startSimulator } from '../simulator/index.js'
import { createApp } from '../src/app.js'
import {
  clientConfigOf,
  Clock,
  migrate,
  parseEnv,
  parseInstant,
  startEmbeddedPostgres,
} from '../src/core/index.js'

/** Noon of the day that is today for the product. */
const NOW = parseInstant('2026-11-24T12:00:00+01:00')

/** The product on a PostgreSQL of its own with the settings it ships with, and a session beside it for the floors. */
export interface House {
  readonly app: NestExpressApplication
  readonly session: Client
  /** Answer of a GraphQL request over HTTP, on a connection that stays open. Throws when it is an error. */
  ask(query: string, variables: Record<string, unknown>): Promise<Buffer>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const folder = temporaryFolder()
  const simulator = await startSimulator({ households: [] })
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  await migrate(ormOptions(postgres.address))
  const env = parseEnv({ MED_API_URL: simulator.url, DATA_DIR: folder, LOG_LEVEL: 'error' })
  const app = await createApp({ env, address: postgres.address, clock: new Clock(NOW) })
  await app.listen(0, '127.0.0.1')
  const session = new Client(clientConfigOf(postgres.address))
  await session.connect()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const address = `${await app.getUrl()}/graphql`
  return {
    app,
    session,
    ask: (query, variables) => post(address, agent, JSON.stringify({ query, variables })),
    close: async () => {
      agent.destroy()
      await session.end()
      await app.close()
      await postgres.stop()
      await simulator.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A folder that PostgreSQL's own account can enter when we are root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linky-bench-'))
  chmodSync(folder, 0o711)
  return folder
}

async function post(address: string, agent: Agent, body: string): Promise<Buffer> {
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    request(address, { method: 'POST', agent, headers }, (response) => {
      buffer(response).then(resolve, reject)
    })
      .on('error', reject)
      .end(body)
  })
  // Found without reading the answer as JSON, which would count as ours.
  if (answer.subarray(0, 10).toString() === '{"errors":') throw new Error(answer.toString())
  return answer
}
