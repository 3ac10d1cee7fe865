import { Args, Query, Resolver } from '@nestjs/graphql'

import { checkedRange, lengthOf } from '../core/index.js'
import { Coverage } from '../readings/index.js'
import { eurOrNull } from './answers.js'
import { InvoiceCheck, InvoiceInput } from './balance.types.js'
import { sumCosts } from './cost-sum.js'
import { checkInvoice } from './invoice.js'
import { eurOf, microEur } from './money.js'
import { PricingService } from './pricing.service.js'

@Resolver()
export class InvoiceResolver {
  constructor(private readonly pricing: PricingService) {}

  @Query(() => InvoiceCheck, {
    description: "A supplier's invoice set against our figures; nothing is stored.",
  })
  async checkInvoice(
    @Args('input', { description: 'What the invoice says.' }) input: InvoiceInput,
  ): Promise<InvoiceCheck> {
    const { pdl, from, to, lines, subscriptionEur, totalEur } = input
    const range = checkedRange({ from, to })
    // Bills charge the subscription in advance: days to come count.
    const sum = sumCosts([await this.pricing.costs(pdl, 'CONSUMPTION', range)], range, to)
    const { buckets, knownDays, subscribedDays, subscription, total } = sum
    const checked = checkInvoice(
      {
        lines: lines.map(({ bucket, energyKwh, eurPerKwh, estimated }) => ({
          bucket,
          energyKwh,
          eurPerKwh: eurPerKwh ?? null,
          estimated,
        })),
        subscription:
          subscriptionEur === undefined || subscriptionEur === null ? null : microEur(subscriptionEur),
        total: microEur(totalEur),
      },
      {
        buckets,
        subscription: subscribedDays === 0 ? null : subscription,
        total,
        hasMissingDays: knownDays < lengthOf(range),
      },
    )
    return {
      lines: checked.lines.map(({ item, billedKwh, ownKwh, billed, own, cause }) => ({
        item,
        billedKwh,
        ownKwh,
        billedEur: eurOrNull(billed),
        ownEur: eurOrNull(own),
        cause,
      })),
      explainedEur: eurOf(checked.explained),
      unexplainedEur: eurOf(checked.unexplained),
      coverage: new Coverage(knownDays, lengthOf(range)),
    }
  }
}
