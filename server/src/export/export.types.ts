import { createUnionType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql'
import { IsOptional, Matches } from 'class-validator'

import type { Dataset, ExportAction, ExportProgress, Instant, RunState } from '../core/index.js'
import {
  DatasetEnum,
  DurationScalar,
  EXPORT_ACTIONS,
  InstantScalar,
  JsonScalar,
  plainWords,
  Problem,
  RunStateEnum,
  RunType,
  wordEnum,
} from '../core/index.js'
import type { ExportKind } from './exporter.js'
import { EXPORT_KINDS } from './exporter.js'
import type { ExportTarget } from './export-target.entity.js'

export const ExportKindEnum = wordEnum<ExportKind>(
  'ExportKind',
  'Printed from the registry of exporters: expect more.',
  plainWords(...EXPORT_KINDS),
)

export const ExportActionEnum = wordEnum<ExportAction>(
  'ExportAction',
  'What a run does. SEND: what changed, or again from a day.',
  plainWords(...EXPORT_ACTIONS),
)

/** A destination: what the list shows at once. The rest is resolved field by field, from the record. */
@ObjectType('ExportTarget', { description: 'A destination.' })
export class ExportTargetType {
  record: ExportTarget

  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => ExportKindEnum, { description: 'What it is.' })
  kind: ExportKind

  @Field(() => String, { description: 'Name given by the user.' })
  name: string

  @Field(() => Boolean, { description: 'It runs by itself.' })
  enabled: boolean

  @Field(() => Boolean, { description: 'Runs after each sync that changed something.' })
  onChange: boolean

  @Field(() => DurationScalar, { nullable: true, description: 'Runs every so often, one minute at least.' })
  every: number | null

  @Field(() => String, { nullable: true, description: 'Runs at fixed times: five-field cron, Paris.' })
  cron: string | null

  @Field(() => [ID], { description: 'Meters; empty = all.' })
  pdls: readonly string[]

  @Field(() => [DatasetEnum], { description: 'What leaves; empty = all it can carry.' })
  datasets: readonly Dataset[]
}

@ObjectType('Snippet', { description: 'Text to copy or file to load elsewhere.' })
export class SnippetType {
  @Field(() => String, { description: 'What it is for.' })
  title: string

  @Field(() => String, { description: 'yaml, json or text.' })
  format: string

  @Field(() => String, { description: 'The text, PDL filled in.' })
  text: string
}

@ObjectType('ExportDifference', { description: 'A value that is not there as it should.' })
export class ExportDifferenceType {
  @Field(() => String, { description: 'Series, topic or command there.' })
  key: string

  @Field(() => InstantScalar, { nullable: true, description: 'When; null = it has no time of its own.' })
  at: Instant | null

  @Field(() => Float, { description: 'Ours.' })
  expected: number

  @Field(() => Float, { nullable: true, description: 'Theirs; null = absent.' })
  found: number | null

  @Field(() => String, { description: 'Unit of both, as the destination names it.' })
  unit: string
}

@ObjectType('ExportRun', {
  implements: () => RunType,
  description: 'One piece of work on a destination.',
})
export class ExportRunType extends RunType {
  targetId: string | null

  @Field(() => ExportActionEnum, { description: 'What it did.' })
  action: ExportAction

  @Field(() => Int, { description: 'Values sent, or compared by VERIFY.' })
  records: number

  @Field(() => [ExportDifferenceType], { description: 'Read back: what differs (the first 100).' })
  differences: readonly ExportDifferenceType[]

  @Field(() => [String], { description: 'What it did, line by line, secrets removed (the last 200).' })
  log: readonly string[]
}

@ObjectType('ExportMessage', { description: 'One message, exactly.' })
export class ExportMessageType {
  @Field(() => String, { description: 'Topic, statistic id, URL path or command.' })
  destination: string

  @Field(() => String, { description: 'Body as sent, secrets masked, cut at 4,000 characters.' })
  payload: string

  @Field(() => Int, { description: 'Values inside.' })
  values: number
}

@ObjectType('ExportPreview', { description: 'What would leave.' })
export class ExportPreviewType {
  @Field(() => [ExportMessageType], { description: 'First messages.' })
  messages: ExportMessageType[]

