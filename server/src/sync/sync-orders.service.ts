import { Injectable } from '@nestjs/common'

import type { Dataset, DayRange } from '../core/index.js'
import { Clock, InvalidInput, lengthOf, SERIES_DATASETS } from '../core/index.js'
import { seriesOf, UsagePointsService } from '../readings/index.js'
import { AccountService } from './account.service.js'
import { runAnswer } from './sync-answers.js'
import type { PlannedStep } from './sync-plan.js'
import type { SyncAsked } from './sync.service.js'
import { SyncService } from './sync.service.js'
import type { SyncInput, SyncRunType } from './sync.types.js'

/** Carries out what a person asks for. */
@Injectable()
export class SyncOrders {
  constructor(
    private readonly sync: SyncService,
    private readonly account: AccountService,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
  ) {}

  /** Returns once the run is recorded. Throws ALREADY_RUNNING, CREDENTIALS_* or QUOTA_EXHAUSTED. */
  async start(scope?: SyncInput): Promise<SyncRunType> {
    await this.account.assertReady('manual')
    return this.run({ trigger: 'MANUAL', ...(scope && { scope }) })
  }

  /** One range of one dataset, of one meter or of all that measure it. */
  async ensureRange(
    dataset: Dataset,
    range: DayRange,
    { pdl, force }: { pdl?: string | undefined; force: boolean },
  ): Promise<SyncRunType> {
    await this.account.assertReady('manual')
    const only = await this.stepsOf(dataset, range, pdl)
    return this.run({ trigger: 'MANUAL', only, force })
  }

  private async stepsOf(dataset: Dataset, range: DayRange, pdl: string | undefined): Promise<PlannedStep[]> {
    const step = { dataset, range: null, pdl: null, days: 0, cachedCalls: 0, freshCalls: 0, bounding: false }
    if (['TEMPO', 'TEMPO_FORECAST', 'ECOWATT', 'OFFERS', 'USAGE_POINTS'].includes(dataset)) return [step]
    const points =
      pdl === undefined
        ? (await this.points.all()).filter(({ active }) => active)
        : [await this.points.get(pdl)]
    if (dataset === 'CONTRACT' || dataset === 'ADDRESS')
      return points.map((point) => ({ ...step, pdl: point.pdl, cachedCalls: 1 }))
    const series = SERIES_DATASETS.find((name) => name === dataset)
    const measured = points.filter((point) => seriesOf(point).some((one) => one.dataset === series))
    if (measured.length === 0) {
      throw new InvalidInput(
        pdl === undefined ? `No meter measures ${dataset}.` : `Meter ${pdl} does not measure ${dataset}.`,
      )
    }
    return measured.map((point) => ({
      ...step,
      pdl: point.pdl,
      range,
      days: lengthOf(range),
      cachedCalls: 1,
    }))
  }

  private async run(asked: SyncAsked): Promise<SyncRunType> {
    const run = await this.sync.start(asked)
    if (!run) throw new InvalidInput('There is nothing to ask.')
    return runAnswer(run, this.clock.now())
  }
}
