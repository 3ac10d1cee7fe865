import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common'
import { Inject, Injectable, Logger } from '@nestjs/common'

import type { Instant, Reason } from '../core/index.js'
import {
  AppError,
  Clock,
  Env,
  EventBus,
  GatewayMalformed,
  GatewayRefused,
  GatewayUnavailable,
  InvalidInput,
  messageOf,
} from '../core/index.js'

import type { BreakerCause, BreakerState } from './breaker.js'
import {
  BREAKER_CAUSES,
  EVERYWHERE,
  afterFailure,
  causeOf,
  phaseOf,
  questionOf,
  scopesStruck,
} from './breaker.js'
import { BreakerRepository } from './breaker.repository.js'
import type { CallMode } from './gateway.types.js'

/** What stands in the way at the gateway, of one meter or (pdl null) of all. */
export interface GatewayProblem {
  readonly code: Reason
  readonly pdl: string | null
  readonly message: string
  readonly retryAt: Instant | null
  readonly detail: string | null
}

export interface Passage<T> {
  /** A pdl, or the name of what has no meter. */
  readonly scope: string
  readonly mode: CallMode
  readonly authenticated: boolean
  /** What is asked about the scope, a dataset for instance: refused for good, it alone is no longer asked. */
  readonly question?: string | undefined
  /** false: the answer does not tell whether the meter can be read (an empty load curve hides its cause). */
  readonly proves?: ((result: T) => boolean) | undefined
}

const RECENT_MS = 24 * 3_600_000

