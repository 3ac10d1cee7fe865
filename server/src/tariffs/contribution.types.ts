import { createUnionType, Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'

import type { Instant } from '../core/index.js'
import { InstantScalar, perItem, Problem, wordEnum } from '../core/index.js'
import type { ContributionState } from './contribution.entity.js'
import { OfferInput, OfferType } from './offer.types.js'
import type { Proposal } from './proposal.js'

export const ContributionStateEnum = wordEnum('ContributionState', 'DRAFT stays here.', {
  DRAFT: 'Not sent, refused, or changed since it was sent.',
  PENDING: 'Reviewers have it.',
  APPROVED: 'In the catalogue.',
  REJECTED: 'Refused by the reviewers; saved and sent again, it goes back to them.',
})

@ObjectType('ContributionMessage', { description: 'A message.' })
export class ContributionMessage {
  @Field(() => InstantScalar, { description: 'When.' })
  at: Instant

  @Field(() => Boolean, { description: 'By us, or by a reviewer.' })
  own: boolean

  @Field(() => String, { description: 'Text.' })
  text: string
}

@ObjectType('Contribution', { description: 'An offer proposed to the community.' })
export class ContributionType {
  /** Not part of the API. */
  proposal: Proposal

  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => ContributionStateEnum, { description: 'Where it stands.' })
  state: ContributionState

  @Field(() => [OfferType], { complexity: perItem(4), description: 'One offer per subscribed power.' })
  offers: OfferType[]

  @Field(() => ID, { nullable: true, description: 'Public offer whose prices these replace.' })
  replacesOfferId: string | null

  @Field(() => String, { nullable: true, description: 'Proof of the prices.' })
  priceSheetUrl: string | null

  @Field(() => String, { nullable: true, description: 'Site of a new supplier.' })
  providerWebsite: string | null

  @Field(() => String, { nullable: true, description: 'For the reviewers.' })
  description: string | null

  @Field(() => [ContributionMessage], {
    complexity: perItem(10),
    description: 'Talk with the reviewers, oldest first.',
  })
  messages: ContributionMessage[]

  @Field(() => Boolean, { description: 'A reviewer wrote, and was not answered.' })
  unread: boolean

  @Field(() => Problem, { nullable: true, description: 'Why the gateway refused it; the draft is kept.' })
  problem: Problem | null

  @Field(() => InstantScalar, { description: 'When it was begun.' })
  createdAt: Instant
}

@InputType({ description: 'See Contribution.' })
export class ContributionInput {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Left out = a new one.' })
  id?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Public offer whose prices these replace.' })
  replacesOfferId?: string | null

  @ValidateNested({ each: true })
  @Type(() => OfferInput)
  @Field(() => [OfferInput], { description: 'One per subscribed power, same name and type.' })
  offers: OfferInput[]

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Needed to send.' })
  priceSheetUrl?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Site of a new supplier.' })
  providerWebsite?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'For the reviewers.' })
  description?: string | null
}

export const ContributionResult = createUnionType({
  name: 'ContributionResult',
  description: 'Kept or sent, or why not.',
  types: () => [ContributionType, Problem] as const,
  resolveType: (value: ContributionType | Problem) => (value instanceof Problem ? Problem : ContributionType),
})
