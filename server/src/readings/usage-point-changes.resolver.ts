import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { AppError, orProblem, problemOf } from '../core/index.js'
import { patchOf } from './usage-point-input.js'
import { Override, UsagePointInput } from './usage-point-input.types.js'
import { UsagePointType } from './usage-point.types.js'
import { UsagePointResult, usagePointType } from './usage-points.resolver.js'
import { UsagePointsService } from './usage-points.service.js'

/** What a person changes of a meter, and asks the gateway to look at again. */
@Resolver(() => UsagePointType)
export class UsagePointChangesResolver {
  constructor(private readonly points: UsagePointsService) {}

  @Mutation(() => UsagePointResult, {
    description: "Local values over the gateway's; null brings the gateway's back.",
  })
  updateUsagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
    @Args('input', { description: 'What changes.' }) input: UsagePointInput,
  ): Promise<UsagePointType | Problem> {
    return orProblem(
      async () => usagePointType(await this.points.override(pdl, patchOf(input))),
      ['INVALID_INPUT'],
    )
  }

  @ResolveField(() => [Override], { description: "Fields changed here, with the gateway's value." })
  overrides(@Parent() { pdl }: UsagePointType): Promise<Override[]> {
    return this.points.overridden(pdl)
  }

  @Mutation(() => UsagePointResult, {
    description: 'Asks the gateway to read the contract and probe production again (0 calls).',
  })
  async refreshUsagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
  ): Promise<UsagePointType | Problem> {
    try {
      return usagePointType(await this.points.probeAgain(pdl))
    } catch (error) {
      if (error instanceof AppError && error.code !== 'NOT_FOUND') return problemOf(error, pdl)
      throw error
    }
  }
}
