import { Injectable } from '@nestjs/common'

import type { Day } from '../../core/index.js'
import { addDays, Clock, dayOf, toDay } from '../../core/index.js'
import type { UsagePoint } from '../../readings/index.js'
import { directionsOf, UsagePointsService } from '../../readings/index.js'
import { contractOn, eurOf, PricingService, sumCosts, TimelineService } from '../../tariffs/index.js'
import { numberOf } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import type { OfferInUse } from '../rules/money.js'
import { budgetFacts, offerFacts, priceFacts } from '../rules/money.js'
import type { NamedMeter } from '../words.js'
import type { Rules, Watch } from './watch.js'
import { namedMeters, ruleOf } from './watch.js'

/** Budgets and prices. */
@Injectable()
export class MoneyWatch implements Watch {
  readonly kinds = ['BUDGET', 'PRICE_EXPIRED', 'OFFER_UPDATED'] as const

  constructor(
    private readonly points: UsagePointsService,
    private readonly pricing: PricingService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
  ) {}

  async look(rules: Rules): Promise<Fact[]> {
    const facts: Fact[] = []
    for (const { point, ...meter } of namedMeters(await this.points.all())) {
      if (!directionsOf(point).includes('CONSUMPTION')) continue
      facts.push(...(await this.budget(meter, point, rules)))
      const offer = await this.offer(point)
      if (!offer) continue
      const beforeDays = numberOf(ruleOf(rules, 'PRICE_EXPIRED'), 'beforeDays')
      const withinDays = numberOf(ruleOf(rules, 'OFFER_UPDATED'), 'withinDays')
      facts.push(...priceFacts(meter, offer, this.today, { beforeDays }))
      facts.push(...offerFacts(meter, offer, this.today, { withinDays }))
    }
    return facts
  }

  private get today(): Day {
    return dayOf(this.clock.now())
  }

  /** The month of yesterday: on the first of a month, the one that ended is the news. */
  private async budget(meter: NamedMeter, point: UsagePoint, rules: Rules): Promise<Fact[]> {
    const budgetEur = point.overrides.monthlyBudgetEur ?? null
    if (budgetEur === null) return []
    const month = toDay(`${addDays(this.today, -1).slice(0, 7)}-01`)
    const range = { from: month, to: this.today }
    const { total } = sumCosts([await this.pricing.costs(point.pdl, 'CONSUMPTION', range)], range, this.today)
    const spentEur = total === null ? null : eurOf(total)
    const usedPercent = numberOf(ruleOf(rules, 'BUDGET'), 'usedPercent')
    return budgetFacts(meter, { month, spentEur, budgetEur }, { usedPercent })
  }

  /** Of today; prices of one's own carry no offer's name. */
  private async offer(point: UsagePoint): Promise<OfferInUse | null> {
    const contract = contractOn(await this.timeline.of(point, 'CONSUMPTION'), this.today)
    if (!contract?.offer) return null
    const { id, provider, name, versions } = contract.offer
    return {
      id,
      name: `${provider} ${name}`,
      since: contract.from,
      until: contract.to,
      versions: [...contract.ownVersions, ...versions],
    }
  }
}
