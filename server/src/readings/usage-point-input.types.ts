import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator'

import type { Day, Direction, LocalTime } from '../core/index.js'
import { DayScalar, DecimalScalar, DirectionEnum, LocalTimeScalar } from '../core/index.js'
import type { Season } from './usage-point.types.js'
import { SeasonEnum } from './usage-point.types.js'

@InputType({ description: 'See TimeWindow.' })
export class TimeWindowInput {
  @IsOptional()
  @Field(() => LocalTimeScalar, { description: 'Included.' })
  start: LocalTime

  @IsOptional()
  @Field(() => LocalTimeScalar, { description: 'Excluded.' })
  end: LocalTime

  @IsOptional()
  @Field(() => [Int], { defaultValue: [], description: '1 Monday ... 7 Sunday; empty = all.' })
  weekdays: number[] = []

  @IsOptional()
  @Field(() => SeasonEnum, { defaultValue: 'ALL', description: 'Part of the year.' })
  season: Season = 'ALL'

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'Valid from.' })
  from?: Day | null

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'Valid until, excluded.' })
  to?: Day | null
}

@ObjectType({ description: 'A field that the user changed.' })
export class Override {
  @Field(() => String, { description: 'Name of the field, as in UsagePoint.' })
  field: string

  @Field(() => String, {
    nullable: true,
    description: 'What the gateway says, as text; null when it says nothing.',
  })
  gatewayValue: string | null
}

@InputType({ description: "Local values; left out = keep, null = the gateway's." })
export class UsagePointInput {
  @IsOptional()
  @MaxLength(80)
  @Field(() => String, { nullable: true, description: 'Name.' })
  name?: string | null

  @IsOptional()
  @Min(0)
  @Field(() => Int, { nullable: true, description: 'Rank in lists, from 0; the others shift.' })
  position?: number | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Leave out of lists and sums.' })
  hidden?: boolean | null

  @IsOptional()
  @Field(() => [DirectionEnum], { nullable: true, description: 'What it measures.' })
  directions?: Direction[] | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Production meter of the same home.' })
  linkedProductionPdl?: string | null

  @IsOptional()
  @Min(1)
  @Max(250)
  @Field(() => Int, { nullable: true, description: 'kVA.' })
  subscribedPowerKva?: number | null

  @IsOptional()
  @MaxLength(40)
  @Field(() => String, { nullable: true, description: "Supplier's option." })
  pricingOption?: string | null

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => TimeWindowInput)
  @Field(() => [TimeWindowInput], { nullable: true, description: 'Off-peak windows.' })
  offPeak?: TimeWindowInput[] | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Three-phase supply.' })
  threePhase?: boolean | null

  @IsOptional()
  @Min(0)
  @Field(() => DecimalScalar, { nullable: true, description: 'Monthly target.' })
  monthlyBudgetEur?: number | null

  @IsOptional()
  @Min(0)
  @Field(() => Float, { nullable: true, description: 'Installed solar power, kWp.' })
  solarPeakKwp?: number | null

  @IsOptional()
  @Min(0)
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Price of the solar installation, for pay-back.',
  })
  solarInvestmentEur?: number | null
}
