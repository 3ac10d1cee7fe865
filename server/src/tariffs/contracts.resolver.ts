import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import type { Direction, Instant, Problem } from '../core/index.js'
import {
  addDays,
  Clock,
  dayOf,
  DirectionEnum,
  InstantScalar,
  InvalidInput,
  orProblem,
} from '../core/index.js'
import { UsagePointResult, UsagePointsService, usagePointType, UsagePointType } from '../readings/index.js'
import { contractAnswer, eurOrNull, versionOfInput, windowOfInput } from './answers.js'
import { ContractPeriodInput, ContractPeriodType } from './contract.types.js'
import { PriceSlot } from './cost.types.js'
import type { PricedSlot } from './price-slots.js'
import { priceSlots } from './price-slots.js'
import { PricingService } from './pricing.service.js'
import { TimelineService } from './timeline.service.js'

const TWO_DAYS = 48 * 3_600_000
const LONGEST_DAYS = 31

const directionArg = {
  type: () => DirectionEnum,
  defaultValue: 'CONSUMPTION',
  description: 'Bought or sold.',
} as const

@Resolver(() => UsagePointType)
export class ContractsResolver {
  constructor(
    private readonly points: UsagePointsService,
    private readonly timelines: TimelineService,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [ContractPeriodType], { description: 'Contract periods, oldest first.' })
  async timeline(
    @Parent() { pdl }: UsagePointType,
    @Args('direction', directionArg) direction: Direction,
  ): Promise<ContractPeriodType[]> {
    const contracts = await this.timelines.of(await this.points.get(pdl), direction)
    return contracts.map(contractAnswer)
  }

  @ResolveField(() => [PriceSlot], {
    description:
      'Price steps; by default from now to the end of what is known, at most 48 h. The first is the price now.',
  })
  async prices(
    @Parent() { pdl }: UsagePointType,
    @Args('from', { type: () => InstantScalar, nullable: true, description: 'Left out = now.' })
    from: Instant | undefined,
    @Args('to', { type: () => InstantScalar, nullable: true, description: 'Excluded; 31 days at most.' })
    to: Instant | undefined,
    @Args('direction', directionArg) direction: Direction,
  ): Promise<PriceSlot[]> {
    const start = from ?? this.clock.now()
    const end = to ?? start + TWO_DAYS
    if (end < start || end - start > LONGEST_DAYS * (TWO_DAYS / 2))
      throw new InvalidInput(`Ask ${LONGEST_DAYS} days of prices at most, the end after the beginning.`)
    if (end === start) return []
    const range = { from: dayOf(start), to: addDays(dayOf(end), 1) }
    const pricer = await this.pricing.pricer(await this.points.get(pdl), direction, range)
    const slots = priceSlots(pricer, start, end)
    const unknown = to ? -1 : slots.findIndex(({ price }, index) => index > 0 && price === null)
    return (unknown < 0 ? slots : slots.slice(0, unknown)).map(slotAnswer)
  }

  @Mutation(() => UsagePointResult, {
    description:
      'Replaces the contract timeline of one direction; null returns to the one proposed from the gateway.',
  })
  saveTimeline(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
    @Args('direction', directionArg) direction: Direction,
    @Args('periods', { type: () => [ContractPeriodInput], nullable: true, description: 'Oldest first.' })
    periods?: ContractPeriodInput[],
  ): Promise<UsagePointType | Problem> {
    return orProblem(async () => {
      const point = await this.points.get(pdl)
      await this.timelines.save(pdl, direction, periods?.map(draftOf) ?? null)
      return usagePointType(point)
    }, ['INVALID_INPUT'])
  }
}

export function slotAnswer({ price, ...slot }: PricedSlot): PriceSlot {
  return { ...slot, eurPerKwh: eurOrNull(price) }
}

function draftOf(input: ContractPeriodInput) {
  return {
    from: input.from,
    to: input.to ?? null,
    offerId: input.offerId ?? null,
    versions: (input.versions ?? []).map(versionOfInput),
    subscribedPowerKva: input.subscribedPowerKva ?? null,
    offPeak: input.offPeak.map(windowOfInput),
    saleMode: input.saleMode ?? null,
    saleQuotaWh: input.saleQuotaWh ?? null,
  }
}
