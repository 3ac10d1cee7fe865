import { Args, ID, Mutation, Resolver } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { orProblem } from '../core/index.js'
import { LeavingService } from './leaving.service.js'
import { Deletion, DeletionResult } from './leaving.types.js'

@Resolver(() => Deletion)
export class LeavingResolver {
  constructor(private readonly leaving: LeavingService) {}

  @Mutation(() => DeletionResult, {
    description:
      'Deletes everything of a meter, here and where destinations can delete. It is not followed again until the secret is given anew. Refused: ALREADY_RUNNING, PEER_*.',
  })
  deleteUsagePoint(
    @Args('pdl', { type: () => ID, description: '14 digits.' }) pdl: string,
    @Args('confirm', { type: () => String, description: 'The 14 digits, typed again.' }) confirm: string,
    @Args('purgeTargets', {
      type: () => Boolean,
      defaultValue: true,
      description: 'Also empty the destinations that can delete; a failure there deletes nothing here.',
    })
    purgeTargets: boolean,
  ): Promise<Deletion | Problem> {
    return orProblem(
      async () => Object.assign(new Deletion(), await this.leaving.delete(pdl, confirm, purgeTargets)),
      ['INVALID_INPUT'],
    )
  }
}
