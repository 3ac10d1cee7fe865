import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { startSimulator } from '../simulator/index.js'
import { temporaryFolder } from './house.js'
import type { Figure } from './measure.js'
import { plain } from './measure.js'
import { startProduct } from './product-process.js'

const CONSUMER = { pdl: '01226049119913', name: 'Appartement', subscribedPowerKva: 6 }
const PATIENCE_MS = 300_000
const SETTLE_MS = 3000

interface Memory {
  readonly rss: number
  /** null where the kernel does not tell. */
  readonly pss: number | null
}

/** Memory of the product and of its PostgreSQL, a moment after the first sync of one consumer. Linux only: reads /proc. */
export async function memory(): Promise<Figure[]> {
  if (process.platform !== 'linux') return []
  const simulator = await startSimulator({ households: [CONSUMER] })
  const folder = temporaryFolder()
  const product = await startProduct({
    DATA_DIR: join(folder, 'data'),
    MED_API_URL: simulator.url,
    MED_CLIENT_SECRET: simulator.secret,
  })
  const seconds = await firstSync(product.origin)
  await setTimeout(SETTLE_MS)
  const server = memoryOf([product.pid])
  const database = memoryOf(postgresUnder(join(folder, 'data', 'postgres')))
  await product.stop()
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
  return [
    plain('first sync of one consumer: ready to complete', seconds, 's'),
    plain('RSS of the server after it', server.rss, 'MB'),
    plain('RSS of PostgreSQL, summed: shared pages counted in each process', database.rss, 'MB'),
    ...(database.pss === null
      ? []
      : [plain('PSS of PostgreSQL: shared pages counted once', database.pss, 'MB')]),
  ]
}

/** @returns seconds until it ended. */
async function firstSync(origin: string): Promise<number> {
  const start = performance.now()
  const elapsed = () => performance.now() - start
  while (elapsed() < PATIENCE_MS) {
    await setTimeout(100)
    const answer = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ syncStatus { current { id } last { state } } }' }),
    })
    const { data } = (await answer.json()) as {
      data: { syncStatus: { current: unknown; last: { state: string } | null } }
    }
    const { current, last } = data.syncStatus
    if (current === null && last !== null) {
      if (last.state !== 'COMPLETE') throw new Error(`The first sync ended ${last.state}.`)
      return elapsed() / 1000
    }
  }
  throw new Error(`The first sync did not end within ${PATIENCE_MS / 1000} s.`)
}

/** The postmaster of a cluster and its children. */
function postgresUnder(cluster: string): number[] {
  const [postmaster = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  const children = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => field(`/proc/${pid}/status`, 'PPid') === Number(postmaster))
  return [postmaster, ...children].map(Number)
}

function memoryOf(pids: readonly number[]): Memory {
  const sum = (file: string, name: string) => {
    const kilobytes = pids.map((pid) => field(`/proc/${pid}/${file}`, name))
    return kilobytes.includes(null)
      ? null
      : kilobytes.reduce<number>((total, kb) => total + (kb ?? 0), 0) / 1024
  }
  return { rss: sum('status', 'VmRSS') ?? NaN, pss: sum('smaps_rollup', 'Pss') }
}

/** Number of a line `Name:  123 kB`; null when it cannot be read. */
function field(file: string, name: string): number | null {
  try {
    const value = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
    return value === undefined ? null : Number(value)
  } catch {
    return null
  }
}
