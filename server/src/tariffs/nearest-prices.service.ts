import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import { EventBus } from '../core/index.js'
import { CARRY_NEAREST_PRICE, carriesNearest } from './nearest-prices.js'
import { PriceChanges } from './price-changes.service.js'

/** The user's choice for days without a known price: unknown, or the nearest one that is known. */
@Injectable()
export class NearestPrices {
  constructor(
    private readonly em: EntityManager,
    private readonly changes: PriceChanges,
    private readonly bus: EventBus,
  ) {}

  areCarried(): Promise<boolean> {
    return carriesNearest(this.em.fork())
  }

  /** Costs of the days it touches change, and are exported again. */
  async carry(on: boolean): Promise<void> {
    await this.em.fork().transactional((em) =>
      this.changes.noting(em, null, () =>
        em.execute(
          `insert into config (key, value, updated_at) values (?, ?::jsonb, now())
           on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
          [CARRY_NEAREST_PRICE, JSON.stringify(on)],
        ),
      ),
    )
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'OFFERS', ranges: [] })
  }
}
