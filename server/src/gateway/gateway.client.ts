import { HttpService } from '@nestjs/axios'
import { Inject, Injectable } from '@nestjs/common'
import { firstValueFrom } from 'rxjs'

import type { Instant } from '../core/index.js'
import { Clock, Env } from '../core/index.js'

import type { Absence, Circumstances, Failure } from './failure.js'
import { recognise } from './gateway.forms.js'
import type { Outcome } from './outcome.js'
import { judge } from './outcome.js'
import { PATIENCE_MS, Pause, backoffMs, parseRetryAfter } from './retry.js'
import { transportFailure } from './transport-errors.js'

/** Two years of readings weigh 3 MB, the whole Tempo calendar 0.6 MB. */
const LARGEST_ANSWER = 64 * 1024 * 1024

/** One call of a daily counter: taken before each attempt, given back when the gateway did not count it. */
export interface CallUnit {
  take(): Promise<void>
  giveBack(): Promise<void>
  /** The gateway says that the counter is spent; its words may hold the limit. */
  spent(words: string): Promise<void>
}

export interface GatewayRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Segments are encoded here: `['pdl', id]`. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** null on public paths: the secret only travels where it is asked for. */
  readonly secret: string | null
  readonly form?: 'envelope' | 'bare'
  readonly unit?: CallUnit | undefined
  readonly signal?: AbortSignal | undefined
  /** Not tried again. */
  readonly once?: boolean
}

export interface GatewayReply {
  readonly data: unknown
  /** Why nothing, or not all, came; SOURCE_UNAVAILABLE: the gateway says that a part is missing. */
  readonly reason: Absence | 'SOURCE_UNAVAILABLE' | null
}

/** HTTP with the gateway, and nothing else: forms of answers, errors, retries. */
@Injectable()
export class GatewayClient {
  constructor(
    private readonly http: HttpService,
    @Inject(Env) private readonly env: Pick<Env, 'MED_API_URL' | 'GATEWAY_TIMEOUT_MS' | 'GATEWAY_ATTEMPTS'>,
    private readonly clock: Clock,
    private readonly pause: Pause,
  ) {}

  /**
   * One request, tried again where waiting helps; writes are never sent twice. `data` comes unread, null with an absence.
   * Throws GatewayUnavailable, GatewayRefused, GatewayMalformed, InvalidInput or NotFound, and the signal's reason when aborted.
   */
  async send(request: GatewayRequest): Promise<GatewayReply> {
    const again = (request.method ?? 'GET') === 'GET' && request.once !== true
    const attempts = again ? this.env.GATEWAY_ATTEMPTS : 1
    let last: Failure | undefined
    for (let count = 1; ; count++) {
      request.signal?.throwIfAborted()
      try {
        await request.unit?.take()
      } catch (spent) {
        throw last?.error ?? spent
      }
      const attempt = await this.attempt(request)
      if (attempt.failure?.counted === false) await request.unit?.giveBack()
      if (attempt.quotaWords !== undefined) await request.unit?.spent(attempt.quotaWords)
      if (attempt.reply) return attempt.reply
      last = attempt.failure
      const waitMs = this.waitBefore(last, count)
      if (!last.again || count >= attempts || waitMs > PATIENCE_MS) throw last.error
      await this.pause.wait(waitMs, request.signal)
    }
  }

  private waitBefore({ error }: Failure, count: number): number {
    const jittered = backoffMs(count, Math.random())
    return error.retryAt === undefined ? jittered : Math.max(jittered, error.retryAt - this.clock.now())
  }

  private async attempt(request: GatewayRequest): Promise<Outcome> {
    const path = `/${request.path.map(encodeURIComponent).join('/')}`
    const deadline = AbortSignal.timeout(this.env.GATEWAY_TIMEOUT_MS)
    const circumstances = (retryAfter?: Instant): Circumstances => ({
      now: this.clock.now(),
      path,
      secret: request.secret,
      read: (request.method ?? 'GET') === 'GET',
      retryAfter,
    })
    try {
      const { status, data, headers } = await firstValueFrom(
        this.http.request<string>({
          method: request.method ?? 'GET',
          url: `${this.env.MED_API_URL.replace(/\/+$/, '')}${path}${queryOf(request.query)}`,
          data: request.body,
          headers: {
            Accept: 'application/json',
            'User-Agent': 'linky-local',
            ...(request.secret === null ? {} : { Authorization: `Bearer ${request.secret}` }),
          },
          responseType: 'text',
          transformResponse: [(body: unknown) => body],
          validateStatus: () => true,
          maxRedirects: 0,
          maxContentLength: LARGEST_ANSWER,
          signal: request.signal ? AbortSignal.any([request.signal, deadline]) : deadline,
        }),
      )
      const form = recognise({ status, text: data }, request.form ?? 'envelope')
      const retryAfter: unknown = headers['retry-after']
      const now = this.clock.now()
      const at = circumstances(parseRetryAfter(typeof retryAfter === 'string' ? retryAfter : undefined, now))
      return judge(status, form, at)
    } catch (thrown) {
      request.signal?.throwIfAborted()
      const timedOutMs = deadline.aborted ? this.env.GATEWAY_TIMEOUT_MS : undefined
      return { failure: transportFailure(thrown, circumstances(), timedOutMs) }
    }
  }
}

function queryOf(query: GatewayRequest['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  if (pairs.length === 0) return ''
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`
}
