import { createUnionType, Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'

import type { Instant } from '../core/index.js'
import { InstantScalar, Problem, wordEnum } from '../core/index.js'
import type { SolarUnit } from './solar-meter.js'

export const SolarUnitEnum = wordEnum<SolarUnit>('SolarUnit', 'What a number on the topic means.', {
  W: 'Power now, W.',
  KW: 'Power now, kW.',
  WH: 'Counter that only grows, Wh.',
  KWH: 'Counter that only grows, kWh.',
})

export type SolarState = 'OFF' | 'CONNECTING' | 'CONNECTED' | 'FAILING'
export const SolarStateEnum = wordEnum<SolarState>('SolarState', 'How the source of true production is.', {
  OFF: 'Not enabled.',
  CONNECTING: 'No answer of the broker yet.',
  CONNECTED: 'Subscribed; what comes is kept.',
  FAILING: 'The broker, or what it sends, is of no use: see problem. Tried again by itself.',
})

@ObjectType({ description: 'Where true production comes from, live: a topic of an MQTT broker.' })
export class SolarSource {
  @Field(() => Boolean, { description: 'Listens.' })
  enabled: boolean

  @Field(() => ID, { nullable: true, description: 'The meter of the home; null = not set.' })
  pdl: string | null

  @Field(() => String, { nullable: true, description: 'mqtt://, mqtts://, ws:// or wss://.' })
  brokerUrl: string | null

  @Field(() => String, { nullable: true, description: 'Account at the broker.' })
  username: string | null

  @Field(() => Boolean, { description: 'A password is set; it is never told.' })
  hasPassword: boolean

  @Field(() => String, { nullable: true, description: 'Exact topic, without wildcards.' })
  topic: string | null

  @Field(() => String, { description: 'Path of the number in a JSON payload; empty = the payload itself.' })
  jsonPath: string

  @Field(() => SolarUnitEnum, { description: 'What the number means.' })
  unit: SolarUnit

  @Field(() => SolarStateEnum, { description: 'How it is.' })
  state: SolarState

  @Field(() => Problem, { nullable: true, description: 'Why it is FAILING.' })
  problem: Problem | null

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the newest number came; null = none since the start.',
  })
  lastAt: Instant | null

  @Field(() => Float, { nullable: true, description: 'The newest number, as it came.' })
  lastValue: number | null
}

@InputType({ description: 'See SolarSource; left out = keep.' })
export class SolarSourceInput {
  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Listen.' })
  enabled?: boolean | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The meter of the home.' })
  pdl?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'mqtt://, mqtts://, ws:// or wss://.' })
  brokerUrl?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'null = none.' })
  username?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Write-only; null forgets it.' })
  password?: string | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Exact topic.' })
  topic?: string | null

  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description: 'ENERGY.Total, meters[0].power; empty = the payload itself.',
  })
  jsonPath?: string | null

  @IsOptional()
  @Field(() => SolarUnitEnum, { nullable: true, description: 'What the number means.' })
  unit?: SolarUnit | null
}

export const SolarSourceResult = createUnionType({
  name: 'SolarSourceResult',
  description: 'Kept, or which fields are wrong.',
  types: () => [SolarSource, Problem] as const,
  resolveType: (value: SolarSource | Problem) => (value instanceof Problem ? Problem : SolarSource),
})
