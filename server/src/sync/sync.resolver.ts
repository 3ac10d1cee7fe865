import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'

import type { Dataset, Day, Problem } from '../core/index.js'
import {
  checkedRange,
  DatasetEnum,
  DayScalar,
  EventBus,
  eventStream,
  InvalidInput,
  itself,
  orProblem,
  perItem,
} from '../core/index.js'
import { AccountService } from './account.service.js'
import { SyncOrders } from './sync-orders.service.js'
import { SyncStatusService } from './sync-status.service.js'
import { SyncService } from './sync.service.js'
import {
  CallBudgetType,
  CredentialsResult,
  CredentialsType,
  SyncInput,
  SyncPlan,
  SyncProgressType,
  SyncRunResult,
  SyncRunType,
  SyncStatus,
} from './sync.types.js'

const LONGEST_LIST = 200

@Resolver()
export class SyncResolver {
  constructor(
    private readonly sync: SyncService,
    private readonly orders: SyncOrders,
    private readonly look: SyncStatusService,
    private readonly account: AccountService,
    private readonly bus: EventBus,
  ) {}

  @Query(() => SyncStatus, {
    description: 'One look: running or not, credentials, calls left, what stands in the way.',
  })
  syncStatus(): Promise<SyncStatus> {
    return this.look.status()
  }

  @Query(() => [SyncRunType], { complexity: perItem(), description: 'Runs, newest first.' })
  syncRuns(
    @Args('limit', { type: () => Int, defaultValue: 20, description: '200 at most.' }) limit: number,
    @Args('before', { type: () => ID, nullable: true, description: 'id of the last run held.' })
    before?: string,
  ): Promise<SyncRunType[]> {
    if (limit < 1 || limit > LONGEST_LIST) throw new InvalidInput(`limit is between 1 and ${LONGEST_LIST}.`)
    return this.look.runs(limit, before)
  }

  @Query(() => SyncRunType, { nullable: true, description: 'One run; null when unknown.' })
  syncRun(
    @Args('id', { type: () => ID, description: 'As told by syncRuns.' }) id: string,
  ): Promise<SyncRunType | null> {
    return this.look.run(id)
  }

  @Query(() => SyncPlan, {
    description: 'What a run would ask now, in order, and its cost in calls. Calls nothing.',
  })
  syncPlan(
    @Args('input', { nullable: true, description: 'What to sync.' }) input?: SyncInput,
  ): Promise<SyncPlan> {
    return this.look.plan(input)
  }

  @Query(() => CallBudgetType, { description: 'Gateway calls used and left today.' })
  callBudget(): Promise<CallBudgetType> {
    return this.look.budget()
  }

  @Mutation(() => SyncRunResult, {
    description:
      'Starts a run and returns at once. Refused: ALREADY_RUNNING, CREDENTIALS_*, QUOTA_EXHAUSTED.',
  })
  startSync(
    @Args('input', { nullable: true, description: 'What to sync.' }) input?: SyncInput,
  ): Promise<SyncRunType | Problem> {
    return orProblem(() => this.orders.start(input))
  }

  @Mutation(() => SyncRunResult, {
    description:
      'Fetches one range now, as a run of its own; force also asks days marked absent or not due yet.',
  })
  ensureRange(
    @Args('dataset', { type: () => DatasetEnum, description: 'What.' }) dataset: Dataset,
    @Args('from', { type: () => DayScalar, description: 'First day.' }) from: Day,
    @Args('to', { type: () => DayScalar, description: 'Day after the last.' }) to: Day,
    @Args('force', { type: () => Boolean, defaultValue: true, description: 'Also what is not due.' })
    force: boolean,
    @Args('pdl', { type: () => ID, nullable: true, description: 'One meter; left out = all.' }) pdl?: string,
  ): Promise<SyncRunType | Problem> {
    const range = checkedRange({ from, to })
    return orProblem(() => this.orders.ensureRange(dataset, range, { pdl, force }))
  }

  @Mutation(() => CredentialsResult, {
    description: 'Checks the secret with the gateway (0 calls), then keeps it encrypted. null forgets it.',
  })
  setCredentials(
    @Args('clientSecret', { type: () => String, nullable: true, description: 'Write-only.' }) clientSecret:
      | string
      | null,
    @Args('clientId', { type: () => String, nullable: true, description: 'For display.' }) clientId?: string,
  ): Promise<CredentialsType | Problem> {
    return orProblem(() => this.account.give(clientSecret ?? null, clientId))
  }

  @Subscription(() => SyncProgressType, {
    resolve: itself,
    description: 'Advance of the run under way; silent when there is none.',
  })
  syncProgress(): AsyncIterableIterator<SyncProgressType> {
    return eventStream(this.bus, 'SyncProgressed', {
      key: ({ runId }) => runId,
      map: (progress) => ({ ...progress }),
      first: () => this.sync.progress,
    })
  }
}
