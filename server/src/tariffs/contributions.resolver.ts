import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { orProblem, perItem, problemAnswer } from '../core/index.js'
import { offerAnswer, offerOfInput } from './answers.js'
import type { Contribution } from './contribution.entity.js'
import { ContributionInput, ContributionResult, ContributionType } from './contribution.types.js'
import { ContributionsService } from './contributions.service.js'
import { ProposalsService } from './proposals.service.js'
import type { Proposal, ProposedOffer } from './proposal.js'

const USUAL_PROPOSALS = 10
const idArg = { type: () => ID, description: 'As told by contributions.' } as const

@Resolver(() => ContributionType)
export class ContributionsResolver {
  constructor(
    private readonly contributed: ContributionsService,
    private readonly proposals: ProposalsService,
  ) {}

  @Query(() => [ContributionType], {
    complexity: perItem(USUAL_PROPOSALS),
    description: 'Offers proposed to the community, and drafts.',
  })
  async contributions(): Promise<ContributionType[]> {
    return (await this.contributed.all()).map(contributionAnswer)
  }

  @ResolveField(() => String, { description: 'Ready to paste elsewhere.' })
  json(@Parent() { proposal }: ContributionType): Promise<string> {
    return this.proposals.json(proposal)
  }

  @Mutation(() => ContributionResult, {
    description:
      'Keeps a draft, or sends it to the community. A refusal by the gateway leaves the draft, its problem inside.',
  })
  saveContribution(
    @Args('input', { description: 'The whole proposal.' }) input: ContributionInput,
    @Args('send', { defaultValue: false, description: 'Send it now, after a check of every field.' })
    send: boolean,
  ): Promise<ContributionType | Problem> {
    return orProblem(async () => {
      const kept = await this.contributed.save(input.id ?? null, proposalOfInput(input), { send })
      return contributionAnswer(kept)
    }, ['INVALID_INPUT'])
  }

  @Mutation(() => ContributionResult, { description: 'Answers the reviewers.' })
  replyToContribution(
    @Args('id', idArg) id: string,
    @Args('message', { description: 'Plain text.' }) message: string,
  ): Promise<ContributionType | Problem> {
    return orProblem(
      async () => contributionAnswer(await this.contributed.reply(id, message)),
      ['INVALID_INPUT'],
    )
  }

  @Mutation(() => ID, { description: 'Deletes a draft or a proposal not yet approved. Returns its id.' })
  async deleteContribution(@Args('id', idArg) id: string): Promise<string> {
    await this.contributed.delete(id)
    return id
  }
}

function proposalOfInput(input: ContributionInput): Proposal {
  return {
    replacesOfferId: input.replacesOfferId ?? null,
    offers: input.offers.map(offerOfInput),
    priceSheetUrl: textOrNull(input.priceSheetUrl),
    providerWebsite: textOrNull(input.providerWebsite),
    description: textOrNull(input.description),
  }
}

function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function contributionAnswer(one: Contribution): ContributionType {
  const { id, state, proposal, messages, unread, problem, createdAt } = one
  return Object.assign(new ContributionType(), {
    ...proposal,
    proposal,
    id,
    state,
    offers: proposal.offers.map((offer, index) => offerAnswer(asModel(offer, `${id}:${index}`))),
    messages: [...messages],
    unread,
    problem: problemAnswer(problem ?? null),
    createdAt: createdAt.getTime(),
  })
}

function asModel(offer: ProposedOffer, id: string) {
  return { ...offer, id, origin: 'MANUAL', regulated: false, active: true } as const
}
