import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { CountsOfDay } from './call-budget.js'
import { NOTHING_COUNTED } from './call-budget.js'
import { CallCount } from './call-count.entity.js'
import type { Counter, GatewayUsage } from './gateway.types.js'

const ACCOUNT = 'account'

/** The only SQL over the call counts. Each method is a transaction of its own: a count outlives the work it was for. */
@Injectable()
export class CallCountRepository {
  constructor(private readonly em: EntityManager) {}

  /** Counts of a UTC day; limits are those last heard of, on that day or before. */
  async load(utcDay: string): Promise<CountsOfDay> {
    const em = this.em.fork()
    const rows = await em.find(CallCount, { utcDay })
    const account = rows.find(({ scope }) => scope === ACCOUNT)
    const limits =
      account?.cachedLimit == null
        ? await em.findOne(
            CallCount,
            { scope: ACCOUNT, cachedLimit: { $ne: null } },
            { orderBy: { utcDay: 'desc' } },
          )
        : account
    return {
      ours: { cached: account?.cachedUsed ?? 0, fresh: account?.freshUsed ?? 0 },
      said: { cached: account?.cachedSaid ?? null, fresh: account?.freshSaid ?? null },
      then: { cached: account?.cachedThen ?? 0, fresh: account?.freshThen ?? 0 },
      limits: {
        cached: limits?.cachedLimit ?? NOTHING_COUNTED.limits.cached,
        fresh: limits?.freshLimit ?? NOTHING_COUNTED.limits.fresh,
      },
      byPdl: new Map(
        rows.flatMap(({ scope, cachedUsed, freshUsed }) =>
          scope === ACCOUNT ? [] : [[scope, { cached: cachedUsed, fresh: freshUsed }] as const],
        ),
      ),
    }
  }

  /** Adds calls (or takes them back) to the account and, when it is of one, to the meter. */
  async add(utcDay: string, pdl: string | null, counter: Counter, calls: number): Promise<void> {
    const [cached, fresh] = counter === 'cached' ? [calls, 0] : [0, calls]
    for (const scope of pdl === null ? [ACCOUNT] : [ACCOUNT, pdl])
      await this.em.fork().execute(
        `insert into call_budget (utc_day, scope, cached_used, fresh_used) values (?, ?, greatest(?::int, 0), greatest(?::int, 0))
         on conflict (utc_day, scope) do update set
           cached_used = greatest(call_budget.cached_used + ?::int, 0),
           fresh_used = greatest(call_budget.fresh_used + ?::int, 0)`,
        [utcDay, scope, cached, fresh, cached, fresh],
      )
  }

  /** What the gateway says now of one counter or of both. */
  async hear(utcDay: string, usage: Partial<GatewayUsage>): Promise<void> {
    const em = this.em.fork()
    const row =
      (await em.findOne(CallCount, { utcDay, scope: ACCOUNT })) ??
      em.create(CallCount, { utcDay, scope: ACCOUNT })
    if (usage.cached)
      em.assign(row, {
        cachedSaid: usage.cached.used,
        cachedLimit: usage.cached.limit,
        cachedThen: row.cachedUsed,
      })
    if (usage.fresh)
      em.assign(row, { freshSaid: usage.fresh.used, freshLimit: usage.fresh.limit, freshThen: row.freshUsed })
    await em.flush()
  }
}
