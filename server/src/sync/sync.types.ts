import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { IsOptional, Matches } from 'class-validator'

import type { Dataset, DayRange, Instant, Origin, RunState, SyncProgress as Progress } from '../core/index.js'
import {
  DatasetEnum,
  DateRange,
  InstantScalar,
  OriginEnum,
  Problem,
  RunStateEnum,
  RunType,
} from '../core/index.js'

@ObjectType({ description: 'One counter.' })
export class CallCounter {
  @Field(() => Int, { description: 'Per day.' })
  limit: number

  @Field(() => Int, { description: 'Today, by any client of the account.' })
  used: number

  @Field(() => Int, { description: 'Kept for actions by hand.' })
  reserved: number
}

@ObjectType('CallBudget', { description: 'Two counters per UTC day.' })
export class CallBudgetType {
  @Field(() => CallCounter, { description: "Calls that may be served from the gateway's cache." })
  cached: CallCounter

  @Field(() => CallCounter, { description: 'Calls that go to Enedis or EcoWatt: few.' })
  fresh: CallCounter

  @Field(() => InstantScalar, { description: 'Both start again (00:00 UTC).' })
  resetsAt: Instant
}

@ObjectType('Credentials', { description: 'Credentials, without the secret.' })
export class CredentialsType {
  @Field(() => Boolean, { description: 'A secret is set.' })
  hasSecret: boolean

  @Field(() => OriginEnum, {
    nullable: true,
    description: 'MANUAL wins over ENVIRONMENT; null when none is set.',
  })
  origin: Origin | null

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the gateway last accepted or refused it.',
  })
  checkedAt: Instant | null

  @Field(() => Problem, {
    nullable: true,
    description: 'CREDENTIALS_*, EMAIL_NOT_VERIFIED or GATEWAY_*; null = accepted.',
  })
  problem: Problem | null

  @Field(() => String, { nullable: true, description: "Account's e-mail, masked." })
  account: string | null
}

@ObjectType('SyncStep', { description: 'One dataset of one meter over one range.' })
export class SyncStepType {
  @Field(() => DatasetEnum, { description: 'What.' })
  dataset: Dataset

  @Field(() => ID, { nullable: true, description: 'Which meter; null = none.' })
  pdl: string | null

  @Field(() => DateRange, { nullable: true, description: 'Days wanted; null when it has no days.' })
  range: DayRange | null

  @Field(() => RunStateEnum, { description: 'How far it is.' })
  state: RunState

  @Field(() => Int, { description: 'Calls of the 1000-a-day counter: expected while PLANNED, then spent.' })
  cachedCalls: number

  @Field(() => Int, { description: 'Calls of the 50-a-day counter: expected while PLANNED, then spent.' })
  freshCalls: number

  @Field(() => Int, { description: 'Days to ask.' })
  daysWanted: number

  @Field(() => Int, { description: 'Days that became held.' })
  daysGained: number

  @Field(() => Int, { description: 'Readings refused as impossible; their neighbours are kept.' })
  rejectedReadings: number

  @Field(() => Problem, { nullable: true, description: 'Why it is not COMPLETE.' })
  problem: Problem | null
}

@ObjectType('SyncRun', { implements: () => RunType, description: 'One sync.' })
export class SyncRunType extends RunType {
  @Field(() => [SyncStepType], { description: 'In order.' })
  steps: SyncStepType[]

  @Field(() => Int, { description: 'Calls spent, 1,000-a-day counter.' })
  cachedCalls: number

  @Field(() => Int, { description: 'Calls spent, 50-a-day counter.' })
  freshCalls: number

  @Field(() => Int, { description: 'Days that became held.' })
  daysGained: number
}

@ObjectType({ description: 'A run before it runs.' })
export class SyncPlan {
  @Field(() => [SyncStepType], { description: 'In order, newest data first.' })
  steps: SyncStepType[]

  @Field(() => Int, { description: 'Calls it needs, 1,000-a-day counter.' })
  cachedCalls: number

  @Field(() => Int, { description: 'Calls it needs, 50-a-day counter.' })
  freshCalls: number

  @Field(() => Boolean, { description: "Today's budget is enough." })
  fitsBudget: boolean

  @Field(() => Int, { description: 'About how long.' })
  estimatedSeconds: number
}

@ObjectType({ description: 'Where the sync stands.' })
export class SyncStatus {
  @Field(() => SyncRunType, { nullable: true, description: 'The run under way; null = idle.' })
  current: SyncRunType | null

  @Field(() => SyncRunType, { nullable: true, description: 'The newest finished run.' })
  last: SyncRunType | null

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Next tick that has something to ask; null = blocked.',
  })
  nextRunAt: Instant | null

  @Field(() => CredentialsType, { description: 'Account at the gateway.' })
  credentials: CredentialsType

  @Field(() => CallBudgetType, { description: 'Calls of the day.' })
  budget: CallBudgetType

  @Field(() => [Problem], { description: 'What stands in the way, per meter and cause; empty = all well.' })
  problems: Problem[]
}

@ObjectType('SyncProgress', { description: 'Advance of a sync.' })
export class SyncProgressType implements Progress {
  @Field(() => ID, { description: 'The run.' })
  runId: string

  @Field(() => RunStateEnum, {
    description: 'How far it is; the last event says COMPLETE, PARTIAL, FAILED or ABANDONED.',
  })
  state: RunState

  @Field(() => Int, { description: 'From 1.' })
  step: number

  @Field(() => Int, { description: 'In all.' })
  steps: number

  @Field(() => DatasetEnum, { nullable: true, description: 'What is being fetched.' })
  dataset: Dataset | null

  @Field(() => ID, { nullable: true, description: 'For which meter.' })
  pdl: string | null

  @Field(() => Int, { description: 'Days fetched, whole run.' })
  daysDone: number

  @Field(() => Int, { description: 'Days wanted, whole run.' })
  daysTotal: number

  @Field(() => Int, { description: 'Calls spent, 1,000-a-day counter.' })
  cachedCalls: number

  @Field(() => Int, { description: 'Calls spent, 50-a-day counter.' })
  freshCalls: number

  @Field(() => Int, { nullable: true, description: 'About how long still; null = unknown.' })
  remainingSeconds: number | null
}

@InputType({ description: 'What to sync; left out = everything that is worth it.' })
export class SyncInput {
  @IsOptional()
  @Matches(/^\d{14}$/, { each: true, message: 'a meter is named by its 14 digits' })
  @Field(() => [ID], { nullable: true, description: 'These meters.' })
  pdls?: string[]

  @IsOptional()
  @Field(() => [DatasetEnum], { nullable: true, description: 'These datasets.' })
  datasets?: Dataset[]
}

export const SyncRunResult = createUnionType({
  name: 'SyncRunResult',
  description: 'Started, or why not.',
  types: () => [SyncRunType, Problem] as const,
  resolveType: (value: SyncRunType | Problem) => (value instanceof Problem ? Problem : SyncRunType),
})

export const CredentialsResult = createUnionType({
  name: 'CredentialsResult',
  description: 'Checked and kept, or why not.',
  types: () => [CredentialsType, Problem] as const,
  resolveType: (value: CredentialsType | Problem) => (value instanceof Problem ? Problem : CredentialsType),
})
