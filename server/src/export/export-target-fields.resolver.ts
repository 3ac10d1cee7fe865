import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'

import type { Instant, Language } from '../core/index.js'
import {
  Clock,
  InstantScalar,
  languageArg,
  OptionAnswer,
  optionAnswer,
  perItem,
  plainWords,
  wordEnum,
} from '../core/index.js'
import { runAnswer } from './export-answers.js'
import type { ExportHealth, TargetState } from './export-look.service.js'
import { ExportLook } from './export-look.service.js'
import { ExportOptions } from './export-options.service.js'
import { ExportOrders } from './export-orders.service.js'
import { ExportTargets } from './export-targets.service.js'
import { ExportRunType, ExportTargetType, SnippetType } from './export.types.js'

const ExportHealthEnum = wordEnum<ExportHealth>(
  'ExportHealth',
  'LATE: due, not done. OFF: not enabled.',
  plainWords('OK', 'LATE', 'FAILING', 'OFF', 'NEVER_RUN'),
)
/** Where a destination stands, field by field. */
@Resolver(() => ExportTargetType)
export class ExportTargetFieldsResolver {
  private readonly states = new WeakMap<ExportTargetType, Promise<TargetState>>()

  constructor(
    private readonly orders: ExportOrders,
    private readonly options: ExportOptions,
    private readonly look: ExportLook,
    private readonly targets: ExportTargets,
    private readonly clock: Clock,
  ) {}

  @ResolveField('options', () => [OptionAnswer], {
    complexity: perItem(40),
    description: 'Effective options and where each comes from.',
  })
  optionsOf(
    @Parent() { kind, record }: ExportTargetType,
    @Args('language', languageArg) shownIn: Language,
  ): OptionAnswer[] {
    return this.options.described(kind, record).map((option) => optionAnswer(option, shownIn))
  }

  @ResolveField(() => Boolean, { description: 'Alert rules may send their notices there.' })
  tellsNotices(@Parent() { record }: ExportTargetType): boolean {
    return this.targets.tells(record)
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

  @ResolveField(() => [SnippetType], { description: 'Things to copy: a card, a dashboard.' })
  snippets(
    @Parent() { record }: ExportTargetType,
    @Args('language', languageArg) shownIn: Language,
  ): Promise<SnippetType[]> {
    return this.orders.snippets(record, shownIn)
  }

  /** Once per target and answer, whatever is asked of it. */
  private stateOf(target: ExportTargetType): Promise<TargetState> {
    const known = this.states.get(target) ?? this.look.state(target.record)
    this.states.set(target, known)
    return known
  }
}
