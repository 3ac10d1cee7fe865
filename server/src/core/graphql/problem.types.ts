import { Field, ID, ObjectType } from '@nestjs/graphql'

import type { AppError, Reason } from '../errors.js'
import type { Day, DayRange, Instant } from '../time/paris.js'
import { DayScalar, InstantScalar } from './scalars.js'
import { ReasonEnum } from './words.js'

@ObjectType({ description: 'One faulty field.' })
export class FieldProblem {
  @Field(() => String, { description: 'Path from the input: options.brokerUrl, versions.0.prices.' })
  path: string

  @Field(() => String, {
    description: 'Rule broken, as a stable word: required, pattern, range, order, unit, duplicate.',
  })
  rule: string

  @Field(() => String, { description: 'One English sentence.' })
  message: string
}

@ObjectType({ description: 'An expected failure that somebody can act on.' })
export class Problem {
  @Field(() => ReasonEnum, { description: 'What happened.' })
  code: Reason

  @Field(() => String, { description: 'One English sentence for logs and scripts; never a secret.' })
  message: string

  @Field(() => [FieldProblem], { description: 'The faulty input fields, if any.' })
  fields: FieldProblem[]

  @Field(() => ID, { nullable: true, description: 'The meter concerned; null = all, or none.' })
  pdl: string | null

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it is worth trying again; null = only after somebody acts.',
  })
  retryAt: Instant | null

  @Field(() => String, { nullable: true, description: "The other side's own words, secrets removed." })
  detail: string | null
}

/** An expected failure → the member of a `Thing | Problem` union that tells it. */
export function problemOf(error: AppError, pdl: string | null = null): Problem {
  return Object.assign(new Problem(), {
    code: error.code,
    message: error.message,
    fields: error.fields.map((fault) => Object.assign(new FieldProblem(), fault)),
    pdl,
    retryAt: error.retryAt ?? null,
    detail: error.detail ?? null,
  })
}

@ObjectType({ description: 'Days [from, to).' })
export class DateRange implements DayRange {
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day
}
