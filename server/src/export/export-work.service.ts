import { Injectable } from '@nestjs/common'

import type { AppError, Day, DayRange, ExportAction } from '../core/index.js'
import { addDays, dayOf, ExportFailed, toDay } from '../core/index.js'
import type { ExportSource } from './export-source.js'
import { ExportSources } from './export-source.service.js'
import { ExportOptions } from './export-options.service.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import { ExportTargets } from './export-targets.service.js'
import type { Delivery, ExportDifference, Exporter } from './exporter.js'
import type { OutboxScope } from './outbox.repository.js'
import { Outbox } from './outbox.repository.js'
import { ExporterRegistry } from './registry.js'
import { Tellings } from './tellings.service.js'

/** What is to be done at a destination. */
export interface Work {
  readonly action: ExportAction
  /** SEND, DRY_RUN: again since this day. VERIFY, REPAIR: from it on. */
  readonly from?: Day | undefined
  /** VERIFY, REPAIR: day after the last. */
  readonly to?: Day | undefined
}

export interface Done {
  readonly records: number
  readonly differences: readonly ExportDifference[]
  /** What kept it from being complete, though nothing was thrown. */
  readonly problem: AppError | null
}

/** What the engine lends to a run. */
export type Means = Pick<Delivery, 'signal' | 'log' | 'progress'> & {
  /** Days that the destination now holds. */
  readonly onDelivered: (days: number) => Promise<void> | void
}

const SHOWN_BY_DRY_RUN = 100
/** Before the first reading of any meter. */
const EVER = toDay('2000-01-01')
/** Tempo and EcoWatt know some days to come. */
const DAYS_AHEAD = 5

/** Does one piece of work with one exporter. Throws what the exporter throws. */
@Injectable()
export class ExportWork {
  constructor(
    private readonly registry: ExporterRegistry,
    private readonly targets: ExportTargets,
    private readonly rows: ExportTargetsRepository,
    private readonly options: ExportOptions,
    private readonly sources: ExportSources,
    private readonly outbox: Outbox,
    private readonly tellings: Tellings,
  ) {}

  async perform(target: ExportTarget, work: Work, means: Means): Promise<Done> {
    const set = this.targets.handSetOf(target)
    const exporter = this.registry.get(set.kind)
    const scope = this.targets.scopeOf(target)
    const delivery: Delivery = {
      options: this.options.opened(set),
      source: this.sources.for(scope),
      memory: this.rows.memoryOf(target.id),
      ...means,
    }
    switch (work.action) {
      case 'SEND':
        await this.targets.noticeChangedOptions(target)
        if (work.from !== undefined) await this.outbox.forget(scope, work.from)
        return this.tellAndSend(exporter, target, delivery, means)
      case 'DRY_RUN':
        return this.dryRun(exporter, delivery, scope, work.from)
      case 'VERIFY':
        return this.verify(exporter, delivery, await rangeOf(work, delivery.source))
      case 'REPAIR':
        return done(await exporter.repair(delivery, await rangeOf(work, delivery.source)))
      case 'INSTALL':
        return done(await able(exporter, 'install')(delivery))
      case 'PURGE':
        return this.purge(exporter, delivery, target.id)
    }
  }

  /** Notices first: they do not wait behind years of figures, and what keeps them from leaving keeps no figure. */
  private async tellAndSend(
    exporter: Exporter,
    target: ExportTarget,
    delivery: Delivery,
    means: Means,
  ): Promise<Done> {
    const { told, problem } = this.targets.tells(target)
      ? await this.tellings.tell(exporter, target.id, delivery)
      : { told: 0, problem: null }
    const scope = this.targets.scopeOf(target)
    if (problem && told === 0 && scope.datasets.every((dataset) => dataset === 'NOTICES')) throw problem
    const sent = await this.send(exporter, delivery, scope, means)
    return { ...sent, records: told + sent.records, problem: sent.problem ?? problem }
  }

  /** Hands over what is pending until nothing is; nothing pending is handed over too, once: exporters look after their peer. */
  private async send(
    exporter: Exporter,
    delivery: Delivery,
    scope: OutboxScope,
    means: Means,
  ): Promise<Done> {
    let records = 0
    for (;;) {
      const { changes, doubtful, days } = await this.outbox.take(scope)
      const before = records
      let confirmed = 0
      const sent = await exporter.send({
        ...delivery,
        progress: (recordsDone, recordsTotal) =>
          means.progress(before + recordsDone, recordsTotal === null ? null : before + recordsTotal),
        changes,
        doubtful,
        delivered: async (held) => {
          const count = await this.outbox.delivered(scope.targetId, held)
          confirmed += count
          await means.onDelivered(count)
        },
      })
      records += sent.records
      if (confirmed < days) return { records, differences: [], problem: unconfirmed(days - confirmed) }
      if (days === 0 || !(await this.outbox.hasPending(scope))) return done({ records })
    }
  }

  private async dryRun(
    exporter: Exporter,
    delivery: Delivery,
    scope: OutboxScope,
    from: Day | undefined,
  ): Promise<Done> {
    const changes = await this.outbox.look(scope, from)
    const { messages, total, values } = await exporter.preview(delivery, changes, SHOWN_BY_DRY_RUN)
    for (const message of messages) delivery.log(`${message.destination}: ${message.values} values`)
    if (total > messages.length) delivery.log(`… and ${total - messages.length} messages more`)
    return done({ records: values })
  }

  private async verify(exporter: Exporter, delivery: Delivery, range: DayRange): Promise<Done> {
    const { compared, differences } = await exporter.verify(delivery, range)
    const problem =
      differences.length === 0
        ? null
        : new ExportFailed('PEER_DROPPED', `${differences.length} values are not there as they should.`)
    return { records: compared, differences, problem }
  }

  /** What we took away would come back with the next change: the destination is switched off. */
  private async purge(exporter: Exporter, delivery: Delivery, id: string): Promise<Done> {
    const purge = able(exporter, 'purge')
    await this.rows.update(id, { enabled: false })
    const purged = await purge(delivery)
    await this.outbox.forgetAll(id)
    await this.rows.update(id, { memory: {}, fingerprint: null })
    return done(purged)
  }
}

function done({ records }: { readonly records: number }): Done {
  return { records, differences: [], problem: null }
}

function unconfirmed(days: number): ExportFailed {
  return new ExportFailed('PEER_DROPPED', `${days} days were sent, and not found when read back.`)
}

function able(exporter: Exporter, action: 'install' | 'purge') {
  const work = exporter[action]?.bind(exporter)
  if (!work) throw new ExportFailed('PEER_UNSUPPORTED', `This kind of destination has nothing to ${action}.`)
  return work
}

/** By default all that is held. */
async function rangeOf({ from, to }: Work, source: ExportSource): Promise<DayRange> {
  const today = dayOf(source.now)
  const held: Day[] = []
  for (const { pdl, directions } of await source.meters()) {
    for (const direction of directions) {
      const extent = await source.extent(pdl, direction)
      if (extent) held.push(extent.first)
    }
  }
  const first = held.sort().at(0) ?? EVER
  return { from: from ?? first, to: to ?? addDays(today, DAYS_AHEAD) }
}
