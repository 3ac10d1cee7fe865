import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'

import type {
  Dataset,
  Day,
  DayRange,
  Direction,
  Granularity,
  Instant,
  Origin,
  Period,
} from '../core/index.js'
import {
  counted,
  DatasetEnum,
  DateRange,
  DayScalar,
  DirectionEnum,
  GranularityEnum,
  InstantScalar,
  OriginEnum,
  PeriodEnum,
  wordEnum,
} from '../core/index.js'
import { Coverage } from './coverage.types.js'
import type { MeterEnergy } from './energy-points.js'
import type { EnergyAsked } from './energy-series.js'
import type { CurveDayRow } from './readings.repository.js'

export type Flag = 'DERIVED'
export const FlagEnum = wordEnum<Flag>('Flag', 'What to know before trusting a figure.', {
  DERIVED: 'From the curve (yesterday, until its index comes).',
})

@ArgsType()
export class RangeFields {
  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'First day.' })
  from?: Day | null

  @IsOptional()
  @Field(() => DayScalar, { nullable: true, description: 'Day after the last; left out = today.' })
  to?: Day | null

  @IsOptional()
  @Field(() => PeriodEnum, { nullable: true, description: 'A moving range, in place of from and to.' })
  period?: Period | null
}

@ArgsType()
export class EnergyArgs extends RangeFields {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'One meter; left out = all followed meters, summed.' })
  pdl?: string | null

  @IsOptional()
  @Field(() => GranularityEnum, { defaultValue: 'DAY', description: 'Length of a point.' })
  granularity: Granularity = 'DAY'
}

@ArgsType()
export class LoadCurveArgs extends RangeFields {
  @IsOptional()
  @Field(() => ID, { description: 'The meter.' })
  pdl: string

  @IsOptional()
  @Field(() => DirectionEnum, { defaultValue: 'CONSUMPTION', description: 'Drawn or injected.' })
  direction: Direction = 'CONSUMPTION'

  @IsOptional()
  @Field(() => Int, {
    nullable: true,
    description: 'Averages finer readings: 30 or 60. Left out: as measured.',
  })
  stepMinutes?: number
}

@ArgsType()
export class MaxPowerArgs extends RangeFields {
  @IsOptional()
  @Field(() => ID, { description: 'The meter.' })
  pdl: string
}

@ArgsType()
export class CoverageArgs extends MaxPowerArgs {
  @IsOptional()
  @Field(() => DatasetEnum, { description: 'A series of the meter.' })
  dataset: Dataset
}

/** What the figures of other resolvers are made from: one object for all the points of a series. */
export interface EnergyBehind {
  readonly asked: EnergyAsked
  readonly meters: readonly MeterEnergy[]
}

/** The stored curve that an answer was made from. */
export interface CurveBehind {
  readonly pdl: string
  readonly direction: Direction
  readonly range: DayRange
  readonly rows: readonly CurveDayRow[]
}

@ObjectType({ description: 'Energy of [from, to). A daily index wins over the sum of the curve.' })
export class EnergyPoint {
  /** Not part of the API. */
  behind: EnergyBehind

  @Field(() => DayScalar, { description: 'First day.' })
  from: Day

  @Field(() => DayScalar, { description: 'Day after the last.' })
  to: Day

  @Field(() => Float, { nullable: true, description: 'Wh of the days known; null when none is.' })
  energyWh: number | null

  @Field(() => Float, { nullable: true, description: 'energyWh / 1000, for sensors and spreadsheets.' })
  energyKwh: number | null

  @Field(() => Coverage, { description: 'How much of it is known.' })
  coverage: Coverage

  @Field(() => OriginEnum, { nullable: true, description: 'Weakest origin inside.' })
  origin: Origin | null

  @Field(() => [FlagEnum], { description: 'What to know before trusting it.' })
  flags: Flag[]
}

@ObjectType({ description: 'Energy over a range, as a whole and by step.' })
export class EnergySeries {
  /** What the figures of its own resolver are made from; not part of the API. */
  behind: EnergyBehind

  @Field(() => ID, { nullable: true, description: 'The meter; null for a sum.' })
  pdl: string | null

