import { ArgsType, createUnionType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'

import type { Dataset, Day, Direction, Instant } from '../../core/index.js'
import { DatasetEnum, DateRange, DayScalar, DirectionEnum, InstantScalar, Problem } from '../../core/index.js'

@ObjectType({ description: 'Values set by hand in one go.' })
export class Correction {
  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @Field(() => DatasetEnum, { description: 'What was corrected.' })
  dataset: Dataset

  @Field(() => DateRange, { description: 'Days touched.' })
  range: DateRange

  @Field(() => Int, { description: 'Number of values.' })
  values: number

  @Field(() => Float, { description: 'Energy added or removed, Wh.' })
  differenceWh: number

  @Field(() => String, { nullable: true, description: "The user's words." })
  note: string | null

  @Field(() => InstantScalar, { description: 'When.' })
  createdAt: Instant

  @Field(() => InstantScalar, { nullable: true, description: 'When it was taken away; null = in force.' })
  undoneAt: Instant | null
}

@InputType({
  description:
    "Either a run of slots (start, stepMinutes, watts) or a day's total (date, energyWh). A null value holds it as missing.",
})
export class CorrectionInput {
  @IsOptional()
  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @IsOptional()
  @Field(() => DirectionEnum, { defaultValue: 'CONSUMPTION', description: 'Drawn or injected.' })
  direction: Direction = 'CONSUMPTION'

  @IsOptional()
  @Field(() => InstantScalar, { nullable: true, description: 'First slot.' })
  start?: Instant | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'Length of a slot: 10, 15, 30 or 60.' })
  stepMinutes?: number | null

  @IsOptional()
  @Field(() => [Int], { nullable: 'itemsAndList', description: 'Mean W of each slot from start.' })
  watts?: (number | null)[] | null

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'The day.' })
  date?: Day | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'Its Wh.' })
  energyWh?: number | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Why; 500 characters at most.' })
  note?: string | null
}

@ArgsType()
export class CorrectionsArgs {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'One meter; left out = all.' })
  pdl?: string | null

  @IsOptional()
  @Field(() => Int, { defaultValue: 50, description: '200 at most.' })
  limit: number = 50

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Id of the last one held.' })
  before?: string | null
}

export const CorrectionResult = createUnionType({
  name: 'CorrectionResult',
  description: 'Kept, or why not.',
  types: () => [Correction, Problem] as const,
  resolveType: (value: Correction | Problem) => (value instanceof Problem ? Problem : Correction),
})
