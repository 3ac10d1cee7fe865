import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql'

import type { Day, Problem } from '../../core/index.js'
import { InvalidInput, perItem, orProblem } from '../../core/index.js'
import type { CorrectionEntry } from './correction.entity.js'
import { Correction, CorrectionInput, CorrectionResult, CorrectionsArgs } from './correction.types.js'
import { CorrectionsService } from './corrections.service.js'

const MOST = 200

@Resolver(() => Correction)
export class CorrectionsResolver {
  constructor(private readonly service: CorrectionsService) {}

  @Query(() => [Correction], { complexity: perItem(), description: 'Values set by hand, newest first.' })
  async corrections(@Args() { pdl, limit, before }: CorrectionsArgs): Promise<Correction[]> {
    if (limit < 1 || limit > MOST) throw new InvalidInput(`limit is 1 to ${MOST}.`)
    return (await this.service.list(pdl ?? null, limit, before ?? null)).map(correctionOf)
  }

  @Mutation(() => CorrectionResult, {
    description: 'Sets values by hand. They win over files and gateway, which stay stored below.',
  })
  correctReadings(
    @Args('input', { description: 'Slots or a day.' }) { pdl, ...draft }: CorrectionInput,
  ): Promise<Correction | Problem> {
    return orProblem(async () => correctionOf(await this.service.correct(pdl, draft)), ['INVALID_INPUT'])
  }

  @Mutation(() => CorrectionResult, {
    description:
      'Takes a correction away; the value below shows again. Refused: CONFLICT when it already was.',
  })
  undoCorrection(
    @Args('id', { type: () => ID, description: 'Of the correction.' }) id: string,
  ): Promise<Correction | Problem> {
    return orProblem(async () => correctionOf(await this.service.undo(id)))
  }
}

function correctionOf(entry: CorrectionEntry): Correction {
  return Object.assign(new Correction(), {
    id: entry.id,
    pdl: entry.usagePointId,
    dataset: entry.dataset,
    range: { from: entry.fromDate as Day, to: entry.toDate as Day },
    values: entry.valueCount,
    differenceWh: entry.differenceWh,
    note: entry.note ?? null,
    createdAt: entry.createdAt.getTime(),
    undoneAt: entry.undoneAt?.getTime() ?? null,
  })
}
