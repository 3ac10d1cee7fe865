import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

const DAY = 24 * 60 * 60_000

interface StoredSample {
  readonly at: number
  readonly value: number
  readonly visibleAt: number
}

interface StoredSeries {
  readonly metric: Readonly<Record<string, string>>
  readonly visibleAt: number
  readonly samples: StoredSample[]
}

export interface FakeOptions {
  readonly retentionDays?: number
  /** Needed for everything but /health. */
  readonly authorization?: string
  /** vmauth 1.79 answers 400 to credentials that it does not know. */
  readonly asVmauth?: boolean
  readonly deleteAuthKey?: string
  /** Accepts a deletion and keeps the series. */
  readonly keepsDeleted?: boolean
  readonly prefix?: string
  readonly visibleAfterMs?: number
}

/**
 * A VictoriaMetrics as strict, and as lax, as the real one (exports.md, 3): 204 to whatever it cannot use, no update in
 * place, samples visible late, series found by a selector cached, deletion of whole series only.
 */
export class FakeVictoriaMetrics {
  readonly lines: string[] = []
  readonly requests: { readonly path: string; readonly gzip: boolean }[] = []
  /** Acknowledges imports and keeps nothing. */
  swallows = false
  readOnly = false
  stalls = false
  private readonly series = new Map<string, StoredSeries>()
  private readonly found = new Map<string, { readonly keys: ReadonlySet<string>; readonly until: number }>()
  private server: Server | undefined
  private port = 0
  private linesToLive = Infinity

