import { Field, Int, ObjectType } from '@nestjs/graphql'

import type { Day, Instant } from '../core/index.js'
import { DayScalar, InstantScalar } from '../core/index.js'

@ObjectType({
  description: 'Strain on the grid, one day. Levels: 0 low-carbon, 1 normal, 2 tense, 3 very tense.',
})
export class EcowattSignal {
  @Field(() => DayScalar, { description: 'The day.' })
  date: Day

  @Field(() => Int, { description: 'Level of the day, 1 to 3.' })
  level: number

  @Field(() => [Int], { nullable: 'items', description: '24 levels from 00 h to 23 h; null = not sent.' })
  hours: (number | null)[]

  @Field(() => String, { nullable: true, description: "RTE's words, French." })
  message: string | null

  @Field(() => InstantScalar, { nullable: true, description: 'When RTE made it.' })
  publishedAt: Instant | null
}
