import { ArgsType, Field, ID } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'

import type { Granularity } from '../core/index.js'
import { GranularityEnum } from '../core/index.js'
import { RangeFields } from '../readings/index.js'

@ArgsType()
export class BalanceArgs extends RangeFields {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'One meter, and the production meter of its home; left out = all.',
  })
  pdl?: string | null

  @IsOptional()
  @Field(() => GranularityEnum, { defaultValue: 'MONTH', description: 'Length of a point.' })
  granularity: Granularity = 'MONTH'
}
