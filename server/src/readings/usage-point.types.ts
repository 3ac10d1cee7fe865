import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'

import type { Day, Direction, LocalTime } from '../core/index.js'
import {
  DayScalar,
  DecimalScalar,
  DirectionEnum,
  LocalTimeScalar,
  plainWords,
  wordEnum,
} from '../core/index.js'

export type Season = 'ALL' | 'SUMMER' | 'WINTER'
export const SeasonEnum = wordEnum<Season>(
  'Season',
  'SUMMER 1 April to 31 October, WINTER the rest.',
  plainWords('ALL', 'SUMMER', 'WINTER'),
)

@ObjectType({
  description:
    'A recurring window of Paris wall clock; across midnight when start >= end, and then weekdays are those of its start.',
})
export class TimeWindow {
  @Field(() => LocalTimeScalar, { description: 'Included.' })
  start: LocalTime

  @Field(() => LocalTimeScalar, { description: 'Excluded.' })
  end: LocalTime

  @Field(() => [Int], { description: '1 Monday ... 7 Sunday; empty = all.' })
  weekdays: number[]

  @Field(() => SeasonEnum, { description: 'Part of the year.' })
  season: Season

  @Field(() => DayScalar, { nullable: true, description: 'Valid from; null = always.' })
  from: Day | null

  @Field(() => DayScalar, { nullable: true, description: 'Valid until, excluded; null = still.' })
  to: Day | null
}

@ObjectType('UsagePoint', {
  description: "A meter. Fields show the value in force: the local override if any, else the gateway's.",
})
export class UsagePointType {
  @Field(() => ID, { description: 'The 14 digits, leading zero kept.' })
  pdl: string

  @Field(() => String, { nullable: true, description: 'Name given by the user.' })
  name: string | null

  @Field(() => Boolean, { description: 'Left out of lists and sums.' })
  hidden: boolean

  @Field(() => Boolean, { description: 'Off at the gateway: nothing is asked any more.' })
  active: boolean

  @Field(() => [DirectionEnum], { description: 'What it measures.' })
  directions: Direction[]

  @Field(() => Int, { nullable: true, description: 'Subscribed power, kVA.' })
  subscribedPowerKva: number | null

  @Field(() => String, {
    nullable: true,
    description: "Supplier's option: BASE, HC_HP, TEMPO, EJP... (open set).",
  })
  pricingOption: string | null

  @Field(() => [TimeWindow], { description: 'Off-peak windows; empty on a single-rate contract.' })
  offPeak: TimeWindow[]

  @Field(() => DayScalar, { nullable: true, description: 'Contract in force since; no data before.' })
  activationDate: Day | null

  @Field(() => String, { nullable: true, description: "Distributor's segment (C5, P4) and tariff code." })
  distributionTariff: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Postal address at Enedis, one line; null until read.',
  })
  address: string | null

  @Field(() => Boolean, { nullable: true, description: 'Three-phase supply; null unknown.' })
  threePhase: boolean | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Monthly target of the user.' })
  monthlyBudgetEur: number | null

  @Field(() => Float, { nullable: true, description: 'Installed solar power, kWp.' })
  solarPeakKwp: number | null

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Price of the solar installation, for pay-back.',
  })
  solarInvestmentEur: number | null
}
