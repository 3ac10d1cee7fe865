import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { GatewayBreaker } from './breaker.entity.js'
import type { BreakerCause, BreakerState } from './breaker.js'

/** The only SQL over the breakers. Each method is a transaction of its own: a lesson outlives the work it came from. */
@Injectable()
export class BreakerRepository {
  constructor(private readonly em: EntityManager) {}

  async all(): Promise<BreakerState[]> {
    const rows = await this.em.fork().find(GatewayBreaker, {})
    return rows.map((row) => ({
      scope: row.pdl,
      cause: row.cause,
      code: row.code,
      failures: row.failures,
      openedAt: row.openedAt?.getTime() ?? null,
      retryAt: row.retryAt?.getTime() ?? null,
      message: row.message,
      detail: row.detail ?? null,
      updatedAt: row.updatedAt.getTime(),
    }))
  }

  async save({ scope, openedAt, retryAt, updatedAt, ...state }: BreakerState): Promise<void> {
    await this.em.fork().upsert(GatewayBreaker, {
      ...state,
      pdl: scope,
      openedAt: openedAt === null ? null : new Date(openedAt),
      retryAt: retryAt === null ? null : new Date(retryAt),
      updatedAt: new Date(updatedAt),
    })
  }

  async remove(scope: string, cause: BreakerCause): Promise<void> {
    await this.em.fork().nativeDelete(GatewayBreaker, { pdl: scope, cause })
  }
}
