import { Float, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import { EnergyPoint } from '../readings/index.js'
import { bucketAnswers, costAnswer } from './answers.js'
import { BucketEnergy, Cost } from './cost.types.js'
import { offPeakRatioOf } from './off-peak-ratio.js'
import { SeriesCosts } from './series-costs.service.js'

@Resolver(() => EnergyPoint)
export class EnergyCostResolver {
  constructor(private readonly costs: SeriesCosts) {}

  @ResolveField(() => [BucketEnergy], {
    description: 'Split by price bucket, under the contract of each date; adds up to energyWh.',
  })
  async buckets(@Parent() point: EnergyPoint): Promise<BucketEnergy[]> {
    return bucketAnswers(await this.costs.sum(point))
  }

  @ResolveField(() => Float, { nullable: true, description: 'Off-peak share; null without such a split.' })
  async offPeakRatio(@Parent() point: EnergyPoint): Promise<number | null> {
    return offPeakRatioOf(await this.costs.sum(point))
  }

  @ResolveField(() => Cost, {
    nullable: true,
    description: 'What it cost, or earned when injected; null without a contract.',
  })
  async cost(@Parent() point: EnergyPoint): Promise<Cost | null> {
    const { direction } = point.behind.asked
    const rates = direction === 'CONSUMPTION' ? await this.costs.ratesFor(point.behind) : null
    return costAnswer(await this.costs.sum(point), rates)
  }
}
