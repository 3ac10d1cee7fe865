import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Instant, Language, Problem } from '../core/index.js'
import {
  Clock,
  InstantScalar,
  InvalidInput,
  LanguageEnum,
  orProblem,
  perItem,
  plainWords,
  wordEnum,
} from '../core/index.js'
import { optionAnswer, previewAnswer, runAnswer, targetAnswer, testAnswer } from './export-answers.js'
import type { ExportHealth, TargetState } from './export-look.service.js'
import { ExportLook } from './export-look.service.js'
import { ExportOptions } from './export-options.service.js'
import { ExportOrders } from './export-orders.service.js'
import type { TargetPatch } from './export-targets.service.js'
import { ExportTargets } from './export-targets.service.js'
import {
  ExportKindEnum,
  ExportPreviewResult,
  ExportPreviewType,
  ExportRunType,
  ExportSnippet,
  ExportTargetInput,
  ExportTargetResult,
  ExportTargetType,
  ProtocolTest,
} from './export.types.js'
import type { ExportKind } from './exporter.js'
import { OptionAnswer } from './option.types.js'

const MOST_MESSAGES = 200
const ExportHealthEnum = wordEnum<ExportHealth>(
  'ExportHealth',
  'LATE: due, not done. OFF: not enabled.',
  plainWords('OK', 'LATE', 'FAILING', 'OFF', 'NEVER_RUN'),
)
const language = {
  type: () => LanguageEnum,
  defaultValue: 'FR',
  description: 'Of the texts the server writes.',
} as const

/** Destinations: what they are, where they stand, and how they are set up. */
@Resolver(() => ExportTargetType)
export class ExportTargetsResolver {
  private readonly states = new WeakMap<ExportTargetType, Promise<TargetState>>()

  constructor(
    private readonly targets: ExportTargets,
    private readonly orders: ExportOrders,
    private readonly options: ExportOptions,
    private readonly look: ExportLook,
    private readonly clock: Clock,
  ) {}

  @Query(() => [ExportTargetType], { description: 'Configured destinations.' })
  async exportTargets(): Promise<ExportTargetType[]> {
    return (await this.targets.all()).map(targetAnswer)
  }

  @Query(() => ExportTargetType, { nullable: true, description: 'One destination; null when unknown.' })
  async exportTarget(
    @Args('id', { type: () => ID, description: 'As told by exportTargets.' }) id: string,
  ): Promise<ExportTargetType | null> {
    const target = (await this.targets.all()).find((one) => one.id === id)
    return target ? targetAnswer(target) : null
  }

  @Query(() => [OptionAnswer], {
    complexity: perItem(40),
    description: 'Form and documentation of a kind of destination; with a target, its effective values.',
  })
  async exportOptions(
    @Args('kind', { type: () => ExportKindEnum, description: 'Which.' }) kind: ExportKind,
    @Args('language', language) shownIn: Language,
    @Args('targetId', { type: () => ID, nullable: true, description: 'Whose values.' }) targetId?: string,
  ): Promise<OptionAnswer[]> {
    const target = targetId ? (await this.targets.all()).find(({ id }) => id === targetId) : undefined
    return this.options.described(kind, target).map((option) => optionAnswer(option, shownIn))
  }

  @Query(() => ExportPreviewResult, {
    complexity: perItem(),
    description: 'Exactly what would leave: ids, topics, payloads. Sends nothing; works on an unsaved form.',
  })
  previewExport(
    @Args('input', { description: 'The form.' }) input: ExportTargetInput,
    @Args('limit', { type: () => Int, defaultValue: 20, description: '200 at most.' }) limit: number,
  ): Promise<ExportPreviewType | Problem> {
    if (limit < 1 || limit > MOST_MESSAGES) throw new InvalidInput(`limit is between 1 and ${MOST_MESSAGES}.`)
    return orProblem(async () => {
      const preview = await this.orders.preview(patchOf(input), limit)
      return Object.assign(new ExportPreviewType(), previewAnswer(preview))
    }, ['INVALID_INPUT'])
  }

