import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, Direction } from '../core/index.js'
import { Clock, dayOf, EventBus, InvalidInput } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { activationOf, ReadingsRepository } from '../readings/index.js'
import { ContractPeriod } from './contract-period.entity.js'
import { proposedContract } from './contract-proposal.js'
import type { Contract } from './contract.js'
import type { OfferModel } from './offer.js'
import { OffersService } from './offers.service.js'
import type { PeriodDraft } from './timeline-checks.js'
import { timelineFaults } from './timeline-checks.js'

/** The contract of a meter through time: what the user told, else what gateway and Enedis tell. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly em: EntityManager,
    private readonly offers: OffersService,
    private readonly readings: ReadingsRepository,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** Oldest first; empty when nothing tells it. Nothing is proposed for sold energy: no one tells us its price. */
  async of(point: UsagePoint, direction: Direction): Promise<Contract[]> {
    const stored = await this.em
      .fork()
      .find(ContractPeriod, { usagePointId: point.pdl, direction }, { orderBy: { fromDate: 'asc' } })
    if (stored.length > 0) {
      const ids = stored.flatMap(({ offerId }) => offerId ?? [])
      const offers = await this.offers.byIds(ids)
      return stored.map((period) => contractOf(period, offers.get(period.offerId ?? '') ?? null))
    }
    return direction === 'CONSUMPTION' ? this.proposed(point) : []
  }

  /** Replaces the timeline; null returns to the proposed one. Throws INVALID_INPUT with its fields. */
  async save(pdl: string, direction: Direction, periods: readonly PeriodDraft[] | null): Promise<void> {
    const offers = await this.offers.byIds(periods?.flatMap(({ offerId }) => offerId ?? []) ?? [])
    const faults = timelineFaults(periods ?? [], (id) => offers.has(id))
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    await this.em.fork().transactional(async (em) => {
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
    })
    this.bus.publish('ReadingsMerged', { pdl, dataset: 'OFFERS', ranges: [] })
  }

  private async proposed(point: UsagePoint): Promise<Contract[]> {
    const { pdl, contract } = point
    return proposedContract(
      {
        pricingOption: point.pricingOption ?? null,
        subscribedPowerKva: point.subscribedPowerKva ?? contract?.subscribedPowerKva ?? null,
        offPeak: point.offPeak.length > 0 ? point.offPeak : (contract?.offPeak ?? []),
        isRead: contract !== null && contract !== undefined,
        from: activationOf(point) ?? (await this.firstDay(pdl)),
      },
      await this.offers.all(),
    )
  }

  private async firstDay(pdl: string): Promise<Day> {
    const extent = await this.readings.extent({ pdl, dataset: 'CONSUMPTION_DAILY' })
    return extent?.first ?? dayOf(this.clock.now())
  }
}

function contractOf(period: ContractPeriod, offer: OfferModel | null): Contract {
  return {
    from: period.fromDate as Day,
    to: (period.toDate ?? null) as Day | null,
    offer,
    subscribedPowerKva: period.subscribedPowerKva ?? null,
    offPeak: period.offPeak,
    ownVersions: period.versions,
    saleMode: period.saleMode ?? null,
    saleQuotaWh: period.saleQuotaWh ?? null,
    origin: 'MANUAL',
  }
}
