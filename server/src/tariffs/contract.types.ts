import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'

import type { Day, Origin } from '../core/index.js'
import { DayScalar, DecimalScalar, OriginEnum, plainWords, wordEnum } from '../core/index.js'
import { TimeWindow, TimeWindowInput } from '../readings/index.js'
import type { SaleMode } from './contract.js'
import { SALE_MODES } from './contract.js'
import { OfferType, OfferVersionInput, OfferVersionType } from './offer.types.js'
import type { Tax } from './taxes.js'
import { TAXES } from './taxes.js'

export const SaleModeEnum = wordEnum<SaleMode>(
  'SaleMode',
  'How the injected energy is sold.',
  plainWords(...SALE_MODES),
)

export const TaxEnum = wordEnum<Tax>(
  'Tax',
  'EXCISE is in EUR/MWh, the others are ratios.',
  plainWords(...TAXES),
)

@ObjectType('ContractPeriod', {
  description: 'One stretch of the contract, bought (or sold, on a production timeline).',
})
export class ContractPeriodType {
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { nullable: true, description: 'Day after the last; null = still.' })
  to: Day | null

  @Field(() => OfferType, {
    nullable: true,
    description: 'Offer; its versions apply by date. null = own prices only.',
  })
  offer: OfferType | null

  @Field(() => Int, { nullable: true, description: 'kVA.' })
  subscribedPowerKva: number | null

  @Field(() => [TimeWindow], { description: 'Off-peak windows of that time.' })
  offPeak: TimeWindow[]

  @Field(() => [OfferVersionType], { description: 'Versions in force, own prices included, oldest first.' })
  versions: OfferVersionType[]

  @Field(() => SaleModeEnum, {
    nullable: true,
    description: 'Sold energy: SURPLUS, TOTAL or NONE; null on the bought side.',
  })
  saleMode: SaleMode | null

  @Field(() => Float, { nullable: true, description: 'Sold energy: yearly quota, Wh.' })
  saleQuotaWh: number | null

  @Field(() => OriginEnum, { description: 'GATEWAY = proposed, MANUAL = edited.' })
  origin: Origin
}

@InputType({ description: 'See ContractPeriod. Periods must not overlap.' })
export class ContractPeriodInput {
  @IsOptional()
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'Day after the last.' })
  to?: Day | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Offer to follow.' })
  offerId?: string | null

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => OfferVersionInput)
  @Field(() => [OfferVersionInput], {
    nullable: true,
    description: "Own prices: they win over the offer's.",
  })
  versions?: OfferVersionInput[] | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'kVA.' })
  subscribedPowerKva?: number | null

  @ValidateNested({ each: true })
  @Type(() => TimeWindowInput)
  @Field(() => [TimeWindowInput], { defaultValue: [], description: 'Off-peak windows.' })
  offPeak: TimeWindowInput[] = []

  @IsOptional()
  @Field(() => SaleModeEnum, { nullable: true, description: 'Sold energy.' })
  saleMode?: SaleMode | null

  @IsOptional()
  @Field(() => Float, { nullable: true, description: 'Sold energy: yearly quota, Wh.' })
  saleQuotaWh?: number | null
}

@ObjectType({ description: 'A tax at a time.' })
export class TaxRate {
  @Field(() => TaxEnum, { description: 'Which.' })
  tax: Tax

  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DecimalScalar, { description: 'See Tax.' })
  rate: number

  @Field(() => String, { nullable: true, description: 'Official text.' })
  source: string | null
}

@InputType({ description: 'See TaxRate.' })
export class TaxRateInput {
  @IsOptional()
  @Field(() => TaxEnum, { description: 'Which.' })
  tax: Tax

  @IsOptional()
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @IsOptional()
  @Field(() => DecimalScalar, { description: 'See Tax.' })
  rate: number

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Official text.' })
  source?: string | null
}