  @Field(() => DirectionEnum, { description: 'Drawn or injected.' })
  direction: Direction

  @Field(() => EnergyPoint, {
    description: 'The whole range as one point. It carries the bounds that `period` came to.',
  })
  total: EnergyPoint

  @Field(() => [EnergyPoint], {
    complexity: counted,
    description: 'One point per step, holes included, oldest first; the first and last are cut to the range.',
  })
  points: EnergyPoint[]

  @Field(() => Float, { nullable: true, description: 'Mean of the known days, Wh.' })
  meanWhPerDay: number | null

  @Field(() => EnergyPoint, { nullable: true, description: 'Largest point with full coverage.' })
  highest: EnergyPoint | null

  @Field(() => EnergyPoint, { nullable: true, description: 'Smallest point with full coverage.' })
  lowest: EnergyPoint | null
}

@ObjectType({ description: 'One Paris day, in columns.' })
export class LoadCurveDay {
  /** Not part of the API. */
  behind: CurveBehind

  @Field(() => DayScalar, { description: 'The day.' })
  date: Day

  @Field(() => InstantScalar, { description: 'Instant of the first slot: local midnight.' })
  start: Instant

  @Field(() => Int, { description: 'Length of a slot; the finest of the day when it changed.' })
  stepMinutes: number

  @Field(() => [Int], {
    nullable: 'items',
    description: 'Mean W of each slot, null = missing. At 30 minutes: 48 values, 46 in March, 50 in October.',
  })
  watts: (number | null)[]

  @Field(() => Float, { description: 'Energy of the known slots, Wh.' })
  energyWh: number

  @Field(() => Coverage, { description: 'In slots.' })
  coverage: Coverage
}

@ObjectType({ description: 'Mean power over a range.' })
export class LoadCurve {
  /** What the figures of its own resolver are made from; not part of the API. */
  behind: CurveBehind

  @Field(() => [LoadCurveDay], {
    complexity: counted,
    description: 'Days that hold at least one reading, oldest first; the others are in coverage.',
  })
  days: LoadCurveDay[]

  @Field(() => Coverage, { description: 'In slots.' })
  coverage: Coverage

  @Field(() => Int, { nullable: true, description: 'Mean of the known slots, W.' })
  meanPowerW: number | null

  @Field(() => Int, { nullable: true, description: 'Highest slot, W: below the true peak, see maxPower.' })
  highestPowerW: number | null
}

@ObjectType({ description: 'The peak of a day.' })
export class MaxPowerDay {
  @Field(() => DayScalar, { description: 'The day.' })
  date: Day

  @Field(() => InstantScalar, { description: 'When.' })
  at: Instant

  @Field(() => Int, { description: 'VA.' })
  powerVa: number

  @Field(() => Float, { nullable: true, description: 'Share of the subscribed power.' })
  subscribedRatio: number | null
}

@ObjectType({ description: 'Daily peaks, in VA: not comparable with W.' })
export class MaxPowerSeries {
  /** Not part of the API. */
  behind: { readonly pdl: string; readonly range: DayRange; readonly subscribedPowerKva: number | null }

  @Field(() => [MaxPowerDay], { complexity: counted, description: 'One per day known, oldest first.' })
  days: MaxPowerDay[]

  @Field(() => Coverage, { description: 'In days.' })
  coverage: Coverage

  @Field(() => MaxPowerDay, { nullable: true, description: 'The largest.' })
  highest: MaxPowerDay | null

  @Field(() => Int, { description: 'Days above 90 % of the subscribed power.' })
  daysOver90: number

  @Field(() => Int, { description: 'Days above it.' })
  daysOver100: number
}

@ObjectType({ description: 'Ask again for what overlaps.' })
export class ReadingsChanged {
  @Field(() => ID, {
    nullable: true,
    description: 'The meter; null = all (Tempo, EcoWatt, the list of meters).',
  })
  pdl: string | null

  @Field(() => DatasetEnum, { description: 'What changed.' })
  dataset: Dataset

  @Field(() => [DateRange], { description: 'Days whose values changed, merged into ranges.' })
  ranges: DayRange[]
}
