import { isDeepStrictEqual } from 'node:util'

import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable, Logger } from '@nestjs/common'

import type { Day, Direction, Series, SeriesDataset } from '../core/index.js'
import {
  Clock,
  dayOf,
  directionOf,
  EventBus,
  NotFound,
  recordChanges,
  SERIES_DATASETS,
  Settings,
} from '../core/index.js'
import type { CallOptions, GatewayUsagePoint } from '../gateway/index.js'
import { GatewayService } from '../gateway/index.js'
import type { OverriddenField, UsagePointPatch } from './usage-point-overrides.js'
import { inForce, overriddenFields, patchedOverrides } from './usage-point-overrides.js'
import { UsagePoint } from './usage-point.entity.js'

const LISTED_AT = 'usagePoints.listedAt'
/** Setting: meters whose data were deleted; they are not followed again until the secret is given anew. */
export const FORGOTTEN = 'usagePoints.forgotten'

/** Performs a write that changes what is known of contracts. */
type ContractWitness = <T>(em: EntityManager, write: () => Promise<T>) => Promise<T>

/** The meters we follow, and what Enedis says of their contracts. */
@Injectable()
export class UsagePointsService {
  private readonly logger = new Logger(UsagePointsService.name)
  private witness: ContractWitness = (_em, write) => write()
  private welcoming: Promise<void> = Promise.resolve()

  constructor(
    private readonly em: EntityManager,
    private readonly gateway: GatewayService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {
    bus.on('CredentialsChanged', UsagePointsService.name, () => {
      this.welcoming = this.welcomeBack()
      return this.welcoming
    })
  }

  /** Lets a floor above note what another contract moves there, in the same transaction. */
  witnessedBy(witness: ContractWitness): void {
    this.witness = witness
  }

  /** Meters whose data were deleted are listed again. */
  private async welcomeBack(): Promise<void> {
    if ((await this.settings.get(FORGOTTEN)) === undefined) return
    await this.settings.delete(FORGOTTEN)
    await this.settings.delete(LISTED_AT)
  }

  /** In the user's order. */
  async all(): Promise<UsagePoint[]> {
    return inForce(await this.em.fork().find(UsagePoint, {}))
  }

  async find(pdl: string): Promise<UsagePoint | null> {
    return (await this.all()).find((point) => point.pdl === pdl) ?? null
  }

  async get(pdl: string): Promise<UsagePoint> {
    const point = await this.find(pdl)
    if (!point) throw new NotFound(`No meter ${pdl} on this account. Meters are listed by usagePoints.`)
    return point
  }

  /** What the user changed, beside what the gateway says. */
  async overridden(pdl: string): Promise<OverriddenField[]> {
    const said = await this.em.fork().find(UsagePoint, {})
    const pdlOf = (id: string) => said.find(({ gatewayId }) => gatewayId === id)?.pdl ?? null
    const point = said.find((one) => one.pdl === pdl)
    return point ? overriddenFields(point, pdlOf) : []
  }

  /** The user's words over the gateway's; a rank moves the others. Throws NOT_FOUND. */
  async override(pdl: string, { position, ...patch }: UsagePointPatch): Promise<UsagePoint> {
    const point = await this.get(pdl)
    const others = (await this.all()).filter((one) => one.pdl !== pdl)
    const change = position === null ? { ...patch, position } : patch
    const updatedAt = new Date(this.clock.now())
    await this.em.fork().transactional(async (em) => {
      const overrides = patchedOverrides(point.overrides, change)
      await em.nativeUpdate(UsagePoint, { pdl }, { overrides, updatedAt })
      if (typeof position === 'number') {
        const order = [...others.slice(0, position), point, ...others.slice(position)]
        await rank(em, order, updatedAt)
      }
      await recordChanges(em, { pdl: null, dataset: 'USAGE_POINTS', days: [this.today()] })
    })
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'USAGE_POINTS', ranges: [] })
    return this.get(pdl)
  }

  async listedAt(): Promise<number | null> {
    return (await this.settings.get<number>(LISTED_AT)) ?? null
  }

  /** Free. Meters gone from the account stay here, inactive: what they measured is kept. */
  async refresh(options: CallOptions): Promise<void> {
    await this.welcoming
    const forgotten = new Set(await this.settings.get<string[]>(FORGOTTEN))
    const listed = (await this.gateway.usagePoints(options)).filter(({ pdl }) => !forgotten.has(pdl))
    const em = this.em.fork()
    const known = new Map((await em.find(UsagePoint, {})).map((point) => [point.pdl, point]))
    if (listed.length === 0 && known.size > 0) {
      this.logger.warn('The gateway lists no meter at all. The ones we know are kept as they are.')
      return
    }
    let changed = false
    for (const meter of listed) {
      const point = known.get(meter.pdl) ?? em.create(UsagePoint, { pdl: meter.pdl })
      const before = JSON.stringify(point)
      Object.assign(point, listedFields(meter))
      if (!known.delete(meter.pdl)) em.persist(point)
      if (JSON.stringify(point) !== before) changed = true
    }
    for (const gone of known.values()) {
      if (gone.active)
        this.logger.warn(`Meter ${gone.pdl} is no longer on the account. Its readings are kept.`)
      changed ||= gone.active
      gone.active = false
    }
    await em.begin()
    try {
      await (changed ? this.witness(em, () => em.flush()) : em.flush())
      if (changed) await recordChanges(em, { pdl: null, dataset: 'USAGE_POINTS', days: [this.today()] })
      await em.commit()
    } catch (error) {
      await em.rollback()
      throw error
    }
    await this.settings.set(LISTED_AT, this.clock.now())
    if (changed) this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'USAGE_POINTS', ranges: [] })
  }

  /** One call of the 1000-a-day counter. */
  async readContract(pdl: string, options: CallOptions): Promise<void> {
    const contract = await this.gateway.contract(pdl, options)
    await this.update(pdl, 'CONTRACT', {
      ...(contract && { contract }),
      contractReadAt: new Date(this.clock.now()),
    })
  }

  /** One call of the 1000-a-day counter. */
  async readAddress(pdl: string, options: CallOptions): Promise<void> {
    const address = await this.gateway.address(pdl, options)
    await this.update(pdl, 'ADDRESS', {
      ...(address && { address }),
      addressReadAt: new Date(this.clock.now()),
    })
  }

  /** Makes the gateway read the contract and probe production again, then lists the meters anew. Free. */
  async probeAgain(pdl: string): Promise<UsagePoint> {
    const { gatewayId } = await this.get(pdl)
    if (!gatewayId) throw new NotFound(`Meter ${pdl} is not listed by the gateway any more.`)
    await this.gateway.fetchContract(gatewayId)
    await this.refresh({ mode: 'manual' })
    return this.get(pdl)
  }

  private today(): Day {
    return dayOf(this.clock.now())
  }

  /** Tells of it when the contract or the address is another than the one held. */
  private async update(
    pdl: string,
    dataset: 'CONTRACT' | 'ADDRESS',
    fields: Pick<Partial<UsagePoint>, 'contract' | 'contractReadAt' | 'address' | 'addressReadAt'>,
  ): Promise<void> {
    const before = await this.get(pdl)
    const { contract = before.contract, address = before.address } = fields
    const changed = !isSameJson(contract, before.contract) || !isSameJson(address, before.address)
    await this.em.fork().transactional(async (em) => {
      const write = () =>
        em.nativeUpdate(UsagePoint, { pdl }, { ...fields, updatedAt: new Date(this.clock.now()) })
      await (changed && dataset === 'CONTRACT' ? this.witness(em, write) : write())
      if (changed) await recordChanges(em, { pdl, dataset, days: [this.today()] })
    })
    if (changed) this.bus.publish('ReadingsMerged', { pdl, dataset, ranges: [] })
  }
}

