import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql'

import { Problem } from '../core/index.js'

@ObjectType({ description: 'What was deleted of a meter.' })
export class Deletion {
  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @Field(() => Int, { description: 'Rows deleted here.' })
  rows: number

  @Field(() => [String], { description: 'Destinations that hold nothing of ours any more.' })
  purged: string[]

  @Field(() => [String], { description: 'Destinations that cannot delete: what they hold stays there.' })
  kept: string[]
}

export const DeletionResult = createUnionType({
  name: 'DeletionResult',
  description: 'Deleted, or why not.',
  types: () => [Deletion, Problem] as const,
  resolveType: (value: Deletion | Problem) => (value instanceof Problem ? Problem : Deletion),
})
