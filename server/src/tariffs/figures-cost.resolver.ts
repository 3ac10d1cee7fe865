import { Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { Float } from '@nestjs/graphql'

import { daysOf, DecimalScalar, latest } from '../core/index.js'
import { baseLoad, Comparison, counterpartOf, LoadCurve, Projection } from '../readings/index.js'
import { eurOrNull } from './answers.js'
import type { CostChange } from './figures-cost.js'
import { costChange } from './figures-cost.js'
import { eurOf } from './money.js'
import { SeriesCosts } from './series-costs.service.js'
import { sumCosts } from './cost-sum.js'

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
  constructor(private readonly costs: SeriesCosts) {}

  @ResolveField(() => DecimalScalar, {
    nullable: true,
    description:
      'Cost: known so far, the energy to come at its mean price, and the subscription; null without a contract, and under Tempo or EJP, whose days to come have no price yet.',
  })
  async costEur(@Parent() { energyWh, behind: { series, whole } }: Projection): Promise<number | null> {
    const meters = await this.costs.meters(series)
    const { today } = series.asked
    const sum = sumCosts(meters, whole, today)
    const isOpen = meters.some(({ pricer }) => {
      const type = pricer.contractOn(today)?.offer?.type
      return type === 'TEMPO' || type === 'EJP'
    })
    if (isOpen || sum.total === null || !sum.isComplete || sum.energyWh === 0) return null
    const toCome = Math.max(0, energyWh - sum.energyWh) * (sum.energyCost / sum.energyWh)
    const rest = daysOf({ from: latest(today, whole.from), to: whole.to })
    const subscription = meters.flatMap(({ pricer }) => rest.map((day) => pricer.subscriptionOn(day) ?? 0))
    return eurOf(sum.total + Math.round(toCome) + subscription.reduce((total, one) => total + one, 0))
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
