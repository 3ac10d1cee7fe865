import { Parent, ResolveField, Resolver } from '@nestjs/graphql'

import type { Origin } from '../core/index.js'
import { OriginEnum } from '../core/index.js'
import { slotOrigins } from './layers/origins.js'
import { LoadCurveDay } from './readings.types.js'

@Resolver(() => LoadCurveDay)
export class LoadCurveDayResolver {
  @ResolveField(() => [OriginEnum], {
    nullable: 'items',
    description: 'Origin of each slot, aligned with watts; null = missing.',
  })
  origins(@Parent() { behind, date, start, stepMinutes, watts }: LoadCurveDay): (Origin | null)[] {
    const row = behind.rows.find(({ day }) => day === date)
    return row ? slotOrigins(row, { startAt: start, stepMinutes, watts }) : []
  }
}
