import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Day, Problem } from '../core/index.js'
import { DayScalar, orProblem, perItem } from '../core/index.js'
import { offerAnswer, offerOfInput, versionAnswer } from './answers.js'
import { matches } from './offer-filter.js'
import { versionOn } from './offer.js'
import { OfferFilter, OfferInput, OfferResult, OfferType, OfferVersionType } from './offer.types.js'
import { OffersService } from './offers.service.js'

const USUAL_CATALOGUE = 200
const USUAL_VERSIONS = 10

@Resolver(() => OfferType)
export class OffersResolver {
  constructor(private readonly catalogue: OffersService) {}

  @Query(() => [OfferType], {
    complexity: perItem(USUAL_CATALOGUE),
    description: 'Catalogue: public, built-in and private offers.',
  })
  async offers(
    @Args('filter', { nullable: true, description: 'Which ones.' }) filter?: OfferFilter,
  ): Promise<OfferType[]> {
    const offers = await this.catalogue.all()
    return offers.filter((offer) => matches(offer, filter ?? {})).map(offerAnswer)
  }

  @ResolveField(() => [OfferVersionType], {
    complexity: ({ args, childComplexity }) => (args.at ? 1 : USUAL_VERSIONS) * (1 + childComplexity),
    description: 'Prices by date, oldest first.',
  })
  versions(
    @Parent() { model }: OfferType,
    @Args('at', { type: () => DayScalar, nullable: true, description: 'Only the one in force that day.' })
    at?: Day,
  ): OfferVersionType[] {
    if (!at) return model.versions.map(versionAnswer)
    const found = versionOn(model.versions, at)
    return found ? [versionAnswer(found)] : []
  }

  @Mutation(() => OfferResult, { description: 'Creates or changes a private offer.' })
  saveOffer(
    @Args('input', { description: 'The whole offer.' }) input: OfferInput,
  ): Promise<OfferType | Problem> {
    return orProblem(async () => {
      const saved = await this.catalogue.save({ ...offerOfInput(input), id: input.id ?? undefined })
      return offerAnswer(saved)
    }, ['INVALID_INPUT'])
  }

  @Mutation(() => ID, {
    description: 'Deletes a private offer; thrown CONFLICT while a timeline uses it. Returns its id.',
  })
  async deleteOffer(
    @Args('id', { type: () => ID, description: 'As told by offers.' }) id: string,
  ): Promise<string> {
    await this.catalogue.delete(id)
    return id
  }
}