  constructor(private readonly options: FakeOptions = {}) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.options.prefix ?? ''}`
  }

  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.answer(request, response))
    this.server = server
    this.linesToLive = Infinity
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
    return this
  }

  async close(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (!server) return
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  /** Dies when it has taken so many lines more, without an answer. */
  async dieAfter(lines: number): Promise<void> {
    this.linesToLive = lines
    if (lines === 0) await this.close()
  }

  /** Stored series that match a selector, samples in order of time. */
  read(selector: string): { metric: Readonly<Record<string, string>>; samples: readonly StoredSample[] }[] {
    const matches = matcherOf(selector)
    return [...this.series.values()]
      .filter(({ metric }) => matches(metric))
      .map(({ metric, samples }) => ({ metric, samples: [...samples].sort((a, b) => a.at - b.at) }))
  }

  /** Without times of sending: a gauge is its last value. */
  state(): unknown {
    return [...this.series.values()]
      .map(({ metric, samples }) => {
        const key = JSON.stringify(Object.entries(metric).sort())
        const sorted = [...samples].sort((a, b) => a.at - b.at)
        const values = sorted.map(({ at, value }) => [at, value])
        return [key, 'year' in metric ? values : (sorted.at(-1)?.value ?? null)] as const
      })
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  falsify(selector: string, value: number): void {
    const [first] = [...this.series.values()].filter(({ metric }) => matcherOf(selector)(metric))
    const sample = first?.samples[0]
    if (!first || !sample) throw new Error(`nothing to falsify in ${selector}`)
    first.samples[0] = { ...sample, value }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request).catch(() => null)
    if (body === null || this.stalls) return
    const { status, text } = this.replyTo(request, body)
    if (this.linesToLive > 0) {
      response.writeHead(status).end(text)
      return
    }
    request.socket.destroy()
    await this.close()
  }

  private replyTo({ url = '/', headers }: IncomingMessage, body: Buffer): Reply {
    const { authorization, asVmauth, prefix = '' } = this.options
    const { pathname, searchParams } = new URL(url, 'http://fake')
    const gzip = headers['content-encoding'] === 'gzip'
    this.requests.push({ path: pathname, gzip })
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : ''
    if (path === '/health') return reply(200, 'OK')
    if (authorization !== undefined && headers.authorization !== authorization)
      return asVmauth
        ? reply(400, `cannot find the provided auth token "${headers.authorization ?? ''}" in config`)
        : reply(401, '')
    if (path === '/api/v1/import') return this.import(body, gzip)
    const form = new URLSearchParams([...searchParams, ...new URLSearchParams(body.toString('utf8'))])
    switch (path) {
      case '/metrics':
        return reply(200, 'vm_app_version{version="x", short_version="v0.0.1"} 1\n')
      case '/api/v1/query':
        return reply(200, '{"status":"success","data":{"resultType":"vector","result":[]}}')
      case '/api/v1/export':
        return reply(200, this.export(form))
      case '/api/v1/series':
        return reply(200, JSON.stringify({ data: this.visible(form).map(({ metric }) => metric) }))
      case '/api/v1/admin/tsdb/delete_series':
        return this.delete(form)
      default:
        return reply(400, `requestURI: ${url}; unsupported path requested: "${pathname}"`)
    }
  }

  private import(body: Buffer, gzip: boolean): Reply {
    if (this.readOnly) return reply(503, 'cannot store metrics: the storage is in read-only mode')
    let text: string
    try {
      text = (gzip ? gunzipSync(body) : body).toString('utf8')
    } catch {
      return reply(400, 'cannot read gzip')
    }
    for (const line of text.split('\n').filter((one) => one !== '')) {
      if (this.linesToLive <= 0) break
      this.lines.push(line)
      if (!this.swallows) this.store(line)
      this.linesToLive--
    }
    return reply(204, '')
  }

  private store(line: string): void {
    let parsed: { metric?: Record<string, unknown>; values?: unknown[]; timestamps?: unknown[] }
    try {
      parsed = JSON.parse(line) as typeof parsed
    } catch {
      return
    }
    const { metric, values = [], timestamps = [] } = parsed
    if (!metric || values.length !== timestamps.length) return
    if (values.some((value) => value !== null && typeof value !== 'number')) return
    if (timestamps.some((at) => !Number.isInteger(at))) return
    const labels = Object.fromEntries(
      Object.entries(metric).filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
      ),
    )
    const visibleAt = Date.now() + (this.options.visibleAfterMs ?? 15)
    const key = JSON.stringify(Object.entries(labels).sort())
    const series = this.series.get(key) ?? { metric: labels, visibleAt: visibleAt + 15, samples: [] }
    for (const [index, at] of (timestamps as number[]).entries()) {
      const value = values[index] as number | null
      if (value === null || at < Date.now() - (this.options.retentionDays ?? 36_500) * DAY) continue
      if (at > Date.now() + 2 * DAY) continue
      series.samples.push({ at, value: Number(value.toPrecision(12)), visibleAt })
    }
    if (series.samples.length > 0) this.series.set(key, series)
  }

  private export(form: URLSearchParams): string {
    const from = Number(form.get('start') ?? 0) * 1000
    const to = Number(form.get('end') ?? Infinity) * 1000
    const now = Date.now()
    return this.visible(form)
      .map(({ metric, samples }) => {
        const inside = samples
          .filter(({ at, visibleAt }) => at >= from && at <= to && visibleAt <= now)
          .sort((a, b) => a.at - b.at)
        if (inside.length === 0) return ''
        const [values, timestamps] = [inside.map(({ value }) => value), inside.map(({ at }) => at)]
        return `${JSON.stringify({ metric, values, timestamps })}\n`
      })
      .join('')
  }

  private delete(form: URLSearchParams): Reply {
    const { deleteAuthKey, keepsDeleted } = this.options
    if (deleteAuthKey !== undefined && form.get('authKey') !== deleteAuthKey)
      return reply(400, `invalid authKey "${form.get('authKey') ?? ''}". It must match -deleteAuthKey`)
    const selectors = form.getAll('match[]').map(matcherOf)
    for (const [key, { metric }] of this.series)
      if (!keepsDeleted && selectors.some((matches) => matches(metric))) this.series.delete(key)
    return reply(204, '')
  }

  private visible(form: URLSearchParams): StoredSeries[] {
    const keys = new Set(form.getAll('match[]').flatMap((selector) => [...this.select(selector)]))
    return [...keys].flatMap((key) => this.series.get(key) ?? [])
  }

  /** Which series a selector finds is remembered for ten seconds, new ones or not. */
  private select(selector: string): ReadonlySet<string> {
    const now = Date.now()
    const known = this.found.get(selector)
    if (known && known.until > now) return known.keys
    const matches = matcherOf(selector)
    const keys = new Set(
      [...this.series]
        .filter(([, { metric, visibleAt }]) => visibleAt <= now && matches(metric))
        .map(([key]) => key),
    )
    this.found.set(selector, { keys, until: now + 10_000 })
    return keys
  }
}

function matcherOf(selector: string): (metric: Readonly<Record<string, string>>) => boolean {
  const conditions = [...selector.matchAll(/(\w+)(=~|!=|=)("(?:[^"\\]|\\.)*")/g)].map(
    ([, label = '', operator, quoted = '""']) => {
      const wanted = JSON.parse(quoted) as string
      const pattern = new RegExp(`^(?:${wanted})$`)
      return (metric: Readonly<Record<string, string>>) => {
        const value = metric[label] ?? ''
        if (operator === '=~') return pattern.test(value)
        return operator === '=' ? value === wanted : value !== wanted
      }
    },
  )
  if (conditions.length === 0) throw new Error(`the fake cannot read the selector ${selector}`)
  return (metric) => conditions.every((holds) => holds(metric))
}

interface Reply {
  readonly status: number
  readonly text: string
}

function reply(status: number, text: string): Reply {
  return { status, text }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
