import type { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { Clock, dayOf, EventBus, recordChanges } from '../core/index.js'
import { UsagePoint } from '../readings/index.js'

/** Meters that were not followed until a file brought their values: no gateway is asked for them. */
@Injectable()
export class AdoptedMeters {
  constructor(
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** @returns those that are new. */
  async adopt(em: EntityManager, pdls: readonly string[]): Promise<string[]> {
    const adopted: string[] = []
    for (const pdl of pdls) {
      if (await em.findOne(UsagePoint, { pdl })) continue
      em.persist(em.create(UsagePoint, { pdl, active: false }))
      adopted.push(pdl)
    }
    await em.flush()
    await this.note(em, adopted)
    return adopted
  }

  /** @returns those that went: the gateway does not list them, and no other file holds anything of them. */
  async release(em: EntityManager, pdls: readonly string[]): Promise<string[]> {
    const released: string[] = []
    for (const pdl of pdls) {
      const gone = await em.execute<{ pdl: string }[]>(
        `delete from usage_point where pdl = ? and gateway_id is null
         and not exists (select 1 from reading_batch where usage_point_id = pdl) returning pdl`,
        [pdl],
      )
      released.push(...gone.map((row) => row.pdl))
    }
    await this.note(em, released)
    return released
  }

  /** To be called after the commit. */
  announce(pdls: readonly string[]): void {
    if (pdls.length > 0)
      this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'USAGE_POINTS', ranges: [] })
  }

  private async note(em: EntityManager, pdls: readonly string[]): Promise<void> {
    if (pdls.length > 0)
      await recordChanges(em, { pdl: null, dataset: 'USAGE_POINTS', days: [dayOf(this.clock.now())] })
  }
}
