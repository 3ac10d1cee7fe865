import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that came, whole. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/**
 * Who carries notices: a real HTTP server that keeps every request it heard, and can be made to misbehave. It is a webhook at
 * any path, and an ntfy server below it: it keeps what is published at its root, and gives it to who polls.
 */
export class NotifiedServer {
  readonly heard: Heard[] = []
  /** Statuses of the next answers, in turn; then 200. */
  readonly statuses: number[] = []
  /** It takes requests and answers none. */
  stalls = false
  /** Wanted in Authorization; null = nothing. */
  authorization: string | null = null
  private readonly published: { topic: string; line: string }[] = []
  private readonly http: Server

  constructor() {
    this.http = createServer((request, response) => void this.take(request, response))
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(port, '127.0.0.1', resolve))
    return this
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Bodies that were posted. */
  get posts(): unknown[] {
    return this.heard.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body) as unknown)
  }

  async close(): Promise<void> {
    this.http.closeAllConnections()
    await new Promise((resolve) => this.http.close(resolve))
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { method = '', url = '', headers } = request
    this.heard.push({ method, path: url, headers, body })
    const status = this.statusOf(headers)
    if (method === 'POST' && url === '/' && status === 200) this.publish(body)
    if (this.stalls) return
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(method === 'HEAD' ? undefined : this.answerTo(url))
  }

  private statusOf({ authorization }: IncomingMessage['headers']): number {
    if (this.authorization !== null && authorization !== this.authorization) return 403
    return this.statuses.shift() ?? 200
  }

  private publish(body: string): void {
    const { topic, title, message } = JSON.parse(body) as Record<string, string>
    const line = JSON.stringify({
      id: String(this.published.length),
      event: 'message',
      topic,
      title,
      message,
    })
    this.published.push({ topic: topic ?? '', line })
  }

  private answerTo(url: string): string {
    if (url === '/v1/health') return JSON.stringify({ healthy: true })
    const topic = /^\/([^/]+)\/json\?poll=1/.exec(url)?.[1]
    if (topic === undefined) return '{}'
    return this.published.flatMap((one) => (one.topic === topic ? `${one.line}\n` : [])).join('')
  }
}
