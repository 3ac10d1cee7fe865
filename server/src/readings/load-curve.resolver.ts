import { Args, Float, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import { InvalidInput } from '../core/index.js'
import type { ProfileAxis } from './curve-figures.js'
import { baseLoad, baseLoadByWeek, loadFactor, percentile, profile, slotsOfRows } from './curve-figures.js'
import { ProfileAxisEnum } from './figures.types.js'
import { LoadCurve } from './readings.types.js'

@Resolver(() => LoadCurve)
export class LoadCurveResolver {
  @ResolveField(() => Float, { nullable: true, description: 'Energy / (highest power x hours).' })
  loadFactorRatio(@Parent() { behind: { rows } }: LoadCurve): number | null {
    return loadFactor(slotsOfRows(rows))
  }

  @ResolveField(() => [Int], {
    description: 'Power not exceeded for p % of the slots, W, in the order asked; empty without a slot.',
  })
  percentilesW(
    @Parent() { behind: { rows } }: LoadCurve,
    @Args('p', { type: () => [Int], defaultValue: [50, 95, 99], description: '1 to 100 each.' }) p: number[],
  ): number[] {
    if (p.some((one) => one < 1 || one > 100)) throw new InvalidInput('A percentile is between 1 and 100.')
    const watts = rows.flatMap((row) => row.watts)
    return p.flatMap((one) => percentile(watts, one) ?? [])
  }

  @ResolveField(() => [Int], {
    nullable: 'items',
    description: 'Mean day in W, the heat maps: row after row of the axis, 24 hours each; null = never seen.',
  })
  profileW(
    @Parent() { behind: { rows } }: LoadCurve,
    @Args('by', { type: () => ProfileAxisEnum, description: 'Rows.' }) by: ProfileAxis,
  ): (number | null)[] {
    return profile(rows, by)
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Power that never sleeps, W: P5 of 01:00-05:00 over the last 14 known days of the range.',
  })
  baseLoadW(@Parent() { behind: { rows } }: LoadCurve): number | null {
    return baseLoad(rows)
  }

  @ResolveField(() => [Int], {
    nullable: 'items',
    description: 'The same for each week of the range, Monday first.',
  })
  baseLoadByWeekW(@Parent() { behind: { rows } }: LoadCurve): (number | null)[] {
    return baseLoadByWeek(rows)
  }
}
