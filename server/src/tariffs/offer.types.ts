import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'

import type { Day, Origin } from '../core/index.js'
import { DayScalar, DecimalScalar, FieldProblem, OriginEnum, perItem, Problem } from '../core/index.js'
import { TimeWindow, TimeWindowInput } from '../readings/index.js'
import type { OfferModel } from './offer.js'

@ObjectType({ description: 'Price of a bucket.' })
export class BucketPrice {
  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @Field(() => DecimalScalar, { description: 'All taxes included.' })
  eurPerKwh: number
}

@ObjectType('OfferVersion', { description: 'Prices of an offer during a time, all taxes included.' })
export class OfferVersionType {
  @Field(() => DayScalar, { nullable: true, description: 'First day; null = unknown.' })
  from: Day | null

  @Field(() => DayScalar, { nullable: true, description: 'Day after the last; null = still.' })
  to: Day | null

  @Field(() => DecimalScalar, { nullable: true, description: 'Subscription; null = not known.' })
  subscriptionEurPerMonth: number | null

  @Field(() => [BucketPrice], { complexity: perItem(4), description: 'By bucket.' })
  prices: BucketPrice[]

  @Field(() => String, { nullable: true, description: 'Official text or price sheet.' })
  source: string | null
}

@ObjectType('PriceRule', { description: 'When a bucket applies.' })
export class PriceRuleType {
  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @Field(() => TimeWindow, { nullable: true, description: 'When; null = all day.' })
  window: TimeWindow | null

  @Field(() => Boolean, { description: 'Public holidays count as well.' })
  holidays: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Kind of day: a Tempo colour or a calendar of specialDays; null = any.',
  })
  dayType: string | null
}

@ObjectType('Offer', { description: 'An offer for one subscribed power.' })
export class OfferType {
  /** Not part of the API. */
  model: OfferModel

  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => OriginEnum, { description: 'GATEWAY, BUILT_IN or MANUAL (private).' })
  origin: Origin

  @Field(() => String, { description: 'Supplier.' })
  provider: string

  @Field(() => String, { description: 'Commercial name.' })
  name: string

  @Field(() => String, { description: 'BASE, HC_HP, TEMPO, EJP, SEASONAL... (open set).' })
  type: string

  @Field(() => Int, { nullable: true, description: 'kVA; null = any.' })
  subscribedPowerKva: number | null

  @Field(() => Boolean, { description: 'Set by the state.' })
  regulated: boolean

  @Field(() => String, { nullable: true, description: 'Its page.' })
  url: string | null

  @Field(() => [PriceRuleType], {
    description: 'Rules in order, the first that matches wins; empty = the rules of its type.',
  })
  rules: PriceRuleType[]

  @Field(() => [FieldProblem], { description: 'Doubtful values: unit, HC above HP, duplicate.' })
  warnings: FieldProblem[]
}

@InputType({ description: 'See BucketPrice.' })
export class BucketPriceInput {
  @IsOptional()
  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @IsOptional()
  @Field(() => DecimalScalar, { description: 'All taxes included, between 0.01 and 2.' })
  eurPerKwh: number
}

@InputType({ description: 'See OfferVersion.' })
export class OfferVersionInput {
  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'First day.' })
  from?: Day | null

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'Day after the last.' })
  to?: Day | null

  @IsOptional()
  @Field(() => DecimalScalar, { defaultValue: 0, description: 'Subscription.' })
  subscriptionEurPerMonth: number = 0

  @ValidateNested({ each: true })
  @Type(() => BucketPriceInput)
  @Field(() => [BucketPriceInput], { description: 'By bucket.' })
  prices: BucketPriceInput[]
}

@InputType({ description: 'See PriceRule.' })
export class PriceRuleInput {
  @IsOptional()
  @Field(() => String, { description: 'Bucket code.' })
  bucket: string

  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindowInput)
  @Field(() => TimeWindowInput, { nullable: true, description: 'When.' })
  window?: TimeWindowInput | null

  @IsOptional()
  @Field(() => Boolean, { defaultValue: false, description: 'Public holidays count as well.' })
  holidays: boolean = false

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Kind of day.' })
  dayType?: string | null
}

@InputType({ description: 'See Offer.' })
export class OfferInput {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Left out = a new one.' })
  id?: string | null

  @IsOptional()
  @Field(() => String, { description: 'Supplier.' })
  provider: string

  @IsOptional()
  @Field(() => String, { description: 'Name.' })
  name: string

  @IsOptional()
  @Field(() => String, { description: 'Type.' })
  type: string

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'kVA.' })
  subscribedPowerKva?: number | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Its page.' })
  url?: string | null

  @ValidateNested({ each: true })
  @Type(() => OfferVersionInput)
  @Field(() => [OfferVersionInput], { description: 'Prices by date.' })
  versions: OfferVersionInput[]

  @ValidateNested({ each: true })
  @Type(() => PriceRuleInput)
  @Field(() => [PriceRuleInput], { defaultValue: [], description: 'Rules in order.' })
  rules: PriceRuleInput[] = []
}

@InputType({ description: 'All conditions hold together; left out = any.' })
export class OfferFilter {
  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Words of supplier or name.' })
  search?: string | null

  @IsOptional()
  @Field(() => [String], { nullable: true, description: 'Types.' })
  types?: string[] | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'Smallest power that suits, kVA.' })
  subscribedPowerKva?: number | null

  @IsOptional()
  @Field(() => [OriginEnum], { nullable: true, description: 'Public, built-in, private.' })
  origins?: Origin[] | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Set by the state or not.' })
  regulated?: boolean | null

  @IsOptional()
  @Field(() => Boolean, { defaultValue: false, description: 'Offers no longer sold too.' })
  withPast: boolean = false
}

export const OfferResult = createUnionType({
  name: 'OfferResult',
  description: 'Kept, or why not.',
  types: () => [OfferType, Problem] as const,
  resolveType: (value: OfferType | Problem) => (value instanceof Problem ? Problem : OfferType),
})
