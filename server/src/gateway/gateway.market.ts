import { Injectable, Logger } from '@nestjs/common'

import { GatewayCalls } from './gateway.calls.js'
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
import { read as readShape } from './validation.js'

type Options = Partial<CallOptions>

/** Offers of the market, and what we propose to add to them. Everything is free of charge. Throws as GatewayService does. */
@Injectable()
export class GatewayMarket {
  private readonly logger = new Logger(GatewayMarket.name)

  constructor(private readonly calls: GatewayCalls) {}

  /** An empty list is an answer like another: it is no order to forget the suppliers that are held. */
  providers(options?: Options): Promise<GatewayProvider[]> {
    return this.ofMarket('providers', {}, options, (data) =>
      told(this.logger, 'suppliers', parseProviders(data)),
    )
  }

  /** Offers in force; with history, all that ever were. */
  offers(
    { providerId, withHistory }: { providerId?: string; withHistory?: boolean } = {},
    options?: Options,
  ): Promise<GatewayOffer[]> {
    const query = { provider_id: providerId, include_history: withHistory }
    return this.ofMarket('offers', query, options, (data) => told(this.logger, 'offers', parseOffers(data)))
  }

  /** Our proposals, with the reviewers' words. */
  contributions(options?: Options): Promise<GatewayContribution[]> {
    return this.calls.ask(
      {
        path: ['energy', 'contributions'],
        scope: 'offers',
        read: ({ data }) => told(this.logger, 'proposals', parseContributions(data)),
      },
      options,
    )
  }

  /** @returns the proposal's id. Sent once: after a failure, look at `contributions()` before sending again. */
  contribute(request: ContributionRequest): Promise<string> {
    const read = (data: unknown) => readShape(CreatedShape, data, 'the proposal').id
    return this.propose('POST', ['contribute'], contributionBody(request), read)
  }

  updateContribution(id: string, request: ContributionRequest): Promise<void> {
    return this.propose('PUT', ['contributions', id], contributionBody(request), nothing)
  }

  replyToContribution(id: string, message: string): Promise<void> {
    return this.propose('POST', ['contributions', id, 'reply'], { message }, nothing)
  }

  deleteContribution(id: string): Promise<void> {
    return this.propose('DELETE', ['contributions', id], undefined, nothing)
  }

  private ofMarket<T>(
    what: 'providers' | 'offers',
    query: Readonly<Record<string, string | boolean | undefined>>,
    options: Options | undefined,
    parse: (data: unknown) => T,
  ): Promise<T> {
    return this.calls.ask(
      { path: ['energy', what], query, scope: 'offers', isPublic: true, read: ({ data }) => parse(data) },
      options,
    )
  }

  private propose<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: readonly string[],
    body: unknown,
    parse: (data: unknown) => T,
  ): Promise<T> {
    return this.calls.ask(
      { method, path: ['energy', ...path], body, scope: 'offers', read: ({ data }) => parse(data) },
      { mode: 'manual' },
    )
  }
}

function nothing(): void {
  return undefined
}
