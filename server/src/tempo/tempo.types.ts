import { Field, Float, Int, ObjectType } from '@nestjs/graphql'

import type { Day, DayRange, Instant, TempoColor } from '../core/index.js'
import { DayScalar, InstantScalar, perItem, plainWords, wordEnum } from '../core/index.js'
import type { ColorCount } from './tempo-day.js'

export const TempoColorEnum = wordEnum<TempoColor>(
  'TempoColor',
  'Colour of a Tempo day, the same words as on the gateway.',
  plainWords('BLUE', 'WHITE', 'RED'),
)

@ObjectType({ description: 'One Tempo day: 06:00 to 06:00.' })
export class TempoDay {
  /** Not part of the API: counts of the season of the day. */
  counts: () => Promise<readonly ColorCount[]>

  @Field(() => DayScalar, { description: 'The day it starts.' })
  date: Day

  @Field(() => InstantScalar, { description: '06:00 local.' })
  start: Instant

  @Field(() => TempoColorEnum, {
    nullable: true,
    description: 'Published colour; null = not known, never guessed.',
  })
  color: TempoColor | null
}

@ObjectType({ description: 'This instant.' })
export class TempoNow {
  @Field(() => InstantScalar, { description: 'The instant.' })
  at: Instant

  @Field(() => TempoColorEnum, { nullable: true, description: 'Colour in force; null = not known.' })
  color: TempoColor | null

  @Field(() => Boolean, { description: 'Off-peak (22:00 to 06:00).' })
  offPeak: boolean

  @Field(() => InstantScalar, { description: 'Next change of colour or rate.' })
  changesAt: Instant

  @Field(() => TempoDay, { description: 'The Tempo day under way.' })
  today: TempoDay

  @Field(() => TempoDay, { description: 'The next one.' })
  tomorrow: TempoDay

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When tomorrow's colour is asked next; null once known.",
  })
  nextTryAt: Instant | null
}

@ObjectType({ description: 'Days of a colour.' })
export class TempoCount {
  /** Not part of the API. */
  season: DayRange

  @Field(() => TempoColorEnum, { description: 'Colour.' })
  color: TempoColor

  @Field(() => Int, { description: '300 (301 with a 29 February), 43 or 22.' })
  quota: number

  @Field(() => Int, { description: 'Published so far, tomorrow included.' })
  used: number

  @Field(() => Int, { description: 'quota - used.' })
  left: number

  @Field(() => Int, { description: 'Days to come that may still take it.' })
  eligible: number

  @Field(() => [DayScalar], {
    complexity: perItem(100),
    description: 'These days, oldest first; none once its days are spent.',
  })
  eligibleDays: Day[]
}

@ObjectType({ description: '1 September to 31 August.' })
export class TempoSeason {
  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @Field(() => [TempoCount], { description: 'Per colour.' })
  colors: TempoCount[]
}

@ObjectType({ description: 'One day to come. The three ratios add up to 1.' })
export class TempoForecastDay {
  @Field(() => DayScalar, { description: 'The day.' })
  date: Day

  @Field(() => Float, { description: 'Blue.' })
  blueRatio: number

  @Field(() => Float, { description: 'White.' })
  whiteRatio: number

  @Field(() => Float, { description: 'Red.' })
  redRatio: number

  @Field(() => String, { description: 'high, medium, low; quota = guessed from days left only.' })
  confidence: string

  @Field(() => InstantScalar, { description: 'Age of the forecast.' })
  updatedAt: Instant
}
