import { Inject, Injectable } from '@nestjs/common'

import { Clock, Env, GatewayUnavailable, nextUtcMidnight, Preferences, utcDayOf } from '../core/index.js'

import type { CountsOfDay } from './call-budget.js'
import { budgetOf, fairShareOf, leftOf, limitIn } from './call-budget.js'
import type { CallBudgetState } from './call-budget.types.js'
import { CallCountRepository } from './call-count.repository.js'
import type { CallUnit } from './gateway.client.js'
import type { CallMode, CallTally, Counter, GatewayUsage } from './gateway.types.js'

const NAMES = { cached: 'calls answered from the cache', fresh: 'calls that reach Enedis' } as const

/** The calls of the UTC day: counted before they are made, so that a refusal by the gateway is the exception. */
@Injectable()
export class CallBudget {
  /** Checks and counts follow one another: two calls never take the same last unit. */
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    @Inject(CallCountRepository) private readonly counts: Pick<CallCountRepository, 'load' | 'add' | 'hear'>,
    @Inject(Env) private readonly env: Pick<Env, 'RESERVED_FRESH_CALLS' | 'RESERVED_CACHED_CALLS'>,
    private readonly clock: Clock,
    @Inject(Preferences) private readonly preferences: Pick<Preferences, 'get'>,
  ) {}

  /** Limits, calls used by any client as far as known, and what is kept for actions by hand. */
  async state(): Promise<CallBudgetState> {
    return this.stateOf(await this.counts.load(this.today()), await this.ratio())
  }

  /** Automatic calls that a meter may still make today on a counter, when `points` meters share it fairly. */
  async leftFor(pdl: string, counter: Counter, points: number): Promise<number> {
    const counts = await this.counts.load(this.today())
    return fairShareOf(counts, this.stateOf(counts, await this.ratio())[counter], counter, pdl, points)
  }

  /** Calls that may still be made today. */
  async left(counter: Counter, mode: CallMode): Promise<number> {
    return leftOf((await this.state())[counter], mode)
  }

  /** What the gateway says of the day. */
  learn(usage: GatewayUsage): Promise<void> {
    return this.inTurn(() => this.counts.hear(this.today(), usage))
  }

  /**
   * The unit that a counted call spends. `take` throws GatewayUnavailable (QUOTA_EXHAUSTED), without a call, when none is left
   * for this mode: automatic calls leave those kept for actions by hand.
   */
  unit(
    counter: Counter,
    of: { pdl: string | null; mode: CallMode; calls?: CallTally | undefined },
  ): CallUnit {
    let takenOn = this.today()
    const count = async (units: number) => {
      await this.counts.add(takenOn, of.pdl, counter, units)
      if (of.calls) of.calls[counter] += units
    }
    return {
      take: () =>
        this.inTurn(async () => {
          takenOn = this.today()
          const state = await this.state()
          if (leftOf(state[counter], of.mode) === 0) throw this.spentError(state, counter)
          await count(1)
        }),
      giveBack: () => this.inTurn(() => count(-1)),
      spent: (words) =>
        this.inTurn(async () => {
          const limit = limitIn(words) ?? (await this.state())[counter].limit
          await this.counts.hear(this.today(), { [counter]: { used: limit, limit } })
        }),
    }
  }

  private spentError(state: CallBudgetState, counter: Counter): GatewayUnavailable {
    const { limit } = state[counter]
    const left = leftOf(state[counter], 'manual')
    const message =
      left === 0
        ? `The ${limit} ${NAMES[counter]} of the day are spent; they start again at 00:00 UTC.`
        : `The last ${left} of the day’s ${limit} ${NAMES[counter]} are kept for actions by hand; automatic ones start again at 00:00 UTC.`
    return new GatewayUnavailable('QUOTA_EXHAUSTED', message, { retryAt: state.resetsAt })
  }

  /** Share of both limits that is kept for actions by hand; undefined = what the environment says, in calls. */
  private ratio(): Promise<number | undefined> {
    return this.preferences.get('reservedCallsRatio')
  }

  private stateOf(counts: CountsOfDay, ratio: number | undefined): CallBudgetState {
    const reserves = { cached: this.env.RESERVED_CACHED_CALLS, fresh: this.env.RESERVED_FRESH_CALLS }
    const resetsAt = nextUtcMidnight(this.clock.now())
    return budgetOf(counts, ratio === undefined ? reserves : { ratio }, resetsAt)
  }

  private today(): string {
    return utcDayOf(this.clock.now())
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work)
    this.queue = turn.catch(() => undefined)
    return turn
  }
}
