import { Parent, ResolveField, Resolver } from '@nestjs/graphql'

import { DecimalScalar, endOf, startOf } from '../core/index.js'
import { LoadCurveDay } from '../readings/index.js'
import { eurOrNull } from './answers.js'
import { slotAnswer } from './contracts.resolver.js'
import { PriceSlot } from './cost.types.js'
import { priceSlots } from './price-slots.js'
import { SeriesCosts } from './series-costs.service.js'
import { slotCosts } from './slot-costs.js'

/** A year of slots, priced, is as long an answer as a year of watts. */
const BANDS_PER_DAY = 4

@Resolver(() => LoadCurveDay)
export class CurveCostResolver {
  constructor(private readonly costs: SeriesCosts) {}

  @ResolveField(() => [PriceSlot], {
    complexity: BANDS_PER_DAY,
    description: 'Price steps of the day: bands behind the curve, and the rule behind each slot.',
  })
  async bands(@Parent() { behind, date }: LoadCurveDay): Promise<PriceSlot[]> {
    const { pricer } = await this.costs.curve(behind)
    return priceSlots(pricer, startOf(date), endOf(date)).map(slotAnswer)
  }

  @ResolveField(() => [DecimalScalar], {
    nullable: 'items',
    description:
      'Cost of each slot, aligned with watts; null = missing or unpriced. The end of a drill-down.',
  })
  async costsEur(
    @Parent() { behind, date, stepMinutes, watts, energyWh }: LoadCurveDay,
  ): Promise<(number | null)[]> {
    const { pricer, days } = await this.costs.curve(behind)
    const day = days.get(date)
    const isScaled = day !== undefined && !day.isInconsistent && watts.every((power) => power !== null)
    const scale = isScaled && energyWh > 0 ? day.energyWh / energyWh : 1
    return slotCosts(pricer, { day: date, stepMinutes, watts, scale }).map(eurOrNull)
  }
}
