import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Day, Direction } from '../../src/core/index.js'
import { endOf, minutesOf } from '../../src/core/index.js'
import { aptProgram, freePort, PeerProcess, until } from './peers.js'

export function installVictoriaMetrics(): Promise<string> {
  return aptProgram('victoria-metrics', 'victoria-metrics')
}

export interface Exported {
  readonly metric: Readonly<Record<string, string>>
  readonly values: readonly number[]
  readonly timestamps: readonly number[]
}

/** A real VictoriaMetrics on a free port, with a folder of its own. */
export class VictoriaMetricsPeer {
  private process: PeerProcess | undefined

  private constructor(
    private readonly command: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly authorization: Readonly<Record<string, string>>,
  ) {}

  /** @param flags by default it keeps everything. */
  static async start(
    command: string,
    flags: readonly string[] = ['-retentionPeriod=100y'],
    authorization: Readonly<Record<string, string>> = {},
  ): Promise<VictoriaMetricsPeer> {
    const folder = await mkdtemp(join(tmpdir(), 'victoria-metrics-peer-'))
    const peer = new VictoriaMetricsPeer(command, folder, await freePort(), authorization)
    await peer.restart(flags)
    return peer
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async restart(flags: readonly string[]): Promise<void> {
    await this.process?.stop()
    const started = PeerProcess.start(this.command, [
      `-httpListenAddr=127.0.0.1:${this.port}`,
      `-storageDataPath=${this.folder}`,
      ...flags,
    ])
    this.process = started
    await until('VictoriaMetrics answers', async () => {
      if (!started.isRunning) throw new Error(started.output.slice(-1000))
      return (await fetch(`${this.url}/health`)).ok
    })
  }

  async close(): Promise<void> {
    await this.process?.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  async import(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<void> {
    await this.ask('/api/v1/import', { method: 'POST', body, headers })
    await this.flush()
  }

  /** Everything that was written becomes visible. Never done by the product. */
  async flush(): Promise<void> {
    await this.ask('/internal/force_flush')
  }

  /** Everything that it holds, or what answers to a selector. */
  async export(selector = '{__name__!=""}'): Promise<Exported[]> {
    const form = new URLSearchParams({ start: '1', end: '4102444800' })
    form.append('match[]', selector.replace(/\}$/, `,look!="${Math.random()}"}`))
    const text = await (await this.ask('/api/v1/export', { method: 'POST', body: form })).text()
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Exported)
  }

  /** Without times of sending: a gauge is its last value. */
  async state(): Promise<unknown> {
    return (await this.export())
      .map(({ metric, values, timestamps }) => {
        const samples = timestamps.map((at, index) => [at, values[index]])
        return [JSON.stringify(Object.entries(metric).sort()), metric.year ? samples : values.at(-1)] as const
      })
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** `sum_over_time` of a Paris day, as Grafana would ask it; null = nothing. */
  dayWh(
    pdl: string,
    direction: Direction,
    day: Day,
    granularity = 'day',
    bucket = 'total',
  ): Promise<number | null> {
    return this.sumOfDay(
      `linky_energy_wh{pdl="${pdl}",direction="${direction.toLowerCase()}",bucket="${bucket}",granularity="${granularity}"}`,
      day,
    )
  }

  dayEur(pdl: string, day: Day, granularity = 'day'): Promise<number | null> {
    return this.sumOfDay(`linky_cost_euros{pdl="${pdl}",bucket="total",granularity="${granularity}"}`, day)
  }

  private async sumOfDay(selector: string, day: Day): Promise<number | null> {
    await this.flush()
    const [first] = await this.query(
      `sum(sum_over_time(${selector}[${minutesOf(day)}m]))`,
      (endOf(day) - 1) / 1000,
    )
    return first ?? null
  }

  /** Values of an instant query. */
  async query(query: string, time: number): Promise<number[]> {
    const form = new URLSearchParams({ query, time: String(time), nocache: '1' })
    const { data } = await this.json('/api/v1/query', form)
    return data.result.map(({ value }) => Number(value?.[1]))
  }

  /** Points of a range query, all series together. */
  async queryRange(query: string, start: number, end: number, step: string): Promise<[number, number][]> {
    const form = new URLSearchParams({ query, step, start: String(start), end: String(end), nocache: '1' })
    const { data } = await this.json('/api/v1/query_range', form)
    return data.result.flatMap(({ values }) =>
      (values ?? []).map(([at, value]): [number, number] => [at, Number(value)]),
    )
  }

  private async json(path: string, body: URLSearchParams): Promise<Answer> {
    return (await (await this.ask(path, { method: 'POST', body })).json()) as Answer
  }

  private async ask(
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      headers: { ...this.authorization, ...headers },
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
}

/** The proxy of the same package, in front of one VictoriaMetrics. */
export async function startVmauth(
  behind: string,
  token: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vmauth-peer-'))
  const config = join(folder, 'auth.yml')
  await writeFile(config, `users:\n- bearer_token: "${token}"\n  url_prefix: "${behind}"\n`)
  const port = await freePort()
  const vmauth = PeerProcess.start('vmauth', [`-auth.config=${config}`, `-httpListenAddr=127.0.0.1:${port}`])
  const url = `http://127.0.0.1:${port}`
  await until('vmauth answers', async () => (await fetch(`${url}/health`)).ok)
  return {
    url,
    close: async () => {
      await vmauth.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Answer {
  readonly data: {
    readonly result: readonly {
      readonly value?: readonly [number, string]
      readonly values?: readonly (readonly [number, string])[]
    }[]
  }
}
