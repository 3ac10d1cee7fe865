import { Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Float } from '@nestjs/graphql'

import type { Day } from '../core/index.js'
import { daysOf, DecimalScalar, latest } from '../core/index.js'
import { baseLoad, Comparison, counterpartOf, LoadCurve, Projection } from '../readings/index.js'
import { eurOrNull } from './answers.js'
import type { CostChange } from './figures-cost.js'
import { costChange } from './figures-cost.js'
import { eurOf } from './money.js'
import { offPeakRatioOf } from './off-peak-ratio.js'
import { SeriesCosts } from './series-costs.service.js'
import type { CostSum, MeterCosts } from './cost-sum.js'
import { sumCosts } from './cost-sum.js'
import { TempoCostService } from './tempo-cost.service.js'

const HOURS_A_YEAR = 8760

@Resolver(() => Comparison)
export class ComparisonCostResolver {
  private readonly known = new WeakMap<Comparison, Promise<CostChange>>()

  constructor(private readonly costs: SeriesCosts) {}

  @ResolveField(() => Float, {
    nullable: true,
    description:
      '(this - other) / other in euros, subscription included; null where one is not fully priced.',
  })
  async costChangeRatio(@Parent() parent: Comparison): Promise<number | null> {
    return parent.energyChangeRatio === null ? null : (await this.change(parent)).ratio
  }

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description: 'Part of the difference due to kWh, on common days.',
  })
  async volumeEffectEur(@Parent() parent: Comparison): Promise<number | null> {
    return eurOrNull((await this.change(parent)).volumeEffect)
  }

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description: 'Part due to the price of a kWh, on common days.',
  })
  async priceEffectEur(@Parent() parent: Comparison): Promise<number | null> {
    return eurOrNull((await this.change(parent)).priceEffect)
  }

  private change(parent: Comparison): Promise<CostChange> {
    const found = this.known.get(parent) ?? this.compare(parent)
    this.known.set(parent, found)
    return found
  }

  private async compare({ behind: { these, kind }, series }: Comparison): Promise<CostChange> {
    const [here, there] = await Promise.all([this.costs.meters(these), this.costs.meters(series.behind)])
    const { range } = these.asked
    return costChange(here, there, range, (day) => counterpartOf(day, kind, range))
  }
}

@Resolver(() => Projection)
export class ProjectionCostResolver {
  constructor(
    private readonly costs: SeriesCosts,
    private readonly tempo: TempoCostService,
  ) {}

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description:
      'Cost: known so far, the energy to come, and the subscription. To come: at the mean price so far; under Tempo at the prices of the probable colours. null without a contract, and under EJP, whose days to come nobody tells.',
  })
  async costEur(@Parent() { energyWh, behind: { series, whole } }: Projection): Promise<number | null> {
    const meters = await this.costs.meters(series)
    const { today } = series.asked
    const sum = sumCosts(meters, whole, today)
    if (sum.total === null || !sum.isComplete || sum.energyWh === 0) return null
    const rest = daysOf({ from: latest(today, whole.from), to: whole.to })
    const perKwh = await this.priceToCome(meters, sum, rest, today)
    if (perKwh === null) return null
    const toCome = (Math.max(0, energyWh - sum.energyWh) * perKwh) / 1000
    const subscription = meters.flatMap(({ pricer }) => rest.map((day) => pricer.subscriptionOn(day) ?? 0))
    return eurOf(sum.total + Math.round(toCome) + subscription.reduce((total, one) => total + one, 0))
  }

  /** Of a kWh, in micro-euros; null when it cannot be told. */
  private async priceToCome(
    meters: readonly MeterCosts[],
    sum: CostSum,
    days: readonly Day[],
    today: Day,
  ): Promise<number | null> {
    const types = meters.map(({ pricer }) => pricer.contractOn(today)?.offer?.type)
    if (types.includes('EJP')) return null
    const [only] = meters
    if (!types.includes('TEMPO') || days.length === 0) return (sum.energyCost * 1000) / sum.energyWh
    const offPeakRatio = offPeakRatioOf(sum)
    if (meters.length > 1 || !only || offPeakRatio === null) return null
    return this.tempo.expectedPrice(only.pricer, days, offPeakRatio)
  }
}

@Resolver(() => LoadCurve)
export class BaseLoadCostResolver {
  constructor(private readonly costs: SeriesCosts) {}

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description: 'Cost of the base load over a year, at the mean price of the range.',
  })
  async baseLoadYearlyEur(@Parent() { behind }: LoadCurve): Promise<number | null> {
    const powerW = baseLoad(behind.rows)
    if (powerW === null) return null
    const sum = sumCosts([await this.costs.curve(behind)], behind.range, behind.range.to)
    return sum.pricedWh === 0 ? null : eurOf((powerW * HOURS_A_YEAR * sum.energyCost) / sum.pricedWh)
  }
}
