import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, Direction } from '../core/index.js'
import { Clock, dayOf, EventBus, InvalidInput } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { ReadingsRepository } from '../readings/index.js'
import { ContractPeriod } from './contract-period.entity.js'
import type { Contract } from './contract.js'
import { OffersService } from './offers.service.js'
import { PriceChanges } from './price-changes.service.js'
import type { PeriodDraft } from './timeline-checks.js'
import { timelineFaults } from './timeline-checks.js'
import { contractsIn } from './timeline-reading.js'

/** The contract of a meter through time: what the user told, else what gateway and Enedis tell. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly em: EntityManager,
    private readonly offers: OffersService,
    private readonly readings: ReadingsRepository,
    private readonly clock: Clock,
    private readonly changes: PriceChanges,
    private readonly bus: EventBus,
  ) {}

  /** Oldest first; empty when nothing tells it. */
  of(point: UsagePoint, direction: Direction): Promise<Contract[]> {
    return contractsIn(this.em.fork(), point, direction, () => this.firstDay(point.pdl))
  }

  /** Replaces the timeline; null returns to the proposed one. Throws INVALID_INPUT with its fields. */
  async save(pdl: string, direction: Direction, periods: readonly PeriodDraft[] | null): Promise<void> {
    const offers = await this.offers.byIds(periods?.flatMap(({ offerId }) => offerId ?? []) ?? [])
    const faults = timelineFaults(periods ?? [], (id) => offers.has(id))
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    await this.em.fork().transactional((em) =>
      this.changes.noting(em, [pdl], async () => {
        await em.nativeDelete(ContractPeriod, { usagePointId: pdl, direction })
        for (const { from, to, ...period } of periods ?? [])
          em.create(ContractPeriod, {
            usagePointId: pdl,
            direction,
            fromDate: from,
            toDate: to,
            ...period,
            saleQuotaWh: period.saleQuotaWh,
          })
      }),
    )
    this.bus.publish('ReadingsMerged', { pdl, dataset: 'OFFERS', ranges: [] })
  }

  private async firstDay(pdl: string): Promise<Day> {
    const extent = await this.readings.extent({ pdl, dataset: 'CONSUMPTION_DAILY' })
    return extent?.first ?? dayOf(this.clock.now())
  }
}
