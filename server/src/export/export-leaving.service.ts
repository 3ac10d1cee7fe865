import { Injectable } from '@nestjs/common'

import { ExportFailed } from '../core/index.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportRunsRepository } from './export-runs.repository.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import { ExportTargets } from './export-targets.service.js'
import { ExportService } from './export.service.js'
import { ExporterRegistry, kindOf } from './registry.js'

export interface TakenAway {
  /** Names of the destinations that hold nothing of ours any more. */
  readonly purged: readonly string[]
  /** Names of those that cannot delete: what they hold stays there. */
  readonly kept: readonly string[]
  /** To be called once the meter is gone: the purged destinations that serve other meters are switched on again. */
  readonly resume: () => Promise<void>
}

/** Takes back from destinations what was sent of a meter that leaves. */
@Injectable()
export class ExportLeaving {
  constructor(
    private readonly exports: ExportService,
    private readonly runs: ExportRunsRepository,
    private readonly targets: ExportTargets,
    private readonly rows: ExportTargetsRepository,
    private readonly registry: ExporterRegistry,
  ) {}

  /**
   * Waits for each purge to end. A destination deletes all that we wrote there: what is of other meters is sent again
   * afterwards. Throws ExportFailed, naming the first destination that could not be purged.
   */
  async takeAway(pdl: string): Promise<TakenAway> {
    const concerned = (await this.targets.all()).filter(
      ({ pdls, lastTriedAt }) => lastTriedAt != null && (pdls.length === 0 || pdls.includes(pdl)),
    )
    const able = concerned.filter(({ type }) => this.registry.get(kindOf(type)).purge !== undefined)
    const serveOthers = able.filter(
      ({ enabled, pdls }) => enabled && (pdls.length === 0 || pdls.some((one) => one !== pdl)),
    )
    for (const target of able) await this.purge(target)
    return {
      purged: able.map(({ name }) => name),
      kept: concerned.filter((target) => !able.includes(target)).map(({ name }) => name),
      resume: async () => {
        for (const { id, pdls } of serveOthers)
          await this.rows.update(id, { enabled: true, pdls: pdls.filter((one) => one !== pdl) })
      },
    }
  }

  private async purge({ id, name }: ExportTarget): Promise<void> {
    const { id: runId } = await this.exports.start({ targetId: id, action: 'PURGE', trigger: 'MANUAL' })
    await this.exports.idle()
    const run = await this.runs.find(runId)
    if (run?.state === 'COMPLETE') return
    throw new ExportFailed(
      'PEER_UNREACHABLE',
      `${name} could not be emptied, so nothing was deleted here either.`,
      run?.problem ? { detail: run.problem.message } : {},
    )
  }
}
