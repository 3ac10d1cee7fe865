import { Args, Query, Resolver } from '@nestjs/graphql'

import type { Day } from '../core/index.js'
import { addDays, checkedRange, Clock, dayOf, DayScalar, perDay } from '../core/index.js'
import { EcowattService } from './ecowatt.service.js'
import { EcowattSignal } from './ecowatt.types.js'

@Resolver()
export class EcowattResolver {
  constructor(
    private readonly ecowatt: EcowattService,
    private readonly clock: Clock,
  ) {}

  @Query(() => [EcowattSignal], {
    complexity: perDay(),
    description: 'Signals by day; by default today to D+3.',
  })
  async ecowattSignals(
    @Args('from', { type: () => DayScalar, nullable: true, description: 'First day.' }) from?: Day,
    @Args('to', { type: () => DayScalar, nullable: true, description: 'Day after the last.' }) to?: Day,
  ): Promise<EcowattSignal[]> {
    const today = dayOf(this.clock.now())
    const days = await this.ecowatt.days(checkedRange({ from: from ?? today, to: to ?? addDays(today, 4) }))
    return days.map(({ day, hours, ...signal }) => ({ date: day, hours: [...hours], ...signal }))
  }
}
