import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql'

import type { Day, Problem } from '../core/index.js'
import {
  Clock,
  DayScalar,
  EventBus,
  eventStream,
  InvalidInput,
  itself,
  orProblem,
  perItem,
} from '../core/index.js'
import { runAnswer, targetAnswer } from './export-answers.js'
import { ExportOrders, rangeWork } from './export-orders.service.js'
import { ExportRunsRepository } from './export-runs.repository.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import type { Work } from './export-work.service.js'
import { ExportService } from './export.service.js'
import { ExportProgressType, ExportRunResult, ExportRunType, ExportTargetType } from './export.types.js'

const LONGEST_LIST = 200
const id = { type: () => ID, description: 'As told by exportTargets.' } as const
const firstDay = { type: () => DayScalar, nullable: true, description: 'First day.' } as const
const lastDay = { type: () => DayScalar, nullable: true, description: 'Day after the last.' } as const

/** Runs: started, listed and followed. */
@Resolver(() => ExportRunType)
export class ExportRunsResolver {
  constructor(
    private readonly exports: ExportService,
    private readonly orders: ExportOrders,
    private readonly runRows: ExportRunsRepository,
    private readonly targets: ExportTargetsRepository,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  @Query(() => [ExportRunType], { complexity: perItem(), description: 'Runs, newest first.' })
  async exportRuns(
    @Args('limit', { type: () => Int, defaultValue: 20, description: '200 at most.' }) limit: number,
    @Args('targetId', { ...id, nullable: true }) targetId?: string,
    @Args('before', { type: () => ID, nullable: true, description: 'id of the last run held.' })
    before?: string,
  ): Promise<ExportRunType[]> {
    if (limit < 1 || limit > LONGEST_LIST) throw new InvalidInput(`limit is between 1 and ${LONGEST_LIST}.`)
    const runs = await this.runRows.list(limit, { targetId, before })
    return runs.map((run) => runAnswer(run, this.clock.now()))
  }

  @Query(() => ExportRunType, { nullable: true, description: 'One run; null when unknown.' })
  async exportRun(
    @Args('id', { type: () => ID, description: 'As told by exportRuns.' }) runId: string,
  ): Promise<ExportRunType | null> {
    const run = await this.runRows.find(runId)
    return run && runAnswer(run, this.clock.now())
  }

  @Mutation(() => ExportRunResult, {
    description: 'Sends what changed; from: sends again from that day; dryRun: everything but the sending.',
  })
  runExport(
    @Args('id', id) targetId: string,
    @Args('dryRun', { type: () => Boolean, defaultValue: false, description: 'Sends nothing.' })
    dryRun: boolean,
    @Args('from', firstDay) from?: Day,
  ): Promise<ExportRunType | Problem> {
    return this.order(targetId, { action: dryRun ? 'DRY_RUN' : 'SEND', from: from ?? undefined })
  }

  @Mutation(() => ExportRunResult, {
    description: 'Reads the destination back and lists the differences.',
  })
  verifyExport(
    @Args('id', id) targetId: string,
    @Args('from', firstDay) from?: Day,
    @Args('to', lastDay) to?: Day,
  ): Promise<ExportRunType | Problem> {
    return this.order(targetId, rangeWork('VERIFY', from ?? undefined, to ?? undefined))
  }

  @Mutation(() => ExportRunResult, { description: 'Rewrites what differs.' })
  repairExport(
    @Args('id', id) targetId: string,
    @Args('from', firstDay) from?: Day,
    @Args('to', lastDay) to?: Day,
  ): Promise<ExportRunType | Problem> {
    return this.order(targetId, rangeWork('REPAIR', from ?? undefined, to ?? undefined))
  }

  @Mutation(() => ExportRunResult, {
    description: 'Sets up at the destination what the figures need: Energy dashboard, equipment, discovery.',
  })
  installExport(@Args('id', id) targetId: string): Promise<ExportRunType | Problem> {
    return this.order(targetId, { action: 'INSTALL' })
  }

  @Mutation(() => ExportRunResult, {
    description:
      "Removes everything we wrote there, and switches the destination off. confirm: the target's name, typed.",
  })
  purgeExport(
    @Args('id', id) targetId: string,
    @Args('confirm', { type: () => String, description: 'Its name.' }) confirm: string,
  ): Promise<ExportRunType | Problem> {
    return orProblem(
      async () => runAnswer(await this.orders.purge(targetId, confirm), this.clock.now()),
      ['INVALID_INPUT'],
    )
  }

  @Subscription(() => ExportProgressType, {
    resolve: itself,
    description: 'Advance of exports, of one target or all; speaks at once when a run is under way.',
  })
  exportProgress(
    @Args('targetId', { ...id, nullable: true }) targetId?: string,
  ): AsyncIterableIterator<ExportProgressType> {
    const wanted = targetId ?? undefined
    return eventStream(this.bus, 'ExportProgressed', {
      filter: (progress) => wanted === undefined || progress.targetId === wanted,
      key: ({ runId, state }) => `${runId}/${state}`,
      map: (progress) => ({ ...progress }),
      first: () => this.exports.progress(wanted).at(0) ?? null,
    })
  }

  @ResolveField(() => ExportTargetType, {
    nullable: true,
    description: 'The destination; null once deleted.',
  })
  async target(@Parent() { targetId }: ExportRunType): Promise<ExportTargetType | null> {
    const target = targetId === null ? null : await this.targets.find(targetId)
    return target && targetAnswer(target)
  }

  private order(targetId: string, work: Work): Promise<ExportRunType | Problem> {
    return orProblem(async () => runAnswer(await this.orders.run(targetId, work), this.clock.now()))
  }
}
