import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { temporaryFolder } from './house.js'
import { freePort } from './product-process.js'

const NAMES = ['victoria-metrics', 'victoria-metrics-prod']
const PATIENCE_MS = 30_000

/** The command of this machine; null = it has none. `npm run test:peers` installs it. */
export function findVictoriaMetrics(): string | null {
  return NAMES.find((name) => spawnSync(name, ['-version']).status === 0) ?? null
}

/** A real VictoriaMetrics, empty, that keeps everything. */
export class VictoriaMetrics {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(command: string): Promise<VictoriaMetrics> {
    const folder = temporaryFolder()
    const port = await freePort()
    const child = spawn(
      command,
      [
        `-httpListenAddr=127.0.0.1:${port}`,
        `-storageDataPath=${join(folder, 'data')}`,
        '-retentionPeriod=100y',
      ],
      { stdio: 'ignore' },
    )
    const server = new VictoriaMetrics(`http://127.0.0.1:${port}`, folder, child)
    await server.untilReady()
    return server
  }

  /** One request, as small as HTTP allows. */
  async post(body: Uint8Array): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': body.length,
    }
    const status = await new Promise<number>((resolve, reject) => {
      request(`${this.url}/api/v1/import`, { method: 'POST', headers }, (response) => {
        buffer(response).then(() => resolve(response.statusCode ?? 0), reject)
      })
        .on('error', reject)
        .end(body)
    })
    if (status !== 204) throw new Error(`VictoriaMetrics answered ${status}.`)
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null) {
      const exit = once(this.child, 'exit')
      this.child.kill('SIGTERM')
      await exit
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async untilReady(): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    while (performance.now() < end) {
      await setTimeout(20)
      if (this.child.exitCode !== null) break
      const answer = await fetch(`${this.url}/health`).catch(() => null)
      if (answer?.ok) return
    }
    await this.close()
    throw new Error('VictoriaMetrics did not start.')
  }
}
