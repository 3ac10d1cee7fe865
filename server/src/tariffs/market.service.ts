import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable, Logger } from '@nestjs/common'

import { Clock, dayOf, EventBus, Settings } from '../core/index.js'
import type { CallOptions, GatewayProvider } from '../gateway/index.js'
import { GatewayMarket } from '../gateway/index.js'
import { mergeMarket } from './market-offers.js'
import { Offer } from './offer.entity.js'
import { PriceChanges } from './price-changes.service.js'

const ASKED_AT = 'offers.askedAt'
const SUPPLIERS = 'offers.suppliers'
const WEEK = 7 * 24 * 60 * 60_000

/** Offers of the market: read once a week, kept for ever. All free of charge. */
@Injectable()
export class MarketService {
  private readonly logger = new Logger(MarketService.name)

  constructor(
    private readonly em: EntityManager,
    private readonly market: GatewayMarket,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly changes: PriceChanges,
    private readonly bus: EventBus,
  ) {}

  async isDue(): Promise<boolean> {
    const askedAt = await this.settings.get<number>(ASKED_AT)
    return askedAt === undefined || this.clock.now() - askedAt > WEEK
  }

  /**
   * Reads suppliers and offers, past ones included. An empty or failing answer changes nothing that is held.
   * @returns number of offers that are new or changed.
   */
  async refresh(options: CallOptions): Promise<number> {
    const providers = await this.market.providers(options)
    await this.keepSuppliers(providers)
    const listed = await this.market.offers({ withHistory: true }, options)
    if (listed.length === 0) this.logger.debug('The gateway lists no offer. The ones we know are kept.')
    const now = this.clock.now()
    const changed = await this.em.fork().transactional((em) =>
      this.changes.noting(em, null, async () => {
        const held = new Map((await em.find(Offer, { origin: 'GATEWAY' })).map((offer) => [offer.id, offer]))
        const names = new Map(providers.map(({ id, name }) => [id, name]))
        const offers = mergeMarket(held, listed, { providers: names, today: dayOf(now) })
        await em.upsertMany(
          Offer,
          offers.map((offer) => ({ ...offer, updatedAt: new Date(now) })),
        )
        return offers.length
      }),
    )
    await this.settings.set(ASKED_AT, now)
    if (changed > 0) this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'OFFERS', ranges: [] })
    return changed
  }

  /** Suppliers that the community knows, id by name. Asked only when none is held yet. Throws as the gateway does. */
  async suppliers(): Promise<ReadonlyMap<string, string>> {
    const held = await this.settings.get<Record<string, string>>(SUPPLIERS)
    return new Map(Object.entries(held ?? (await this.keepSuppliers(await this.askSuppliers()))))
  }

  /** The same, as far as they are held. */
  async heldSuppliers(): Promise<ReadonlyMap<string, string>> {
    return new Map(Object.entries((await this.settings.get<Record<string, string>>(SUPPLIERS)) ?? {}))
  }

  private askSuppliers(): Promise<GatewayProvider[]> {
    return this.market.providers({ mode: 'manual' })
  }

  /** An empty answer is no order to forget those that are held. */
  private async keepSuppliers(providers: readonly GatewayProvider[]): Promise<Record<string, string>> {
    const suppliers = Object.fromEntries(providers.map(({ id, name }) => [name, id]))
    if (providers.length > 0) await this.settings.set(SUPPLIERS, suppliers)
    return suppliers
  }
}