  @Mutation(() => ExportTargetResult, {
    description: 'Creates or changes a destination; each bad option is named in Problem.fields.',
  })
  saveExportTarget(
    @Args('input', { description: 'The form.' }) input: ExportTargetInput,
  ): Promise<ExportTargetType | Problem> {
    return orProblem(async () => targetAnswer(await this.targets.save(patchOf(input))), ['INVALID_INPUT'])
  }

  @Mutation(() => ID, {
    description: 'Forgets a destination; what it holds stays there (purgeExport first). Returns its id.',
  })
  deleteExportTarget(
    @Args('id', { type: () => ID, description: 'As told by exportTargets.' }) id: string,
  ): Promise<string> {
    return this.targets.delete(id)
  }

  @Mutation(() => [ProtocolTest], {
    description: 'Tries each protocol apart, on a saved target or an unsaved form.',
  })
  async testExportTarget(
    @Args('input', { description: 'The form.' }) input: ExportTargetInput,
  ): Promise<ProtocolTest[]> {
    const checks = await orProblem(() => this.orders.test(patchOf(input)), ['INVALID_INPUT'])
    if ('code' in checks) return [Object.assign(new ProtocolTest(), { protocol: 'options', outcome: checks })]
    return checks.map(testAnswer)
  }

  @ResolveField('options', () => [OptionAnswer], {
    complexity: perItem(40),
    description: 'Effective options and where each comes from.',
  })
  optionsOf(
    @Parent() { kind, record }: ExportTargetType,
    @Args('language', language) shownIn: Language,
  ): OptionAnswer[] {
    return this.options.described(kind, record).map((option) => optionAnswer(option, shownIn))
  }

  @ResolveField(() => ExportHealthEnum, { description: 'One word for the card.' })
  async health(@Parent() target: ExportTargetType): Promise<ExportHealth> {
    return (await this.stateOf(target)).health
  }

  @ResolveField(() => ExportRunType, { nullable: true, description: 'Newest run.' })
  async lastRun(@Parent() target: ExportTargetType): Promise<ExportRunType | null> {
    const { lastRun } = await this.stateOf(target)
    return lastRun && runAnswer(lastRun, this.clock.now())
  }

  @ResolveField(() => InstantScalar, {
    nullable: true,
    description: 'Next run; null = when something changes, or never when off.',
  })
  async nextRunAt(@Parent() target: ExportTargetType): Promise<Instant | null> {
    return (await this.stateOf(target)).nextRunAt
  }

  @ResolveField(() => Int, { description: 'Changed days still to send, of all datasets and meters.' })
  async pending(@Parent() target: ExportTargetType): Promise<number> {
    return (await this.stateOf(target)).pending
  }

  @ResolveField(() => InstantScalar, {
    nullable: true,
    description: 'Everything merged before this has left; null = nothing yet.',
  })
  async watermark(@Parent() target: ExportTargetType): Promise<Instant | null> {
    return (await this.stateOf(target)).watermark
  }

  @ResolveField(() => [ExportSnippet], { description: 'Things to copy: a card, a dashboard.' })
  snippets(
    @Parent() { record }: ExportTargetType,
    @Args('language', language) shownIn: Language,
  ): Promise<ExportSnippet[]> {
    return this.orders.snippets(record, shownIn)
  }

  /** Once per target and answer, whatever is asked of it. */
  private stateOf(target: ExportTargetType): Promise<TargetState> {
    const known = this.states.get(target) ?? this.look.state(target.record)
    this.states.set(target, known)
    return known
  }
}

/** The form of the API → that of the engine. null, where it makes no sense, is as left out. */
function patchOf({ every, options, ...input }: ExportTargetInput): TargetPatch {
  if (options !== undefined && options !== null && (typeof options !== 'object' || Array.isArray(options))) {
    const message = 'options is an object: values by name.'
    throw new InvalidInput(message, { fields: [{ path: 'options', rule: 'pattern', message }] })
  }
  return {
    id: input.id ?? undefined,
    kind: input.kind ?? undefined,
    name: input.name,
    enabled: input.enabled ?? undefined,
    onChange: input.onChange ?? undefined,
    everyMs: every,
    cron: input.cron,
    pdls: input.pdls ?? undefined,
    datasets: input.datasets ?? undefined,
    options: (options as Readonly<Record<string, unknown>> | null | undefined) ?? undefined,
  }
}
