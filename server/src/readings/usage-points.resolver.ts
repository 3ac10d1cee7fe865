import { Args, createUnionType, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Dataset, Day, Instant, LocalTime } from '../core/index.js'
import {
  AppError,
  DatasetEnum,
  DayScalar,
  InstantScalar,
  InvalidInput,
  Problem,
  problemOf,
  SERIES_DATASETS,
} from '../core/index.js'
import type { OffPeakRange } from '../gateway/index.js'
import { Breakers } from '../gateway/index.js'
import { ReadingsService } from './readings.service.js'
import type { UsagePoint } from './usage-point.entity.js'
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
  async usagePoints(): Promise<UsagePointType[]> {
    return (await this.points.all()).map(usagePointType)
  }

  @Query(() => UsagePointType, { nullable: true, description: 'One meter; null when unknown.' })
  async usagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
  ): Promise<UsagePointType | null> {
    const point = await this.points.find(pdl)
    return point && usagePointType(point)
  }

  @Mutation(() => UsagePointResult, {
    description: 'Asks the gateway to read the contract and probe production again (0 calls).',
  })
  async refreshUsagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
  ): Promise<UsagePointType | Problem> {
    try {
      return usagePointType(await this.points.probeAgain(pdl))
    } catch (error) {
      if (error instanceof AppError && error.code !== 'NOT_FOUND') return problemOf(error, pdl)
      throw error
    }
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
    active: point.active,
    directions: directionsOf(point),
    subscribedPowerKva: point.subscribedPowerKva ?? contract?.subscribedPowerKva ?? null,
    pricingOption: point.pricingOption,
    offPeak: (point.offPeak.length > 0 ? point.offPeak : (contract?.offPeak ?? [])).map(timeWindow),
    activationDate: activationOf(point),
    distributionTariff: [contract?.segment, contract?.distributionTariff].filter(Boolean).join(' ') || null,
    address: address?.line ?? null,
  })
}

function timeWindow({ startMinute, endMinute, weekdays }: OffPeakRange): TimeWindow {
  return {
    start: clockText(startMinute),
    end: clockText(endMinute),
    weekdays: [...weekdays],
    season: 'ALL',
    from: null,
    to: null,
  }
}

function clockText(minutes: number): LocalTime {
  const text = (value: number) => String(value).padStart(2, '0')
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}` as LocalTime
}
