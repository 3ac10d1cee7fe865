import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import type { ComparisonKind } from './comparison.js'
import { changeBetween, otherRange } from './comparison.js'
import { energySeries } from './energy-series.js'
import { Comparison, ComparisonKindEnum, Projection } from './figures.types.js'
import { wholePeriod } from './periods.js'
import { daysBehind, landingOf } from './projection.js'
import { ReadingsService } from './readings.service.js'
import { EnergySeries } from './readings.types.js'

@Resolver(() => EnergySeries)
export class EnergySeriesResolver {
  constructor(private readonly readings: ReadingsService) {}

  @ResolveField(() => Comparison, { description: 'The same against another range.' })
  async comparison(
    @Parent() { behind }: EnergySeries,
    @Args('with', { type: () => ComparisonKindEnum, defaultValue: 'LAST_YEAR', description: 'Which one.' })
    kind: ComparisonKind,
  ): Promise<Comparison> {
    const { asked, meters } = behind
    const { range, direction, pdl, today } = asked
    const other = otherRange(range, kind)
    const those = (await this.readings.energy(direction, pdl ?? undefined, other)).meters
    return {
      behind: { these: behind, kind },
      series: energySeries(those, { ...asked, range: other, period: undefined }),
      ...changeBetween(meters, those, { range, kind, today }),
    }
  }

  @ResolveField(() => Projection, {
    nullable: true,
    description: 'Landing at the end of the month or year; only for THIS_MONTH and THIS_YEAR.',
  })
  async projection(@Parent() { behind }: EnergySeries): Promise<Projection | null> {
    const { asked } = behind
    const whole = wholePeriod(asked.period, asked.today)
    if (!whole) return null
    const { meters } = await this.readings.energy(
      asked.direction,
      asked.pdl ?? undefined,
      daysBehind(whole, asked.today),
    )
    const landing = landingOf(whole, asked.today, (day) => {
      const known = meters.flatMap(({ days }) => days.get(day) ?? [])
      return known.length === 0 ? undefined : known.reduce((sum, { energyWh }) => sum + energyWh, 0)
    })
    return landing && { ...landing, behind: { series: behind, whole } }
  }
}
