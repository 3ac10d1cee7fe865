import { Injectable } from '@nestjs/common'

import type { Day, Language } from '../core/index.js'
import { AppError, inLanguage, InvalidInput } from '../core/index.js'
import { ExportOptions } from './export-options.service.js'
import type { ExportRun } from './export-run.entity.js'
import { ExportSources } from './export-source.service.js'
import type { ExportTarget } from './export-target.entity.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import type { TargetDraft, TargetPatch } from './export-targets.service.js'
import { ExportTargets } from './export-targets.service.js'
import type { Work } from './export-work.service.js'
import { ExportService } from './export.service.js'
import type { ExportPreview, ProtocolCheck } from './exporter.js'
import { Outbox } from './outbox.repository.js'
import { ExporterRegistry } from './registry.js'

/** A test that waits longer tells nothing more. */
const LONGEST_TEST_MS = 60_000

/** Carries out what a person asks for. */
@Injectable()
export class ExportOrders {
  constructor(
    private readonly exports: ExportService,
    private readonly targets: ExportTargets,
    private readonly rows: ExportTargetsRepository,
    private readonly options: ExportOptions,
    private readonly registry: ExporterRegistry,
    private readonly sources: ExportSources,
    private readonly outbox: Outbox,
  ) {}

  /** Returns once the run is recorded; a person's order passes over back-off and refusals. Throws ALREADY_RUNNING. */
  async run(targetId: string, work: Work): Promise<ExportRun> {
    return this.exports.start({ ...work, targetId, trigger: 'MANUAL' })
  }

  /** @param confirm the name of the target, typed. */
  async purge(targetId: string, confirm: string): Promise<ExportRun> {
    const { name } = await this.rows.get(targetId)
    if (confirm.trim() !== name) {
      const message = 'Type the name of the destination to confirm.'
      throw new InvalidInput(message, { fields: [{ path: 'confirm', rule: 'pattern', message }] })
    }
    return this.run(targetId, { action: 'PURGE' })
  }

  /** Tries each protocol apart, on a saved target or on a form. Throws INVALID_INPUT with the faulty options. */
  async test(patch: TargetPatch): Promise<readonly ProtocolCheck[]> {
    const draft = await this.soundDraft(patch)
    return this.registry
      .get(draft.kind)
      .check(this.options.opened(draft), AbortSignal.timeout(LONGEST_TEST_MS))
  }

  /** What would leave: what a saved target still has to hear, or all that is held for one that is not saved yet. */
  async preview(patch: TargetPatch, limit: number): Promise<ExportPreview> {
    const draft = await this.soundDraft(patch)
    const changes = await this.outbox.look(draft)
    return this.registry
      .get(draft.kind)
      .preview({ options: this.options.opened(draft), source: this.sources.for(draft) }, changes, limit)
  }

  /** None while the options are not complete: an example would then be wrong. */
  async snippets(target: ExportTarget, language: Language) {
    const set = this.targets.handSetOf(target)
    const exporter = this.registry.get(set.kind)
    if (!exporter.snippets || this.options.faults(set).length > 0) return []
    try {
      const source = this.sources.for(this.targets.scopeOf(target))
      const snippets = await exporter.snippets({ options: this.options.opened(set), source })
      const say = inLanguage(language)
      return snippets.map(({ title, format, text }) => ({ title: say(title), format, text }))
    } catch (error) {
      if (error instanceof AppError && error.code === 'CREDENTIALS_MISSING') return []
      throw error
    }
  }

  private async soundDraft(patch: TargetPatch): Promise<TargetDraft> {
    const draft = await this.targets.draft(patch)
    if (draft.faults.length > 0)
      throw new InvalidInput(draft.faults.map(({ message }) => message).join(' '), { fields: draft.faults })
    return draft
  }
}

/** Half-open days as a person gives them. */
export function rangeWork(action: 'VERIFY' | 'REPAIR', from: Day | undefined, to: Day | undefined): Work {
  if (from !== undefined && to !== undefined && from >= to)
    throw new InvalidInput('from comes before to.', {
      fields: [{ path: 'to', rule: 'order', message: 'to is the day after the last.' }],
    })
  return { action, from, to }
}
