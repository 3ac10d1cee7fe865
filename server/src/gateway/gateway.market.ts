import { Injectable, Logger } from '@nestjs/common'

import { GatewayCalls } from './gateway.calls.js'
import type { GatewayReply } from './gateway.client.js'
import type { CallOptions } from './gateway.types.js'
import { CreatedShape } from './offers.schemas.js'
import type {
  ContributionRequest,
  GatewayContribution,
  GatewayOffer,
  GatewayProvider,
} from './offers.types.js'
import { contributionBody, parseContributions } from './parser/contributions.js'
import { parseOffers, parseProviders } from './parser/offers.js'
import { told } from './told.js'
import { read } from './validation.js'

type Options = Partial<CallOptions>
const AUTO = { mode: 'auto' } as const

/** Offers of the market, and what we propose to add to them. Everything is free of charge. Throws as GatewayService does. */
@Injectable()
export class GatewayMarket {
  private readonly logger = new Logger(GatewayMarket.name)

  constructor(private readonly calls: GatewayCalls) {}

  /** An empty list is an answer like another: it is no order to forget the suppliers that are held. */
  async providers(options?: Options): Promise<GatewayProvider[]> {
    const { data } = await this.market(['energy', 'providers'], {}, options)
    return told(this.logger, 'suppliers', parseProviders(data))
  }

  /** Offers in force; with history, all that ever were. */
  async offers(
    { providerId, withHistory }: { providerId?: string; withHistory?: boolean } = {},
    options?: Options,
  ): Promise<GatewayOffer[]> {
    const query = { provider_id: providerId, include_history: withHistory }
    const { data } = await this.market(['energy', 'offers'], query, options)
    return told(this.logger, 'offers', parseOffers(data))
  }

  /** Our proposals, with the reviewers' words. */
  async contributions(options?: Options): Promise<GatewayContribution[]> {
    const { data } = await this.calls.ask(
      { path: ['energy', 'contributions'], scope: 'offers' },
      { ...AUTO, ...options },
    )
    return told(this.logger, 'proposals', parseContributions(data))
  }

  /** @returns the proposal's id. Sent once: after a failure, look at `contributions()` before sending again. */
  async contribute(request: ContributionRequest): Promise<string> {
    const { data } = await this.propose('POST', ['contribute'], contributionBody(request))
    return read(CreatedShape, data, 'the proposal').id
  }

  async updateContribution(id: string, request: ContributionRequest): Promise<void> {
    await this.propose('PUT', ['contributions', id], contributionBody(request))
  }

  async replyToContribution(id: string, message: string): Promise<void> {
    await this.propose('POST', ['contributions', id, 'reply'], { message })
  }

  async deleteContribution(id: string): Promise<void> {
    await this.propose('DELETE', ['contributions', id])
  }

  private market(
    path: readonly string[],
    query: Readonly<Record<string, string | boolean | undefined>>,
    options?: Options,
  ): Promise<GatewayReply> {
    return this.calls.ask({ path, query, scope: 'offers', isPublic: true }, { ...AUTO, ...options })
  }

  private propose(
    method: 'POST' | 'PUT' | 'DELETE',
    path: readonly string[],
    body?: unknown,
  ): Promise<GatewayReply> {
    return this.calls.ask({ method, path: ['energy', ...path], body, scope: 'offers' }, { mode: 'manual' })
  }
}
