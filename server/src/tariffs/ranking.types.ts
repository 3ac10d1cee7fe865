import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, Max, Min, ValidateNested } from 'class-validator'

import { DecimalScalar, plainWords, wordEnum } from '../core/index.js'
import { Coverage, RangeFields, TimeWindow, TimeWindowInput } from '../readings/index.js'
import { Cost } from './cost.types.js'
import { OfferFilter, OfferType } from './offer.types.js'
import type { PriceDate } from './ranking.service.js'

export const PriceDateEnum = wordEnum<PriceDate>(
  'PriceDate',
  "Prices as they were AT_DATE, or TODAY's on the whole range.",
  plainWords('AT_DATE', 'TODAY'),
)

@InputType({ description: 'An energy spread evenly over a window.' })
export class LoadInput {
  @ValidateNested()
  @Type(() => TimeWindowInput)
  @Field(() => TimeWindowInput, { description: 'When.' })
  window: TimeWindowInput

  @Min(0)
  @Field(() => Int, { description: 'Wh per day of the window.' })
  energyWhPerDay: number
}

@InputType({ description: 'A change to try, on the same curve.' })
export class WhatIfInput {
  @ValidateNested({ each: true })
  @Type(() => LoadInput)
  @Field(() => [LoadInput], {
    defaultValue: [],
    description: 'Loads to add each day of a window (a car, say).',
  })
  added: LoadInput[] = []

  @ValidateNested({ each: true })
  @Type(() => LoadInput)
  @Field(() => [LoadInput], {
    defaultValue: [],
    description: 'Loads to take away; with `added` it moves them.',
  })
  removed: LoadInput[] = []

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'Another subscribed power, kVA.' })
  subscribedPowerKva?: number | null
}

@ObjectType({ description: "One offer on the user's curve." })
export class RankedOffer {
  @Field(() => OfferType, { nullable: true, description: 'The offer; null = own prices only.' })
  offer: OfferType | null

  @Field(() => Cost, { nullable: true, description: 'Cost over the range, brought to full months.' })
  cost: Cost | null

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Against the current contract; negative = cheaper.',
  })
  differenceEur: number | null

  @Field(() => [DecimalScalar], {
    nullable: 'items',
    description: 'Cost of each month of the range; null = unknown.',
  })
  monthsEur: (number | null)[]

  @Field(() => Boolean, { description: 'It needs off-peak hours, and those of assumedOffPeak were taken.' })
  assumesOffPeak: boolean

  @Field(() => Int, { description: 'Months cheaper than the current contract.' })
  monthsWon: number

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Total with 10 % less energy; null when not fully priced.',
  })
  lessEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Total with 10 % more.' })
  moreEur: number | null
}

@ObjectType({ description: "Offers on the user's curve." })
export class OfferRanking {
  @Field(() => RankedOffer, {
    nullable: true,
    description: 'The contract in force, priced the same way; null without one.',
  })
  current: RankedOffer | null

  @Field(() => [RankedOffer], { description: 'Cheapest first; those not fully priced come last.' })
  offers: RankedOffer[]

  @Field(() => Float, {
    nullable: true,
    description: 'Off-peak share above which HC/HP beats Base; null without such a pair.',
  })
  breakEvenOffPeakRatio: number | null

  @Field(() => [TimeWindow], {
    description:
      'Off-peak hours taken where an offer needs some and neither contract nor meter has any; empty = those of the home.',
  })
  assumedOffPeak: TimeWindow[]

  @Field(() => Coverage, { description: 'Under 1, totals are scaled to full months.' })
  coverage: Coverage
}

@ArgsType()
export class RankingArgs extends RangeFields {
  @IsOptional()
  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @IsOptional()
  @Field(() => PriceDateEnum, { defaultValue: 'TODAY', description: 'Which prices.' })
  prices: PriceDate = 'TODAY'

  @IsOptional()
  @ValidateNested()
  @Type(() => OfferFilter)
  @Field(() => OfferFilter, { nullable: true, description: 'Which offers.' })
  filter?: OfferFilter | null

  @IsOptional()
  @ValidateNested()
  @Type(() => WhatIfInput)
  @Field(() => WhatIfInput, { nullable: true, description: 'A change to try.' })
  whatIf?: WhatIfInput | null

  @Min(1)
  @Max(200)
  @Field(() => Int, { defaultValue: 5, description: 'Offers told, 200 at most.' })
  limit: number = 5
}
