import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { FieldFault } from '../core/index.js'
import type { ContributionRequest, GatewayContribution } from '../gateway/index.js'
import { contributionBody } from '../gateway/index.js'
import { MarketService } from './market.service.js'
import { Offer, offerModel } from './offer.entity.js'
import { proposalFaults } from './proposal-checks.js'
import { requestOf, supplierKey } from './proposal-request.js'
import type { Proposal } from './proposal.js'
import { proposalOf } from './proposal.js'

/** Proposals against what the community has: its suppliers and offers. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly em: EntityManager,
    private readonly market: MarketService,
  ) {}

  /** What is wrong with it, as far as we can know: a supplier is not called new while none is known. */
  async faults(proposal: Proposal): Promise<FieldFault[]> {
    const suppliers = await this.market.suppliers().catch(() => null)
    const providers = suppliers && byKey(suppliers)
    const replaced = await this.replaced(proposal)
    return proposalFaults(proposal, {
      isKnownProvider: (name) => !providers || providers.has(supplierKey(name)),
      replaced: replaced && offerModel(replaced),
    })
  }

  /** What is sent. Throws as the gateway does when no supplier is known yet. */
  async request(proposal: Proposal): Promise<ContributionRequest> {
    return this.requestFrom(proposal, await this.market.suppliers())
  }

  /** The same, to be read by a person. */
  async json(proposal: Proposal): Promise<string> {
    const request = await this.requestFrom(proposal, await this.market.heldSuppliers())
    return JSON.stringify(contributionBody(request), null, 2)
  }

  /** A proposal made elsewhere. The listing does not name the offer that an update replaces: it is looked for. */
  async adopted(listed: GatewayContribution): Promise<Proposal> {
    const [variant] = listed.variants
    const replaced =
      listed.kind === 'UPDATE_OFFER' && variant
        ? await this.em.fork().findOne(Offer, {
            origin: 'GATEWAY',
            provider: listed.providerName ?? '',
            name: listed.offerName ?? '',
            type: listed.offerType ?? '',
            subscribedPowerKva: variant.subscribedPowerKva,
          })
        : null
    return proposalOf(listed, replaced?.id ?? null)
  }

  private async requestFrom(
    proposal: Proposal,
    suppliers: ReadonlyMap<string, string>,
  ): Promise<ContributionRequest> {
    const versions = (await this.replaced(proposal))?.versions ?? []
    return requestOf(proposal, {
      providers: byKey(suppliers),
      replacedGatewayId: versions.findLast(({ gatewayId }) => gatewayId !== null)?.gatewayId ?? null,
    })
  }

  private async replaced({ replacesOfferId: id }: Proposal): Promise<Offer | undefined> {
    if (id === null) return undefined
    return (await this.em.fork().findOne(Offer, { id, origin: 'GATEWAY' })) ?? undefined
  }
}

function byKey(suppliers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...suppliers].map(([name, id]) => [supplierKey(name), id]))
}
