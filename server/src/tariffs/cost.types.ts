import { Field, Float, ObjectType } from '@nestjs/graphql'

import type { Instant, Origin, Reason, TempoColor } from '../core/index.js'
import { DecimalScalar, InstantScalar, OriginEnum, ReasonEnum } from '../core/index.js'
import { TempoColorEnum } from '../tempo/index.js'

@ObjectType({ description: 'Estimate: prices are stored with taxes.' })
export class TaxSplit {
  @Field(() => DecimalScalar, { description: 'Energy before tax.' })
  energyEur: number

  @Field(() => DecimalScalar, {
    description: 'Subscription before VAT, the CTA included while it is not known.',
  })
  subscriptionEur: number

  @Field(() => DecimalScalar, { description: 'Accise.' })
  exciseEur: number

  @Field(() => DecimalScalar, { nullable: true, description: "CTA; null without the grid's fixed part." })
  ctaEur: number | null

  @Field(() => DecimalScalar, { description: 'VAT.' })
  vatEur: number
}

@ObjectType({
  description:
    'Money for some energy, all taxes included. What has no price is counted apart, never at zero.',
})
export class Cost {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Energy and subscription; null when nothing could be priced.',
  })
  totalEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Energy.' })
  energyEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Subscription, per covered contract day.' })
  subscriptionEur: number | null

  @Field(() => Float, { description: 'Energy without a price, Wh; then total is a floor.' })
  unpricedWh: number

  @Field(() => DecimalScalar, { nullable: true, description: 'Lowest total once the unknown is known.' })
  lowEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Highest.' })
  highEur: number | null

  @Field(() => [ReasonEnum], { description: 'Why it is not complete; empty when it is.' })
  reasons: Reason[]

  @Field(() => OriginEnum, {
    description:
      'DERIVED from known splits and prices; ESTIMATED when a part is a guess: a split by the mean profile, or the nearest known price.',
  })
  origin: Origin

  @Field(() => DecimalScalar, { nullable: true, description: 'energyEur per kWh that has a price.' })
  energyEurPerKwh: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'totalEur per kWh, when all has a price.' })
  totalEurPerKwh: number | null

  @Field(() => TaxSplit, { nullable: true, description: 'Estimated split by tax.' })
  taxes: TaxSplit | null
}

@ObjectType({
  description:
    "Energy of one bucket. Codes: BASE, HC, HP, WE, SEM, {BLUE,WHITE,RED}_{HC,HP}, TEMPO_UNKNOWN_{HC,HP}, EJP_NORMAL, EJP_PEAK, UNSPLIT, or a rule's own.",
})
export class BucketEnergy {
  @Field(() => String, { description: 'Code, open set.' })
  bucket: string

  @Field(() => Float, { description: 'Wh.' })
  energyWh: number

  @Field(() => Float, { description: "Share of the point's energy." })
  ratio: number

  @Field(() => DecimalScalar, { nullable: true, description: 'Price x energy; null = price unknown.' })
  costEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Mean price.' })
  eurPerKwh: number | null

  @Field(() => Boolean, {
    description: 'Part is a guess: a split from the mean profile, or the nearest known price.',
  })
  estimated: boolean
}

@ObjectType({ description: 'A stretch of constant price.' })
export class PriceSlot {
  @Field(() => InstantScalar, { description: 'Start.' })
  from: Instant

  @Field(() => InstantScalar, { description: 'End, excluded.' })
  to: Instant

  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @Field(() => Boolean, { description: 'Cheap hours.' })
  offPeak: boolean

  @Field(() => TempoColorEnum, {
    nullable: true,
    description: 'Colour of the Tempo day; null elsewhere or unknown.',
  })
  tempoColor: TempoColor | null

  @Field(() => DecimalScalar, { nullable: true, description: 'All taxes included; null = unknown.' })
  eurPerKwh: number | null

  @Field(() => String, { description: 'Offer version and rule that decided, in words.' })
  rule: string
}