  @Field(() => Int, { description: 'Messages in all.' })
  total: number

  @Field(() => Int, { description: 'Values in all.' })
  values: number

  @Field(() => Int, { description: "About how long at the destination's pace." })
  estimatedSeconds: number
}

@ObjectType({ description: 'It works.' })
export class TestPassed {
  @Field(() => Int, { description: 'Milliseconds.' })
  durationMs: number

  @Field(() => String, { nullable: true, description: 'Name and version of the other side.' })
  peer: string | null

  @Field(() => [Problem], {
    description: 'Worth knowing, though it works: retention too short, no admin right.',
  })
  warnings: Problem[]
}

export const TestOutcome = createUnionType({
  name: 'TestOutcome',
  description: 'A protocol that works, or why not.',
  types: () => [TestPassed, Problem] as const,
  resolveType: (value: TestPassed | Problem) => (value instanceof Problem ? Problem : TestPassed),
})

@ObjectType({ description: 'One protocol or step of a test.' })
export class ProtocolTest {
  @Field(() => String, { description: 'websocket, rest, mqtt, tls, jsonrpc, read-back...' })
  protocol: string

  @Field(() => TestOutcome, { description: 'How it went.' })
  outcome: TestPassed | Problem
}

@ObjectType('ExportProgress', { description: 'Advance of an export.' })
export class ExportProgressType implements ExportProgress {
  @Field(() => ID, { description: 'The run.' })
  runId: string

  @Field(() => ID, { description: 'The destination.' })
  targetId: string

  @Field(() => ExportActionEnum, { description: 'What it does.' })
  action: ExportAction

  @Field(() => RunStateEnum, { description: 'How far it is.' })
  state: RunState

  @Field(() => Int, { description: 'Values done.' })
  recordsDone: number

  @Field(() => Int, { nullable: true, description: 'Values to do; null = unknown.' })
  recordsTotal: number | null

  @Field(() => Int, { nullable: true, description: 'About how long still; null = unknown.' })
  remainingSeconds: number | null
}

@InputType({ description: 'With an id, what is left out comes from the saved target.' })
export class ExportTargetInput {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Left out = a new one.' })
  id?: string

  @IsOptional()
  @Field(() => ExportKindEnum, { nullable: true, description: 'Needed without id; fixed afterwards.' })
  kind?: ExportKind

  @IsOptional()
  @Field(() => String, { nullable: true, description: "Name; by default the kind's." })
  name?: string | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Run by itself.' })
  enabled?: boolean

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'After changes.' })
  onChange?: boolean

  @IsOptional()
  @Field(() => DurationScalar, { nullable: true, description: 'Every so often; null = not.' })
  every?: number | null

  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Five-field cron, Paris; null = none.' })
  cron?: string | null

  @IsOptional()
  @Matches(/^\d{14}$/, { each: true, message: 'a meter is named by its 14 digits' })
  @Field(() => [ID], { nullable: true, description: 'Meters; empty = all.' })
  pdls?: string[]

  @IsOptional()
  @Field(() => [DatasetEnum], { nullable: true, description: 'What leaves; empty = all it can carry.' })
  datasets?: Dataset[]

  @IsOptional()
  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'Values by Option.name: a patch. null = back to environment or default; a secret left out is kept.',
  })
  options?: unknown
}

export const ExportTargetResult = createUnionType({
  name: 'ExportTargetResult',
  description: 'Kept, or which options are wrong.',
  types: () => [ExportTargetType, Problem] as const,
  resolveType: (value: ExportTargetType | Problem) => (value instanceof Problem ? Problem : ExportTargetType),
})

export const ExportRunResult = createUnionType({
  name: 'ExportRunResult',
  description: 'Started, or why not.',
  types: () => [ExportRunType, Problem] as const,
  resolveType: (value: ExportRunType | Problem) => (value instanceof Problem ? Problem : ExportRunType),
})

export const ExportPreviewResult = createUnionType({
  name: 'ExportPreviewResult',
  description: 'What would leave, or which options are wrong.',
  types: () => [ExportPreviewType, Problem] as const,
  resolveType: (value: ExportPreviewType | Problem) =>
    value instanceof Problem ? Problem : ExportPreviewType,
})
