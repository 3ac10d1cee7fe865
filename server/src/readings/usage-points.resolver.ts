import { Args, createUnionType, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Dataset, Day, Instant, LocalTime } from '../core/index.js'
import {
  DatasetEnum,
  DayScalar,
  InstantScalar,
  InvalidInput,
  Problem,
  SERIES_DATASETS,
} from '../core/index.js'
import type { OffPeakRange } from '../gateway/index.js'
import { Breakers } from '../gateway/index.js'
import { ReadingsService } from './readings.service.js'
import type { UsagePoint } from './usage-point.entity.js'
import { clockText } from './usage-point-overrides.js'
import { UsagePointType } from './usage-point.types.js'
import type { TimeWindow } from './usage-point.types.js'
import { activationOf, directionsOf, UsagePointsService } from './usage-points.service.js'

export const UsagePointResult = createUnionType({
  name: 'UsagePointResult',
  description: 'Changed, or why not.',
  types: () => [UsagePointType, Problem] as const,
  resolveType: (value: UsagePointType | Problem) => (value instanceof Problem ? Problem : UsagePointType),
})

@Resolver(() => UsagePointType)
export class UsagePointsResolver {
  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsService,
    private readonly breakers: Breakers,
  ) {}

  @Query(() => [UsagePointType], { description: "Meters of the account, in the user's order." })
  async usagePoints(
    @Args('withHidden', { type: () => Boolean, defaultValue: false, description: 'Also those left out.' })
    withHidden: boolean,
  ): Promise<UsagePointType[]> {
    return (await this.points.all())
      .filter(({ overrides }) => withHidden || overrides.hidden !== true)
      .map(usagePointType)
  }

  @Query(() => UsagePointType, { nullable: true, description: 'One meter; null when unknown.' })
  async usagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
  ): Promise<UsagePointType | null> {
    const point = await this.points.find(pdl)
    return point && usagePointType(point)
  }

  @ResolveField(() => UsagePointType, {
    nullable: true,
    description: 'The production meter of the same home.',
  })
  async linkedProduction(@Parent() { pdl }: UsagePointType): Promise<UsagePointType | null> {
    const points = await this.points.all()
    const linked = points.find((point) => point.pdl === pdl)?.linkedProductionGatewayId ?? null
    const found = linked === null ? undefined : points.find(({ gatewayId }) => gatewayId === linked)
    return found ? usagePointType(found) : null
  }

  @ResolveField(() => DayScalar, { nullable: true, description: 'Newest day held from end to end.' })
  lastCompleteDay(
    @Parent() { pdl }: UsagePointType,
    @Args('dataset', {
      type: () => DatasetEnum,
      defaultValue: 'CONSUMPTION_DAILY',
      description: 'A series of the meter.',
    })
    dataset: Dataset,
  ): Promise<Day | null> {
    const series = SERIES_DATASETS.find((name) => name === dataset)
    if (!series)
      throw new InvalidInput(`${dataset} is not a series of a meter: one of ${SERIES_DATASETS.join(', ')}.`)
    return this.readings.lastCompleteDay({ pdl, dataset: series })
  }

  @ResolveField(() => InstantScalar, {
    nullable: true,
    description: 'When yesterday is asked next; null once held, or when nothing more will be asked.',
  })
  async nextTryAt(@Parent() { pdl }: UsagePointType): Promise<Instant | null> {
    return this.readings.nextTryAt(await this.points.get(pdl))
  }

  @ResolveField(() => [Problem], { description: 'What stands in the way of this meter.' })
  async problems(@Parent() { pdl }: UsagePointType): Promise<Problem[]> {
    return (await this.breakers.problems())
      .filter((problem) => problem.pdl === pdl)
      .map((problem) => Object.assign(new Problem(), { ...problem, fields: [] }))
  }
}

export function usagePointType(point: UsagePoint): UsagePointType {
  const { contract, address } = point
  return Object.assign(new UsagePointType(), {
    pdl: point.pdl,
    name: point.name,
    hidden: point.overrides.hidden ?? false,
    active: point.active,
    directions: directionsOf(point),
    subscribedPowerKva: point.subscribedPowerKva ?? contract?.subscribedPowerKva ?? null,
    pricingOption: point.pricingOption,
    offPeak: (point.offPeak.length > 0 ? point.offPeak : (contract?.offPeak ?? [])).map(timeWindow),
    activationDate: activationOf(point),
    distributionTariff: [contract?.segment, contract?.distributionTariff].filter(Boolean).join(' ') || null,
    address: address?.line ?? null,
    threePhase: point.overrides.threePhase ?? null,
    monthlyBudgetEur: point.overrides.monthlyBudgetEur ?? null,
    solarPeakKwp: point.overrides.solarPeakKwp ?? null,
    solarInvestmentEur: point.overrides.solarInvestmentEur ?? null,
  })
}

function timeWindow({ startMinute, endMinute, weekdays }: OffPeakRange): TimeWindow {
  return {
    start: clockText(startMinute) as LocalTime,
    end: clockText(endMinute) as LocalTime,
    weekdays: [...weekdays],
    season: 'ALL',
    from: null,
    to: null,
  }
}
