import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import { pipeline, Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { createGzip } from 'node:zlib'

import type { AxiosRequestConfig, AxiosResponse } from 'axios'
import axios from 'axios'

import type { Span } from './comparison.js'
import type { Line } from './lines.js'
import { statusFailure, transportFailure } from './peer-failure.js'
import type { Sample, SeriesId } from './series.js'
import { keyOf, selectorOf } from './series.js'
import type { Settings } from './settings.js'

/** Text that is compressed at once. */
const CHUNK_LENGTH = 256 * 1024

type Headers = Readonly<Record<string, string>>

/** Samples by series key, oldest first. */
export type Held = ReadonlyMap<string, readonly Sample[]>

/** HTTP with one VictoriaMetrics. Throws ExportFailed, or the signal's reason once aborted; its messages hold no secret. */
export class VictoriaMetricsClient {
  private readonly agent: Agent | undefined
  private readonly session = randomUUID()
  private looks = 0

  constructor(
    readonly settings: Settings,
    private readonly signal: AbortSignal,
  ) {
    if (settings.ca !== undefined) this.agent = new Agent({ ca: settings.ca, keepAlive: true })
  }

  /** Asks for the number 1: unlike `/health`, this needs the credentials. */
  async one(): Promise<boolean> {
    const text = await this.text({ url: `${this.settings.readUrl}/query`, params: { query: '1' } })
    return text.includes('"success"')
  }

  /** Streams lines, gzip. The answer proves nothing: read back. */
  async import(lines: Iterable<Line>): Promise<void> {
    const body = createGzip({ level: 1 })
    pipeline(Readable.from(chunksOf(lines)), body, () => undefined)
    try {
      await this.text(
        { method: 'POST', url: this.settings.importUrl, data: body },
        { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      )
    } finally {
      body.destroy()
    }
  }

  /** What it holds of these series in a span, as stored: a sample sent twice is there twice. */
  async held(series: readonly SeriesId[], { from, to }: Span): Promise<Held> {
    const held = new Map<string, Sample[]>()
    if (series.length === 0 || to <= from) return held
    const form = new URLSearchParams({ start: (from / 1000).toFixed(3), end: ((to - 1) / 1000).toFixed(3) })
    for (const one of series) form.append('match[]', selectorOf(one, this.freshLook()))
    const response = await this.request<Readable>({
      method: 'POST',
      url: `${this.settings.readUrl}/export`,
      data: form,
      responseType: 'stream',
    })
    try {
      for await (const line of linesIn(response.data)) readExported(line, held)
    } catch (thrown) {
      throw this.failureOf(thrown)
    }
    for (const samples of held.values()) samples.sort((a, b) => a.at - b.at)
    return held
  }

  /** Series that answer to these selectors, whatever their age. */
  async count(selectors: readonly string[]): Promise<number> {
    const form = new URLSearchParams({ start: '1' })
    for (const selector of selectors) form.append('match[]', selector.replace(/\}$/, `,${this.freshLook()}}`))
    const text = await this.text({ method: 'POST', url: `${this.settings.readUrl}/series`, data: form })
    const { data } = JSON.parse(text) as { data?: readonly unknown[] }
    return data?.length ?? 0
  }

  async deleteSeries(selectors: readonly string[]): Promise<void> {
    const form = new URLSearchParams()
    for (const selector of selectors) form.append('match[]', selector)
    if (this.settings.deleteKey !== undefined) form.append('authKey', this.settings.deleteKey)
    await this.text({ method: 'POST', url: this.settings.deleteUrl, data: form })
  }

  /** `v1.112.0`; null where it is not told. */
  async version(): Promise<string | null> {
    const { metricsUrl } = this.settings
    if (metricsUrl === null) return null
    const text = await this.text({ url: metricsUrl }).catch(() => '')
    return /vm_app_version\{[^}]*short_version="([^"]+)"/.exec(text)?.[1] ?? null
  }

  /** Old samples that arrive leave the cached answers of a cluster wrong; a single server sees to it by itself. */
  async resetCache(): Promise<void> {
    if (this.settings.resetCacheUrl !== null) await this.text({ url: this.settings.resetCacheUrl })
  }

  pause(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: this.signal })
  }

  /** Holds for every series, and differs each time: which series a selector finds is cached for 10 s, new ones or not. */
  private freshLook(): string {
    return `linky_look!="${this.session}-${++this.looks}"`
  }

  private async text(config: AxiosRequestConfig, headers: Headers = {}): Promise<string> {
    return (await this.request<string>({ ...config, responseType: 'text' }, headers)).data
  }

  private async request<T>(config: AxiosRequestConfig, more: Headers = {}): Promise<AxiosResponse<T>> {
    const { headers, timeoutMs } = this.settings
    const deadline = AbortSignal.timeout(timeoutMs)
    let response: AxiosResponse<T>
    try {
      response = await axios.request<T>({
        ...config,
        headers: { 'User-Agent': 'linky-local', ...headers, ...more },
        httpsAgent: this.agent,
        transformResponse: [(body: unknown) => body],
        maxRedirects: 0,
        maxBodyLength: Infinity,
        proxy: false,
        validateStatus: () => true,
        signal: AbortSignal.any([this.signal, deadline]),
      })
    } catch (thrown) {
      throw this.failureOf(thrown, deadline.aborted)
    }
    if (response.status >= 200 && response.status < 300) return response
    throw statusFailure(response.status, await wordsOf(response.data), this.settings)
  }

  private failureOf(thrown: unknown, timedOut = false): Error {
    if (this.signal.aborted) return this.signal.reason as Error
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
    return transportFailure(code, timedOut, this.settings)
  }
}

function* chunksOf(lines: Iterable<Line>): Generator<string> {
  let chunk = ''
  for (const { text } of lines) {
    chunk += `${text}\n`
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** A body that breaks off throws here, and nowhere else. */
async function* linesIn(body: Readable): AsyncGenerator<string> {
  body.on('error', () => undefined).setEncoding('utf8')
  let rest = ''
  for await (const part of body) {
    const lines = `${rest}${String(part)}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

interface ExportedLine {
  readonly metric: Readonly<Record<string, string>>
  readonly values: readonly (number | null)[]
  readonly timestamps: readonly number[]
}

function readExported(line: string, held: Map<string, Sample[]>): void {
  if (line.trim() === '') return
  const { metric, values, timestamps } = JSON.parse(line) as ExportedLine
  const { __name__: name = '', ...labels } = metric
  const key = keyOf({ name, labels })
  const samples = held.get(key) ?? []
  held.set(key, samples)
  for (const [index, at] of timestamps.entries()) samples.push({ at, value: values[index] ?? NaN })
}

async function wordsOf(body: unknown): Promise<string> {
  if (typeof body === 'string') return body
  if (!(body instanceof Readable)) return ''
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
