import { Args, Query, Resolver } from '@nestjs/graphql'

import { earliest } from '../core/index.js'
import { Coverage, ReadingsService } from '../readings/index.js'
import { costAnswer, eurOrNull, offerAnswer, windowAnswer, windowOfInput } from './answers.js'
import type { OfferModel } from './offer.js'
import type { Priced } from './ranking.js'
import { monthsWon, totalAt } from './ranking.js'
import { RankingService } from './ranking.service.js'
import type { LoadInput } from './ranking.types.js'
import { OfferRanking, RankedOffer, RankingArgs } from './ranking.types.js'

const COST_OF_RANKING = 1000

@Resolver()
export class RankingResolver {
  constructor(
    private readonly ranking: RankingService,
    private readonly readings: ReadingsService,
  ) {}

  @Query(() => OfferRanking, {
    complexity: COST_OF_RANKING,
    description:
      "Every offer priced on the user's own curve, cheapest first: of each, the smallest power that suits. By default over the last 365 days.",
  })
  async rankOffers(
    @Args() { pdl, prices, filter, whatIf, limit, ...asked }: RankingArgs,
  ): Promise<OfferRanking> {
    const { today } = this.readings
    const meant = asked.from || asked.period ? asked : { period: 'ROLLING_YEAR' as const }
    const { range } = await this.readings.energy('CONSUMPTION', pdl, meant)
    const loads = [...(whatIf?.added ?? []).map(load(1)), ...(whatIf?.removed ?? []).map(load(-1))]
    const found = await this.ranking.rank({
      pdl,
      range: { from: range.from, to: earliest(range.to, today) },
      prices,
      today,
      filter: filter ?? {},
      loads,
      kva: whatIf?.subscribedPowerKva ?? null,
    })
    const current = found.current?.priced ?? null
    return {
      current: found.current && rankedOffer({ ...found.current, isAssumed: false }, current),
      offers: found.offers.slice(0, limit).map((one) => rankedOffer(one, current)),
      breakEvenOffPeakRatio: found.breakEven,
      assumedOffPeak: found.assumedOffPeak.map(windowAnswer),
      coverage: new Coverage(found.knownDays, found.days),
    }
  }
}

const load =
  (sign: 1 | -1) =>
  ({ window, energyWhPerDay }: LoadInput) => ({
    window: windowOfInput(window),
    energyWhPerDay: sign * energyWhPerDay,
  })

function rankedOffer(
  { offer, priced, isAssumed }: { offer: OfferModel | null; priced: Priced; isAssumed: boolean },
  current: Priced | null,
): RankedOffer {
  const { sum, total, energy, months } = priced
  const told = costAnswer(sum, null)
  const difference =
    total === null || current === null || current.total === null ? null : total - current.total
  return {
    offer: offer && offerAnswer(offer),
    cost: told && Object.assign(told, { totalEur: eurOrNull(total), energyEur: eurOrNull(energy) }),
    differenceEur: eurOrNull(difference),
    assumesOffPeak: isAssumed,
    monthsEur: months.map(eurOrNull),
    monthsWon: current ? monthsWon(priced, current) : 0,
    lessEur: eurOrNull(totalAt(priced, 0.9)),
    moreEur: eurOrNull(totalAt(priced, 1.1)),
  }
}
