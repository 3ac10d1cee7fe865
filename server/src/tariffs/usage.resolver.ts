import { Args, Float, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import { DecimalScalar } from '../core/index.js'
import { EcowattSignal } from '../ecowatt/index.js'
import { MaxPowerSeries } from '../readings/index.js'
import { advisedPower } from './advice.js'
import { eurOrNull } from './answers.js'
import { UsageService } from './usage.service.js'

@Resolver(() => MaxPowerSeries)
export class PowerAdviceResolver {
  constructor(private readonly usage: UsageService) {}

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Smallest subscribed power that would do; null under 12 months.',
  })
  advisedPowerKva(@Parent() { days }: MaxPowerSeries): number | null {
    return advisedPower(days)
  }

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description: "What it would save in a year, at today's prices; null when the offer has no such power.",
  })
  async advisedSavingEur(@Parent() { days, behind }: MaxPowerSeries): Promise<number | null> {
    const kva = advisedPower(days)
    return kva === null ? null : eurOrNull(await this.usage.savingAt(behind.pdl, kva))
  }
}

@Resolver(() => EcowattSignal)
export class EcowattLoadResolver {
  constructor(private readonly usage: UsageService) {}

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'Wh the home would draw in hours of level 2 and 3, as on the last four such weekdays; null when there is no such hour, or no curve.',
  })
  expectedWh(
    @Parent() { date, hours }: EcowattSignal,
    @Args('pdl', { type: () => ID, description: 'The meter.' }) pdl: string,
  ): Promise<number | null> {
    const tense = hours.flatMap((level, hour) => (level !== null && level >= 2 ? [hour] : []))
    return tense.length === 0 ? Promise.resolve(null) : this.usage.expectedWh(pdl, date, tense)
  }
}
