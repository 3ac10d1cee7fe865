import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.js')
const PATIENCE_MS = 120_000

/** The built product as a process of its own. */
export interface ProductProcess {
  readonly pid: number
  readonly origin: string
  /** From spawn to the first answer that says ready. */
  readonly secondsToReady: number
  stop(): Promise<void>
}

export async function startProduct(env: Readonly<Record<string, string>>): Promise<ProductProcess> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const start = performance.now()
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV,
      PORT: String(port),
      LOG_LEVEL: 'error',
      SYNC_JITTER_MAX: 'PT0S',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(origin, child)
  const secondsToReady = (performance.now() - start) / 1000
  return { pid: child.pid ?? 0, origin, secondsToReady, stop: () => stop(child) }
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (performance.now() < end) {
    await setTimeout(10)
    if (child.exitCode !== null)
      throw new Error(`The product ended with ${child.exitCode} while it was starting.`)
    try {
      if ((await fetch(`${origin}/health`)).ok) return
    } catch {
      // not listening yet
    }
  }
  await stop(child)
  throw new Error(`The product was not ready within ${PATIENCE_MS / 1000} s.`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
