import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql'

import type { Language, Problem } from '../core/index.js'
import { InvalidInput, languageArg, OptionAnswer, optionAnswer, orProblem, perItem } from '../core/index.js'
import { previewAnswer, targetAnswer, testAnswer } from './export-answers.js'
import { ExportOptions } from './export-options.service.js'
import { ExportOrders } from './export-orders.service.js'
import type { TargetPatch } from './export-targets.service.js'
import { ExportTargets } from './export-targets.service.js'
import {
  ExportKindEnum,
  ExportPreviewResult,
  ExportPreviewType,
  ExportTargetInput,
  ExportTargetResult,
  ExportTargetType,
  ProtocolTest,
} from './export.types.js'
import type { ExportKind } from './exporter.js'

const MOST_MESSAGES = 200
/** Destinations: listed, set up and tried. */
@Resolver()
export class ExportTargetsResolver {
  constructor(
    private readonly targets: ExportTargets,
    private readonly orders: ExportOrders,
    private readonly options: ExportOptions,
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
    @Args('language', languageArg) shownIn: Language,
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
