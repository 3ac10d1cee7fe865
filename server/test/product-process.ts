import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'
import { expect } from 'vitest'

import type { Simulator } from '../simulator/index.js'
import { clientConfigOf } from '../src/core/index.js'
import { runningPostmaster, stopPostmaster } from '../src/core/database/postmaster.js'

const MAIN = join(import.meta.dirname, '..', 'dist', 'src', 'main.js')
const SUPERUSER = 'linky'
const PATIENCE = { timeout: 60_000, interval: 10 }

export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** The built product, running as a process of its own. */
export interface Product {
  /** All it has said so far, on both its outputs. */
  readonly output: string
  readonly isRunning: boolean
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Its address, once it says that it is ready; throws what it said when it ends before. */
  ready(): Promise<string>
  /** Returns once it has said this. */
  says(words: RegExp | string): Promise<void>
  /** Answer of a GraphQL request; throws the errors in it. */
  ask<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>
  /** What GET /health answers. */
  health(): Promise<{ status: number; body: unknown }>
  /** Sends the signal and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<Ended>
}

/** A data folder, and the products that live on it one after another. */
export interface ProductHome {
  readonly folder: string
  readonly dataDir: string
  /** @param env over: any free port, this home's data folder, no jitter. */
  start(env?: Readonly<Record<string, string>>): Product
  /** SIGKILL to the PostgreSQL of this home, should it run. */
  killDatabase(): void
  /** Rows of a query on the PostgreSQL of this home, which must run. */
  sql<T>(query: string): Promise<T[]>
  /** Ends whatever still runs here, and removes the folder. */
  close(): Promise<void>
}

/** What a product needs to talk with a simulator, on its clock. */
export function gatewayOf(simulator: Simulator): Record<string, string> {
  return {
    MED_API_URL: simulator.url,
    MED_CLIENT_SECRET: simulator.secret,
    CLOCK_START: new Date(simulator.clock.now()).toISOString(),
  }
}

/** @param at an existing folder to live in; left out: a new one, of which the data folder is a part. */
export function openHome(at?: string): ProductHome {
  if (!existsSync(MAIN))
    throw new Error(`${MAIN} is missing: build the server first (npm run build -w server).`)
  const folder = at ?? mkdtempSync(join(tmpdir(), 'linky-home-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const cluster = join(dataDir, 'postgres')
  const products: Product[] = []
  return {
    folder,
    dataDir,
    start(env = {}) {
      const product = startProduct(folder, { DATA_DIR: dataDir, SYNC_JITTER_MAX: 'PT0S', ...env })
      products.push(product)
      return product
    },
    killDatabase: () => {
      const running = runningPostmaster(cluster)
      if (running) process.kill(running.pid, 'SIGKILL')
    },
    async sql<T>(query: string) {
      const running = runningPostmaster(cluster)
      if (!running) throw new Error(`No PostgreSQL runs on ${cluster}.`)
      const place = { host: running.socketFolder, port: 5432, user: SUPERUSER, database: 'linky' }
      const client = new Client(clientConfigOf(place))
      await client.connect()
      try {
        return (await client.query(query)).rows as T[]
      } finally {
        await client.end()
      }
    },
    async close() {
      for (const product of products) if (product.isRunning) await product.end('SIGKILL')
      await stopPostmaster(cluster)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function startProduct(cwd: string, env: Readonly<Record<string, string>>): Product {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    cwd,
    env: { PATH: process.env.PATH, TZ: process.env.TZ, NO_COLOR: '1', PORT: '0', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  const ended = new Promise<Ended>((resolve, reject) =>
    child.once('error', reject).once('close', (code) => {
      resolve({ code, output })
    }),
  )
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const addressSaid = () => /ready: (\S+)/.exec(output)?.[1]
  const until = async (isSo: () => boolean, what: string) => {
    const isDecided = () => isSo() || !isRunning()
    await expect
      .poll(isDecided, PATIENCE)
      .toBe(true)
      .catch(() => undefined)
    if (!isRunning()) await ended
    if (!isSo()) throw new Error(`Waited in vain for ${what}. It said:\n${output}`)
  }
  return {
    get output() {
      return output
    },
    get isRunning() {
      return isRunning()
    },
    get pid() {
      return child.pid ?? 0
    },
    ended,
    async ready() {
      await until(() => addressSaid() !== undefined, 'its start')
      return addressSaid() ?? ''
    },
    says: (words) =>
      until(() => (typeof words === 'string' ? output.includes(words) : words.test(output)), String(words)),
    async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}) {
      const response = await fetch(`${addressSaid()}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      const answer = (await response.json()) as { data: T; errors?: unknown[] }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
      return answer.data
    },
    async health() {
      const response = await fetch(`${addressSaid()}/health`)
      return { status: response.status, body: await response.json() }
    },
    end(signal = 'SIGTERM') {
      if (isRunning()) child.kill(signal)
      return ended
    },
  }
}