async function rank(em: EntityManager, order: readonly UsagePoint[], updatedAt: Date): Promise<void> {
  for (const [position, { pdl }] of order.entries())
    await em.execute(
      `update usage_point set overrides = overrides || jsonb_build_object('position', ?::int), updated_at = ? where pdl = ?`,
      [position, updatedAt, pdl],
      'run',
    )
}

/** Keys in any order: the database has its own. */
function isSameJson(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
  return isDeepStrictEqual(plain(a), plain(b))
}

/** In force since; nothing was measured before. null = not known. */
export function activationOf(point: UsagePoint): Day | null {
  return (point.contract?.activationDate ?? point.activationDate ?? null) as Day | null
}

export function directionsOf(point: UsagePoint): Direction[] {
  return [
    ...(point.hasConsumption ? ['CONSUMPTION' as const] : []),
    ...(point.hasProduction ? ['PRODUCTION' as const] : []),
  ]
}

/** What can be asked of a meter. Maximum power exists for drawn energy only. */
export function seriesOf(point: UsagePoint): Series[] {
  const directions = directionsOf(point)
  return SERIES_DATASETS.filter((dataset: SeriesDataset) => directions.includes(directionOf(dataset))).map(
    (dataset) => ({
      pdl: point.pdl,
      dataset,
    }),
  )
}

function listedFields(meter: GatewayUsagePoint): Partial<UsagePoint> {
  return {
    gatewayId: meter.gatewayId,
    name: meter.name,
    position: meter.position,
    active: meter.active,
    hasConsumption: meter.directions.includes('CONSUMPTION'),
    hasProduction: meter.directions.includes('PRODUCTION'),
    subscribedPowerKva: meter.subscribedPowerKva,
    pricingOption: meter.pricingOption,
    offPeak: meter.offPeak,
    activationDate: meter.activationDate,
    linkedProductionGatewayId: meter.linkedProductionGatewayId,
  }
}
