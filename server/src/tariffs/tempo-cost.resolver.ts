import { Args, Float, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import { DecimalScalar, kwhOf } from '../core/index.js'
import { Coverage, EnergyPoint } from '../readings/index.js'
import { TempoCount, TempoSeason } from '../tempo/index.js'
import { eurOrNull } from './answers.js'
import { SeriesCosts } from './series-costs.service.js'
import { TempoCostService } from './tempo-cost.service.js'

const pdlArg = { type: () => ID, description: 'The meter.' } as const

@Resolver(() => TempoCount)
export class TempoCountCostResolver {
  constructor(
    private readonly tempo: TempoCostService,
    private readonly costs: SeriesCosts,
  ) {}

  @ResolveField(() => EnergyPoint, {
    description:
      'What a meter drew on those days, 06:00 to 06:00: it differs from civil days, rightly. Cost without subscription.',
  })
  async energy(
    @Parent() { color, season }: TempoCount,
    @Args('pdl', pdlArg) pdl: string,
  ): Promise<EnergyPoint> {
    const { sum, energyWh, knownDays, pastDays } = this.tempo.ofColor(
      await this.tempo.season(pdl, season),
      color,
    )
    const known = knownDays === 0 ? null : energyWh
    const point: EnergyPoint = {
      behind: {
        meters: [],
        asked: {
          pdl,
          direction: 'CONSUMPTION',
          range: season,
          granularity: 'YEAR',
          today: this.tempo.today,
          period: undefined,
        },
      },
      ...season,
      energyWh: known,
      energyKwh: known === null ? null : kwhOf(known),
      coverage: new Coverage(knownDays, pastDays),
      origin: known === null ? null : 'DERIVED',
      flags: [],
    }
    this.costs.tell(point, sum)
    return point
  }
}

@Resolver(() => TempoSeason)
export class TempoSeasonCostResolver {
  constructor(private readonly tempo: TempoCostService) {}

  @ResolveField(() => Float, {
    nullable: true,
    description: '1 - peak energy of red days / that of comparable winter weekdays; null without red days.',
  })
  async reductionRatio(
    @Parent() { from, to }: TempoSeason,
    @Args('pdl', pdlArg) pdl: string,
  ): Promise<number | null> {
    return this.tempo.reductionRatio(await this.tempo.season(pdl, { from, to }))
  }

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description:
      'Expected cost of the days left, at what such a day cost over the last year; null without Tempo.',
  })
  async exposureEur(
    @Parent() { from, to, colors }: TempoSeason,
    @Args('pdl', pdlArg) pdl: string,
  ): Promise<number | null> {
    return eurOrNull(await this.tempo.exposure(pdl, { from, to }, colors))
  }
}
