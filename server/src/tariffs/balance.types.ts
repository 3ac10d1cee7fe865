import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, Min, ValidateNested } from 'class-validator'

import type { Day } from '../core/index.js'
import { counted, DayScalar, DecimalScalar } from '../core/index.js'
import { Coverage, EnergySeries } from '../readings/index.js'

@ObjectType({ description: 'Behind the meter.' })
export class HomeBalance {
  @Field(() => Float, { description: 'Made by the panels, Wh.' })
  producedWh: number

  @Field(() => Float, { description: 'Made and used at home, Wh.' })
  selfConsumedWh: number

  @Field(() => Float, { description: 'Used at home, Wh.' })
  usedWh: number

  @Field(() => Float, { nullable: true, description: 'selfConsumed / produced.' })
  selfConsumptionRatio: number | null

  @Field(() => Float, { nullable: true, description: 'selfConsumed / used.' })
  autonomyRatio: number | null

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Grid energy not bought; null while its price is not known.',
  })
  savedEur: number | null

  @Field(() => Boolean, {
    description: 'Over 2 % less was made than injected: the source of true production is badly calibrated.',
  })
  inconsistent: boolean

  @Field(() => Coverage, {
    nullable: true,
    description: 'In half-hours where drawn, injected and made are all known; null under a total sale.',
  })
  coverage: Coverage | null
}

@ObjectType({ description: 'One step of the balance.' })
export class BalancePoint {
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @Field(() => Float, {
    nullable: true,
    description: 'Drawn - injected, Wh, on days known both ways; null when none.',
  })
  netWh: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Cost - revenue; null when one is not known.' })
  netEur: number | null

  @Field(() => HomeBalance, {
    nullable: true,
    description:
      'Only with true production (SOLAR_CURVE) or a total sale; null otherwise: the meter cannot see it.',
  })
  home: HomeBalance | null

  @Field(() => Coverage, { description: 'Days known both ways.' })
  coverage: Coverage
}

@ObjectType({ description: 'A simulated battery.' })
export class BatteryResult {
  @Field(() => Float, { description: 'Energy shifted, Wh.' })
  shiftedWh: number

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Saved over a year; null while the price bought or sold is not known.',
  })
  yearlySavingEur: number | null
}

@ObjectType({ description: 'Home and grid.' })
export class Balance {
  @Field(() => EnergySeries, { description: 'Drawn.' })
  consumption: EnergySeries

  @Field(() => EnergySeries, { description: 'Injected.' })
  production: EnergySeries

  @Field(() => [BalancePoint], { complexity: counted, description: 'One per step, holes included.' })
  points: BalancePoint[]

  @Field(() => BalancePoint, { description: 'The whole range.' })
  total: BalancePoint

  @Field(() => Float, {
    nullable: true,
    description: 'Injected on days when as much was drawn: room for shifting or a battery, Wh.',
  })
  shiftableWh: number | null
}

@InputType({ description: 'An energy line.' })
export class InvoiceLineInput {
  @IsOptional()
  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @Min(0)
  @Field(() => Float, { description: 'kWh billed.' })
  energyKwh: number

  @IsOptional()
  @Field(() => DecimalScalar, { nullable: true, description: 'Price, all taxes included.' })
  eurPerKwh?: number | null

  @IsOptional()
  @Field(() => Boolean, { defaultValue: false, description: 'The index was estimated.' })
  estimated: boolean = false
}

@InputType({ description: 'What the invoice says.' })
export class InvoiceInput {
  @IsOptional()
  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @IsOptional()
  @Field(() => DayScalar, { description: 'First day billed.' })
  from: Day

  @IsOptional()
  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @ValidateNested({ each: true })
  @Type(() => InvoiceLineInput)
  @Field(() => [InvoiceLineInput], { description: 'Energy lines.' })
  lines: InvoiceLineInput[]

  @IsOptional()
  @Field(() => DecimalScalar, { nullable: true, description: 'Subscription, all taxes included.' })
  subscriptionEur?: number | null

  @IsOptional()
  @Field(() => DecimalScalar, { description: 'Total, all taxes included.' })
  totalEur: number
}

@ObjectType({ description: 'Billed against ours.' })
export class InvoiceCheckLine {
  @Field(() => String, { description: 'Bucket code, SUBSCRIPTION or TOTAL.' })
  item: string

  @Field(() => Float, { nullable: true, description: 'kWh billed; null on lines of money only.' })
  billedKwh: number | null

  @Field(() => Float, { nullable: true, description: 'Our kWh.' })
  ownKwh: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Euros billed.' })
  billedEur: number | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Our euros.' })
  ownEur: number | null

  @Field(() => String, {
    description:
      'Likely cause, a stable word: estimated_index, other_price, days, rounding, missing_days, none.',
  })
  cause: string
}

@ObjectType({ description: 'The verdict.' })
export class InvoiceCheck {
  @Field(() => [InvoiceCheckLine], { description: 'Line by line.' })
  lines: InvoiceCheckLine[]

  @Field(() => DecimalScalar, { description: 'Difference that is explained.' })
  explainedEur: number

  @Field(() => DecimalScalar, { description: 'Difference that is not.' })
  unexplainedEur: number

  @Field(() => Coverage, { description: 'Coverage of our own figures.' })
  coverage: Coverage
}