/** Remembers what fails, per meter and cause, and stops automatic calls that would only fail again. */
@Injectable()
export class Breakers implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Breakers.name)
  private readonly trials = new Set<string>()
  private loading: Promise<Map<string, BreakerState>> | undefined
  private stopListening: (() => void) | undefined

  constructor(
    @Inject(BreakerRepository) private readonly rows: Pick<BreakerRepository, 'all' | 'save' | 'remove'>,
    @Inject(Env) private readonly env: Pick<Env, 'BREAKER_FAILURES'>,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.stopListening = this.bus.on('CredentialsChanged', 'gateway', () => this.forgive())
  }

  onModuleDestroy(): void {
    this.stopListening?.()
  }

  /**
   * Runs a call unless one of its doors is open. Throws the remembered problem, without the call, in auto mode; after the
   * cool-down one call tries, the others wait for what it finds. A manual call always tries.
   * @param call told whether it is such a trial: one request is enough to find out.
   */
  async through<T>(passage: Passage<T>, call: (isTrial: boolean) => Promise<T>): Promise<T> {
    const states = await this.states()
    const trials = this.enter(states, passage)
    try {
      const result = await call(passage.mode === 'auto' && trials.length > 0)
      await this.cleared(EVERYWHERE, passage.authenticated ? ['OUTAGE', 'CREDENTIALS'] : ['OUTAGE'])
      if (passage.proves?.(result) ?? true) {
        await this.cleared(passage.scope, BREAKER_CAUSES)
        if (passage.question !== undefined)
          await this.cleared(questionOf(passage.scope, passage.question), ['QUESTION'])
      }
      return result
    } catch (error) {
      if (error instanceof AppError) await this.failed(passage, error)
      throw error
    } finally {
      for (const trial of trials) this.trials.delete(trial)
    }
  }

  /** Whether the secret was refused, and the hour is over after which it may be checked again for nothing. */
  async credentialsDue(): Promise<boolean> {
    const state = (await this.states()).get(keyOf(EVERYWHERE, 'CREDENTIALS'))
    return phaseOf(state, this.clock.now()) === 'half-open'
  }

  /** Open causes, and failures of the last day that nothing has cleared yet, newest first, each code once a meter. Nobody asks for an older one any more. */
  async problems(): Promise<GatewayProblem[]> {
    const now = this.clock.now()
    const held = [...(await this.states()).values()].filter(
      ({ retryAt, updatedAt, cause }) =>
        (retryAt ?? 0) > now || (cause !== 'QUOTA' && updatedAt > now - RECENT_MS),
    )
    const everywhere = new Set(held.flatMap(({ scope, code }) => (scope === EVERYWHERE ? [code] : [])))
    const problems = held
      .filter(({ scope, code }) => scope === EVERYWHERE || !everywhere.has(code))
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .map(({ scope, code, message, retryAt, detail }) => ({
        code,
        pdl: /^\d{14}(?=$|\/)/.exec(scope)?.[0] ?? null,
        message,
        retryAt,
        detail,
      }))
    const isTold = ({ code, pdl }: GatewayProblem, before: readonly GatewayProblem[]) =>
      before.some((other) => other.code === code && other.pdl === pdl)
    return problems.filter((problem, index) => !isTold(problem, problems.slice(0, index)))
  }

  private enter(states: ReadonlyMap<string, BreakerState>, passage: Passage<never>): string[] {
    const now = this.clock.now()
    const doors = [
      ...(passage.authenticated ? [keyOf(EVERYWHERE, 'CREDENTIALS')] : []),
      keyOf(EVERYWHERE, 'OUTAGE'),
      ...BREAKER_CAUSES.map((cause) => keyOf(passage.scope, cause)),
      ...(passage.question === undefined
        ? []
        : [keyOf(questionOf(passage.scope, passage.question), 'QUESTION')]),
    ]
    const closed = doors.flatMap((key) => {
      const state = states.get(key)
      const phase = phaseOf(state, now)
      return state && phase !== 'closed'
        ? [{ key, state, shut: phase === 'open' || this.trials.has(key) }]
        : []
    })
    const shut = passage.mode === 'auto' ? closed.find((door) => door.shut) : undefined
    if (shut) throw rememberedError(shut.state, now)
    const trials = closed.map(({ key }) => key)
    for (const key of trials) this.trials.add(key)
    return trials
  }

  private async failed({ scope, question }: Passage<never>, error: AppError): Promise<void> {
    const struck = scopesStruck(error.code, scope, question)
    const states = await this.states()
    const cause = causeOf(error.code)
    for (const place of cause === null ? [] : struck) {
      const key = keyOf(place, cause ?? 'OUTAGE')
      const next = afterFailure(states.get(key), place, error, this.clock.now(), this.env.BREAKER_FAILURES)
      if (next) await this.remember(key, next)
    }
    const answered = error.code !== 'QUOTA_EXHAUSTED' && error.code !== 'CREDENTIALS_MISSING'
    if (answered && !struck.includes(EVERYWHERE)) await this.cleared(EVERYWHERE, ['OUTAGE'])
    if (cause === 'CONSENT' || cause === 'QUESTION' || (cause === null && answered))
      await this.cleared(scope, ['OUTAGE'])
  }

  private async cleared(scope: string, causes: readonly BreakerCause[]): Promise<void> {
    const states = await this.states()
    for (const cause of causes) {
      if (!states.delete(keyOf(scope, cause))) continue
      await this.write(() => this.rows.remove(scope, cause))
    }
  }

  /** Another secret may be another account: what was refused to the old one says nothing. */
  private async forgive(): Promise<void> {
    for (const { scope, cause } of [...(await this.states()).values()])
      if (cause !== 'OUTAGE' && cause !== 'MALFORMED') await this.cleared(scope, [cause])
  }

  private async remember(key: string, state: BreakerState): Promise<void> {
    ;(await this.states()).set(key, state)
    await this.write(() => this.rows.save(state))
  }

  /** A breaker that cannot be written still works until the next start. */
  private async write(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.logger.warn(`A breaker could not be stored: ${messageOf(error)}`)
    }
  }

  private states(): Promise<Map<string, BreakerState>> {
    this.loading ??= this.load()
    return this.loading
  }

  /** The secret may have changed while we were stopped: it is checked again at once. */
  private async load(): Promise<Map<string, BreakerState>> {
    const rows = await this.rows.all().catch((error: unknown) => {
      this.loading = undefined
      throw error
    })
    return new Map(
      rows.map((row) => [
        keyOf(row.scope, row.cause),
        row.cause === 'CREDENTIALS' ? { ...row, retryAt: 0 } : row,
      ]),
    )
  }
}

function keyOf(scope: string, cause: BreakerCause): string {
  return `${scope} ${cause}`
}

function rememberedError(state: BreakerState, now: Instant): AppError {
  const { code, message } = state
  const details = {
    detail: state.detail ?? undefined,
    retryAt: state.retryAt !== null && state.retryAt > now ? state.retryAt : undefined,
  }
  switch (code) {
    case 'CREDENTIALS_REJECTED':
    case 'EMAIL_NOT_VERIFIED':
    case 'CONSENT_MISSING':
    case 'NOT_HOLDER':
    case 'USAGE_POINT_INACTIVE':
    case 'NO_PRODUCTION':
    case 'CURVE_NOT_ENABLED':
      return new GatewayRefused(code, message, details)
    case 'GATEWAY_UNREACHABLE':
    case 'GATEWAY_FAILED':
    case 'SOURCE_UNAVAILABLE':
    case 'RATE_LIMITED':
    case 'QUOTA_EXHAUSTED':
      return new GatewayUnavailable(code, message, details)
    case 'INVALID_INPUT':
      return new InvalidInput(message, details)
    default:
      return new GatewayMalformed(message, details)
  }
}
