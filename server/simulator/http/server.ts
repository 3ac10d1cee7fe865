import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { SimulatorClock } from '../clock.js'
import type { FaultBoard, RequestFaults } from '../faults/fault-board.js'
import { wireReply } from '../faults/wire-faults.js'
import { naiveUtc } from '../wire-time.js'
import type { Account } from './account.js'
import type { Call, CallLog } from './calls.js'
import type { Exchange, Route } from './exchange.js'
import type { Reply } from './reply.js'
import { detail, internalError, Refusal } from './reply.js'
import { Router } from './router.js'

const ALLOWED_HOSTS =
  /^(?:(?:.+\.)?myelectricaldata\.fr|localhost|127\.0\.0\.1|backend|backend-client|host\.docker\.internal)$/
const CONTENT_TYPES = { envelope: 'application/json', bare: 'application/json', html: 'text/html' } as const

export interface GatewayServerParts {
  readonly clock: SimulatorClock
  readonly account: Account
  readonly calls: CallLog
  readonly faults: FaultBoard
  readonly routes: readonly Route[]
  /** Answers under `/__sim/`: neither logged nor faulty. */
  readonly control: readonly Route[]
}

export class GatewayServer {
  private readonly server: Server
  private readonly router: Router
  private readonly control: Router

  constructor(private readonly parts: GatewayServerParts) {
    this.router = new Router(parts.routes)
    this.control = new Router(parts.control)
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy())
    })
  }

  /** Returns the port it got. */
  async listen(port: number): Promise<number> {
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
    return (this.server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    this.server.closeAllConnections()
    await closed
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(request.url ?? '/', 'http://simulator')
    const path = target.pathname.replace(/^\/api(?=\/|$)/, '') || '/'
    const call: Call = {
      at: this.parts.clock.now(),
      method: request.method ?? 'GET',
      path,
      route: null,
      pdl: null,
      query: Object.fromEntries(target.searchParams),
      status: null,
      countedOn: null,
      enedisCalls: 0,
      faults: [],
    }
    const isControl = path.startsWith('/__sim')
    if (!isControl) this.parts.calls.add(call)
    const faults = this.parts.faults.for(call)
    const body = await bodyOf(request)
    const { method, query } = { method: call.method, query: target.searchParams }
    const exchange = { method, path, headers: request.headers, query, body, params: {}, call, faults }
    if (isControl) {
      this.send(response, call, await answerOf(this.control, exchange, () => undefined))
    } else {
      await this.answerWithFaults(exchange, faults, response)
    }
  }

  private async answerWithFaults(
    exchange: Exchange,
    faults: RequestFaults,
    response: ServerResponse,
  ): Promise<void> {
    const slow = faults.first('slow')
    if (slow) await sleep(slow.delayMs, undefined, { ref: false })
    if (faults.first('reset')) {
      response.socket?.resetAndDestroy()
      return
    }
    const imposed = wireReply(faults)
    const reply =
      imposed?.reply ??
      (hostAllowed(exchange.headers.host)
        ? await answerOf(this.router, exchange, () => {
            this.parts.account.authenticate(exchange.headers)
          })
        : ({ form: 'text', status: 400, body: 'Invalid host header' } as const))
    if (imposed?.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(imposed.retryAfterSeconds))
    }
    if (faults.first('truncated')) this.cut(response, exchange.call, reply)
    else this.send(response, exchange.call, reply)
  }

  private send(response: ServerResponse, call: Call, reply: Reply): void {
    call.status = reply.status
    const payload = Buffer.from(this.render(reply))
    response.writeHead(reply.status, {
      'Content-Type': contentTypeOf(reply),
      'Content-Length': payload.length,
    })
    response.end(payload)
  }

  private cut(response: ServerResponse, call: Call, reply: Reply): void {
    call.status = reply.status
    const payload = Buffer.from(this.render(reply))
    response.writeHead(reply.status, {
      'Content-Type': contentTypeOf(reply),
      'Content-Length': payload.length,
    })
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => response.destroy())
  }

  private render(reply: Reply): string {
    if (reply.form === 'text' || reply.form === 'html') return reply.body
    if (reply.form === 'bare') return JSON.stringify(reply.body)
    const { data, error } = reply
    return JSON.stringify({
      success: error === null || data !== null,
      data,
      error: error && { ...error, field: null },
      timestamp: naiveUtc(this.parts.clock.now()),
    })
  }
}

async function answerOf(router: Router, exchange: Exchange, authenticate: () => void): Promise<Reply> {
  try {
    const match = router.match(exchange.method, exchange.path)
    if (!match.found) return detail(match.status, match.status === 404 ? 'Not Found' : 'Method Not Allowed')
    const { route, params } = match
    exchange.call.route = route.path
    exchange.call.pdl = params.pdl ?? null
    if (route.access === 'user') authenticate()
    return await route.answer({ ...exchange, params })
  } catch (error) {
    return error instanceof Refusal ? error.reply : internalError()
  }
}

function hostAllowed(host: string | undefined): boolean {
  return ALLOWED_HOSTS.test((host ?? '').replace(/:\d+$/, ''))
}

function contentTypeOf(reply: Reply): string {
  return reply.form === 'text' ? 'text/plain; charset=utf-8' : CONTENT_TYPES[reply.form]
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
