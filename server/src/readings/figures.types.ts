import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

import type { DayRange } from '../core/index.js'
import { plainWords, wordEnum } from '../core/index.js'
import type { ComparisonKind } from './comparison.js'
import type { ProfileAxis } from './curve-figures.js'
import type { EnergyBehind } from './readings.types.js'
import { EnergySeries } from './readings.types.js'

export const ComparisonKindEnum = wordEnum<ComparisonKind>(
  'ComparisonKind',
  'LAST_YEAR: same dates (29 February dropped). LAST_YEAR_WEEKDAYS: 364 days. LAST_WEEK: 7 days. PREVIOUS: the range just before.',
  plainWords('LAST_YEAR', 'LAST_YEAR_WEEKDAYS', 'LAST_WEEK', 'PREVIOUS'),
)

export const ProfileAxisEnum = wordEnum<ProfileAxis>(
  'ProfileAxis',
  'Rows of a profile: 7 weekdays from Monday, 12 months, 4 seasons from winter, or the whole range.',
  plainWords('ALL', 'WEEKDAY', 'MONTH', 'SEASON'),
)

@ObjectType({ description: 'Two ranges, compared on the days known in both.' })
export class Comparison {
  /** Not part of the API. */
  behind: { readonly these: EnergyBehind; readonly kind: ComparisonKind }

  @Field(() => EnergySeries, { description: 'The other range, point for point.' })
  series: EnergySeries

  @Field(() => Int, { description: 'Days known in both.' })
  commonDays: number

  @Field(() => Float, {
    nullable: true,
    description: '(this - other) / other in energy, on common days; null under 90 %.',
  })
  energyChangeRatio: number | null
}

@ObjectType({
  description: 'Expected total at the end of the period, known part included; low and high bound it at 80 %.',
})
export class Projection {
  /** Not part of the API. */
  behind: { readonly series: EnergyBehind; readonly whole: DayRange }

  @Field(() => Float, { description: 'Wh.' })
  energyWh: number

  @Field(() => Float, { description: 'Wh.' })
  lowWh: number

  @Field(() => Float, { description: 'Wh.' })
  highWh: number
}
