import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

import type { Day, Instant, Origin, Reason } from '../core/index.js'
import { DayScalar, InstantScalar, OriginEnum, plainWords, ReasonEnum, wordEnum } from '../core/index.js'

export type DayState = 'HELD' | 'PARTIAL' | 'ABSENT' | 'WANTED' | 'OUTSIDE'
export const DayStateEnum = wordEnum<DayState>(
  'DayState',
  'HELD from end to end, PARTIAL, ABSENT (asked, none), WANTED (to be asked), OUTSIDE (before the meter or beyond history).',
  plainWords('HELD', 'PARTIAL', 'ABSENT', 'WANTED', 'OUTSIDE'),
)

@ObjectType({ description: 'A hole.' })
export class MissingRange {
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @Field(() => ReasonEnum, { description: 'Why.' })
  reason: Reason

  @Field(() => Int, { description: 'Times asked so far.' })
  attempts: number

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it is asked again; null = never, unless forced by ensureRange.',
  })
  nextTryAt: Instant | null
}

@ObjectType({
  description:
    "How much of an aggregate is known. Expected starts at the meter's first data, not at the range asked.",
})
export class Coverage {
  @Field(() => Int, { description: 'Days, or slots for a curve, that are held.' })
  known: number

  @Field(() => Int, { description: 'Days or slots that a full answer would hold.' })
  expected: number

  constructor(
    known: number,
    expected: number,
    private readonly findMissing: () => MissingRange[] = () => [],
  ) {
    this.known = known
    this.expected = expected
  }

  @Field(() => Float, {
    nullable: true,
    description: 'known / expected; null when nothing is expected. Under 0.9 evolutions are withheld.',
  })
  get ratio(): number | null {
    return this.expected === 0 ? null : this.known / this.expected
  }

  @Field(() => [MissingRange], { description: 'What is not there, why, and what happens next.' })
  get missing(): MissingRange[] {
    return this.findMissing()
  }
}

@ObjectType({ description: 'One day of a dataset.' })
export class CoverageDay {
  @Field(() => DayScalar, { description: 'The day.' })
  date: Day

  @Field(() => DayStateEnum, { description: 'Held or not.' })
  state: DayState

  @Field(() => Int, { description: 'Slots held (1 for a daily value).' })
  known: number

  @Field(() => Int, { description: 'Slots that a full day holds.' })
  expected: number

  @Field(() => OriginEnum, { nullable: true, description: 'Weakest origin inside; null when empty.' })
  origin: Origin | null

  @Field(() => ReasonEnum, { nullable: true, description: 'Why it is not HELD.' })
  reason: Reason | null

  @Field(() => Int, { description: 'Times asked so far.' })
  attempts: number

  @Field(() => InstantScalar, { nullable: true, description: 'When it is asked again.' })
  nextTryAt: Instant | null
}
