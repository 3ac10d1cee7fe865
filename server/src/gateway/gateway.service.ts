import { Injectable } from '@nestjs/common'

import type { Day, Direction, Instant, SeriesDataset } from '../core/index.js'
import type {
  CallOptions,
  GatewayAccount,
  GatewayAddress,
  GatewayContract,
  GatewayEcowattSignal,
  GatewayTempoDay,
  GatewayTempoForecast,
  GatewayUsage,
  GatewayUsagePoint,
  SeriesAnswer,
  SeriesRequest,
} from './gateway.types.js'
import type { NationalDemand, NationalGeneration } from './national.types.js'
import type {
  ContributionRequest,
  GatewayContribution,
  GatewayOffer,
  GatewayProvider,
} from './offers.types.js'

/** The one door for data coming in. Every method throws GatewayUnavailable, GatewayRefused or GatewayMalformed. */
@Injectable()
export class GatewayService {
  fetch<D extends SeriesDataset>(request: SeriesRequest<D>, options: CallOptions): Promise<SeriesAnswer<D>> {
    throw new Error()
  }
  /** Load curve by the single-call endpoint: 7 days at most, `end` excluded, every failure but BEFORE_START shown as NO_DATA. */
  fetchCurveByCall<D extends 'CONSUMPTION_CURVE' | 'PRODUCTION_CURVE'>(
    request: SeriesRequest<D>,
    options: CallOptions,
  ): Promise<SeriesAnswer<D>> {
    throw new Error()
  }
  /** After a bare NO_DATA: throws the cause that the load curve hides (consent, outage…); else what the probe found, null = readings came. */
  probe(
    pdl: string,
    direction: Direction,
    today: Day,
    options: CallOptions,
  ): Promise<SeriesAnswer['reason']> {
    throw new Error()
  }
  usagePoints(options?: Partial<CallOptions>): Promise<GatewayUsagePoint[]> {
    throw new Error()
  }
  /** Makes the gateway read the contract and probe both directions again, and write what it finds. For a person's action only. 0 calls. */
  fetchContract(gatewayId: string): Promise<void> {
    throw new Error()
  }
  contract(pdl: string, options: CallOptions): Promise<GatewayContract | null> {
    throw new Error()
  }
  address(pdl: string, options: CallOptions): Promise<GatewayAddress | null> {
    throw new Error()
  }
  /** Free. With a secret: tries that one and keeps nothing. */
  checkAccount(secret?: string): Promise<GatewayAccount> {
    throw new Error()
  }
  /** Free; the call budget learns from it. */
  usage(): Promise<GatewayUsage> {
    throw new Error()
  }
  /** Days [from, to); no `to`: to the last known one. Free. */
  tempoDays(from: Day, to?: Day, options?: Partial<CallOptions>): Promise<GatewayTempoDay[]> {
    throw new Error()
  }
  tempoForecast(options?: Partial<CallOptions>): Promise<GatewayTempoForecast[]> {
    throw new Error()
  }
  /** Days [from, to), one call of the 50-a-day counter, 365 days at most. */
  ecowatt(from: Day, to: Day, options: CallOptions): Promise<GatewayEcowattSignal[]> {
    throw new Error()
  }
  /** Slots whose start is in [from, to). */
  nationalConsumption(from: Instant, to: Instant, options?: Partial<CallOptions>): Promise<NationalDemand[]> {
    throw new Error()
  }
  generationForecast(
    from: Instant,
    to: Instant,
    options?: Partial<CallOptions>,
  ): Promise<NationalGeneration[]> {
    throw new Error()
  }
  providers(options?: Partial<CallOptions>): Promise<GatewayProvider[]> {
    throw new Error()
  }
  offers(
    query?: { providerId?: string; withHistory?: boolean },
    options?: Partial<CallOptions>,
  ): Promise<GatewayOffer[]> {
    throw new Error()
  }
  contributions(): Promise<GatewayContribution[]> {
    throw new Error()
  }
  /** @returns the contribution's id. Never sent twice: on a timeout, look at `contributions()` first. */
  contribute(request: ContributionRequest): Promise<string> {
    throw new Error()
  }
  updateContribution(id: string, request: ContributionRequest): Promise<void> {
    throw new Error()
  }
  replyToContribution(id: string, message: string): Promise<void> {
    throw new Error()
  }
  deleteContribution(id: string): Promise<void> {
    throw new Error()
  }
}
