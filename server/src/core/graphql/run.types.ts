import { Field, ID, Int, InterfaceType } from '@nestjs/graphql'

import type { Instant } from '../time/paris.js'
import { Problem } from './problem.types.js'
import { InstantScalar } from './scalars.js'
import type { RunState, Trigger } from './words.js'
import { RunStateEnum, TriggerEnum } from './words.js'

@InterfaceType('Run', { description: 'A recorded piece of work.' })
export abstract class RunType {
  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => RunStateEnum, { description: 'How far it is.' })
  state: RunState

  @Field(() => TriggerEnum, { description: 'What started it.' })
  trigger: Trigger

  @Field(() => InstantScalar, { description: 'Its beginning.' })
  startedAt: Instant

  @Field(() => InstantScalar, { nullable: true, description: 'Its end; null while it runs.' })
  endedAt: Instant | null

  @Field(() => Int, { description: 'Elapsed milliseconds, so far or in all.' })
  durationMs: number

  @Field(() => Problem, { nullable: true, description: 'Why it is not COMPLETE; null when it is.' })
  problem: Problem | null
}
