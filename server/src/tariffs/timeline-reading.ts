import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, Direction } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { activationOf } from '../readings/index.js'
import { ContractPeriod } from './contract-period.entity.js'
import { proposedContract } from './contract-proposal.js'
import type { Contract } from './contract.js'
import type { OfferModel } from './offer.js'
import { carriesNearest } from './nearest-prices.js'
import { allOffers, offersById } from './offer-reading.js'

/**
 * The contracts of a meter, oldest first; empty when nothing tells them. Nothing is proposed for sold energy: no one tells us
 * its price.
 * @param em of a transaction, when its own writes are to be seen
 * @param firstDay of the readings, when nobody tells since when the contract is in force
 */
export async function contractsIn(
  em: EntityManager,
  point: UsagePoint,
  direction: Direction,
  firstDay: () => Promise<Day>,
): Promise<Contract[]> {
  const stored = await em.find(
    ContractPeriod,
    { usagePointId: point.pdl, direction },
    { orderBy: { fromDate: 'asc' } },
  )
  const carriesPrices = await carriesNearest(em)
  if (stored.length > 0) {
    const offers = await offersById(
      em,
      stored.flatMap(({ offerId }) => offerId ?? []),
    )
    return stored.map((period) => contractOf(period, offers.get(period.offerId ?? '') ?? null, carriesPrices))
  }
  if (direction === 'PRODUCTION') return []
  const { contract } = point
  return proposedContract(
    {
      pricingOption: point.pricingOption ?? null,
      subscribedPowerKva: point.subscribedPowerKva ?? contract?.subscribedPowerKva ?? null,
      offPeak: point.offPeak.length > 0 ? point.offPeak : (contract?.offPeak ?? []),
      isRead: contract !== null && contract !== undefined,
      from: activationOf(point) ?? (await firstDay()),
      carriesPrices,
    },
    await allOffers(em),
  )
}

function contractOf(period: ContractPeriod, offer: OfferModel | null, carriesPrices: boolean): Contract {
  return {
    from: period.fromDate as Day,
    to: (period.toDate ?? null) as Day | null,
    offer,
    subscribedPowerKva: period.subscribedPowerKva ?? null,
    offPeak: period.offPeak,
    ownVersions: period.versions,
    saleMode: period.saleMode ?? null,
    saleQuotaWh: period.saleQuotaWh ?? null,
    carriesPrices,
    origin: 'MANUAL',
  }
}
