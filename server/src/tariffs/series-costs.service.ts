import { Injectable } from '@nestjs/common'

import type { DayRange } from '../core/index.js'
import type { CurveBehind, EnergyBehind, EnergyPoint } from '../readings/index.js'
import type { CostSum, MeterCosts } from './cost-sum.js'
import { sumCosts } from './cost-sum.js'
import { PricingService } from './pricing.service.js'
import { RatesService } from './rates.service.js'
import type { DatedRate } from './taxes.js'

/** Costs of what an answer holds: computed once per answer, whatever its number of points, and gone with it. */
@Injectable()
export class SeriesCosts {
  private readonly ofSeries = new WeakMap<object, Promise<MeterCosts[]>>()
  private readonly ofPoint = new WeakMap<EnergyPoint, CostSum>()
  private readonly rates = new WeakMap<object, Promise<readonly DatedRate[]>>()

  constructor(
    private readonly pricing: PricingService,
    private readonly taxRates: RatesService,
  ) {}

  async sum(point: EnergyPoint): Promise<CostSum> {
    return this.ofPoint.get(point) ?? this.sumOf(point.behind, point)
  }

  /** For a point that is no range of days: its costs are told, not computed. */
  tell(point: EnergyPoint, sum: CostSum): void {
    this.ofPoint.set(point, sum)
  }

  async sumOf(behind: EnergyBehind, range: DayRange): Promise<CostSum> {
    return sumCosts(await this.meters(behind), range, behind.asked.today)
  }

  meters(behind: EnergyBehind): Promise<MeterCosts[]> {
    const { meters, asked } = behind
    return once(this.ofSeries, behind, () =>
      Promise.all(meters.map(({ pdl }) => this.pricing.costs(pdl, asked.direction, asked.range))),
    )
  }

  async curve(behind: CurveBehind): Promise<MeterCosts> {
    const { pdl, direction, range } = behind
    const [costs] = await once(this.ofSeries, behind, async () => [
      await this.pricing.costs(pdl, direction, range),
    ])
    if (!costs) throw new RangeError('a curve has one meter')
    return costs
  }

  ratesFor(behind: EnergyBehind): Promise<readonly DatedRate[]> {
    return once(this.rates, behind, () => this.taxRates.all())
  }
}

function once<T>(known: WeakMap<object, Promise<T>>, key: object, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}
