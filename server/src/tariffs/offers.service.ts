import { randomUUID } from 'node:crypto'

import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { FieldFault } from '../core/index.js'
import { AppError, Clock, EventBus, InvalidInput, NotFound } from '../core/index.js'
import { ContractPeriod } from './contract-period.entity.js'
import { versionFaults, windowFaults } from './offer-checks.js'
import type { OfferModel } from './offer.js'
import { Offer, offerModel } from './offer.entity.js'
import { allOffers, offersById } from './offer-reading.js'
import { PriceChanges } from './price-changes.service.js'

/** A private offer as a user gives it. */
export type OfferDraft = Pick<
  OfferModel,
  'provider' | 'name' | 'type' | 'subscribedPowerKva' | 'url' | 'versions' | 'rules'
> & { readonly id?: string | undefined }

/** The catalogue: built-in, of the market, and private. */
@Injectable()
export class OffersService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly changes: PriceChanges,
    private readonly bus: EventBus,
  ) {}

  /** Built-in offers first, then by supplier, name and power. */
  all(): Promise<OfferModel[]> {
    return allOffers(this.em.fork())
  }

  /** The offers named that exist, by id. */
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, OfferModel>> {
    return offersById(this.em.fork(), ids)
  }

  /** Creates or changes a private offer. Throws INVALID_INPUT with its fields, NOT_FOUND. */
  async save({ id, ...draft }: OfferDraft): Promise<OfferModel> {
    const faults = faultsOf(draft)
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    const saved = await this.em.fork().transactional((em) =>
      this.changes.noting(em, null, async () => {
        const offer =
          id === undefined
            ? em.create(Offer, { id: `private:${randomUUID()}`, origin: 'MANUAL', ...fieldsOf(draft) })
            : await em.findOne(Offer, { id, origin: 'MANUAL' })
        if (!offer) throw new NotFound(`No private offer ${id ?? ''}.`)
        em.assign(offer, { ...fieldsOf(draft), updatedAt: new Date(this.clock.now()) })
        await em.persist(offer).flush()
        return offerModel(offer)
      }),
    )
    this.announce()
    return saved
  }

  /** Throws NOT_FOUND, or CONFLICT while a timeline uses it. */
  async delete(id: string): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const offer = await em.findOne(Offer, { id, origin: 'MANUAL' })
      if (!offer) throw new NotFound(`No private offer ${id}.`)
      if ((await em.count(ContractPeriod, { offerId: id })) > 0)
        throw new AppError('CONFLICT', `${offer.name} is used by a contract timeline.`, { level: 'debug' })
      await em.remove(offer).flush()
    })
    this.announce()
  }

  private announce(): void {
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'OFFERS', ranges: [] })
  }
}

type Draft = Omit<OfferDraft, 'id'>

function fieldsOf({ versions, ...draft }: Draft) {
  return { ...draft, versions: versions.map((version) => ({ ...version, gatewayId: null })), active: true }
}

function faultsOf({ provider, name, type, subscribedPowerKva, versions, rules }: Draft): FieldFault[] {
  const required = Object.entries({ provider, name, type })
    .filter(([, text]) => text.trim() === '')
    .map(([path]) => ({ path, rule: 'required', message: `${path} is needed.` }))
  const none = { path: 'versions', rule: 'required', message: 'An offer has at least one version.' }
  const power = {
    path: 'subscribedPowerKva',
    rule: 'range',
    message: 'The subscribed power is between 1 and 250 kVA.',
  }
  return [
    ...required,
    ...(subscribedPowerKva !== null && (subscribedPowerKva < 1 || subscribedPowerKva > 250) ? [power] : []),
    ...(versions.length === 0 ? [none] : []),
    ...versionFaults(versions, 'versions'),
    ...rules.flatMap(({ window }, index) =>
      window === null
        ? []
        : windowFaults([window], 'rules').map((fault) => ({ ...fault, path: `rules.${index}.window` })),
    ),
  ]
}
