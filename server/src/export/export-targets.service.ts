import { randomUUID } from 'node:crypto'

import { Inject, Injectable, Logger } from '@nestjs/common'

import type { Dataset, FieldFault } from '../core/index.js'
import { Env, InvalidInput, maskSecrets, messageOf, patched } from '../core/index.js'
import { CLOSED } from './export-breaker.js'
import { isCron } from './export-due.js'
import type { HandSet } from './export-options.service.js'
import { ExportOptions } from './export-options.service.js'
import type { TargetFields } from './export-targets.repository.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import type { ExportTarget } from './export-target.entity.js'
import type { ExportKind, OptionValue } from './exporter.js'
import type { OutboxScope } from './outbox.repository.js'
import { Outbox } from './outbox.repository.js'
import { ExporterRegistry, KIND_NAMES, KIND_SWITCHES, kindOf, typeOf } from './registry.js'

/** What a person says of a destination; with an id, what is left out is kept. */
export interface TargetPatch {
  readonly id?: string | undefined
  readonly kind?: ExportKind | undefined
  readonly name?: string | null | undefined
  readonly enabled?: boolean | undefined
  readonly onChange?: boolean | undefined
  readonly everyMs?: number | null | undefined
  readonly cron?: string | null | undefined
  readonly pdls?: readonly string[] | undefined
  readonly datasets?: readonly Dataset[] | undefined
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

/** A destination as it would be saved. */
export interface TargetDraft extends HandSet, OutboxScope {
  readonly isNew: boolean
  readonly fields: TargetFields & { readonly type: string; readonly name: string }
  readonly typed: Readonly<Record<string, OptionValue>>
  readonly faults: readonly FieldFault[]
}

const SHORTEST_EVERY_MS = 60_000

/** Destinations: made, changed and forgotten. */
@Injectable()
export class ExportTargets {
  private readonly logger = new Logger(ExportTargets.name)

  constructor(
    private readonly rows: ExportTargetsRepository,
    private readonly options: ExportOptions,
    private readonly registry: ExporterRegistry,
    private readonly outbox: Outbox,
    @Inject(Env) private readonly env: Pick<Env, (typeof KIND_SWITCHES)[keyof typeof KIND_SWITCHES]>,
  ) {}

  /** Those whose kind this product knows. */
  async all(): Promise<ExportTarget[]> {
    const known = new Set(this.registry.all.map(({ kind }) => typeOf(kind)))
    return (await this.rows.all()).filter(({ type }) => known.has(type))
  }

  /** What a target is concerned with: its own choice among what its exporter carries. */
  scopeOf(target: Pick<ExportTarget, 'id' | 'type' | 'pdls' | 'datasets'>): OutboxScope {
    const { datasets } = this.registry.get(kindOf(target.type))
    const chosen = target.datasets.length === 0 ? datasets : target.datasets
    return {
      targetId: target.id,
      pdls: target.pdls,
      datasets: datasets.filter((dataset) => chosen.includes(dataset)),
    }
  }

  /** Whether it may carry notices. */
  tells(target: Pick<ExportTarget, 'id' | 'type' | 'pdls' | 'datasets'>): boolean {
    return (
      this.registry.get(kindOf(target.type)).tell !== undefined &&
      this.scopeOf(target).datasets.includes('NOTICES')
    )
  }

  handSetOf({ id, type, config, secrets }: ExportTarget): HandSet {
    return { id, kind: kindOf(type), config, secrets }
  }

  /** A form over what is saved; checks everything and keeps nothing. Throws NOT_FOUND, or INVALID_INPUT without a kind. */
  async draft(patch: TargetPatch): Promise<TargetDraft> {
    const saved = patch.id === undefined ? null : await this.rows.get(patch.id)
    const kind = saved ? kindOf(saved.type) : patch.kind
    if (kind === undefined)
      throw new InvalidInput('Give the kind of the destination.', fieldOf('kind', 'required'))
    if (patch.kind !== undefined && patch.kind !== kind)
      throw new InvalidInput('The kind of a destination is fixed.', fieldOf('kind', 'order'))
    const specs = this.options.specs(kind)
    const {
      config,
      secrets: typed,
      forgotten,
      faults,
    } = patched(specs, saved?.config ?? {}, patch.options ?? {})
    const secrets = Object.fromEntries(
      Object.entries(saved?.secrets ?? {}).filter(([name]) => !forgotten.includes(name)),
    )
    const fields = {
      type: typeOf(kind),
      name: patch.name?.trim() || (patch.name === undefined ? saved?.name : undefined) || KIND_NAMES[kind],
      enabled: patch.enabled ?? saved?.enabled ?? false,
      onChange: patch.onChange ?? saved?.onChange ?? true,
      everyMs: kept(patch.everyMs, saved?.everyMs),
      cron: kept(patch.cron, saved?.cron),
      pdls: patch.pdls ?? saved?.pdls ?? [],
      datasets: patch.datasets ?? saved?.datasets ?? [],
    }
    const id = saved?.id ?? randomUUID()
    const set = { id, kind, config, secrets, typed }
    return {
      ...this.scopeOf({ id, ...fields }),
      ...set,
      isNew: saved === null,
      fields,
      faults: [...this.faultsOfSchedule(kind, fields), ...faults, ...this.optionFaults(set, faults)],
    }
  }

  /** Throws INVALID_INPUT with every faulty field. A target that changed is tried again whatever it answered before. */
  async save(patch: TargetPatch): Promise<ExportTarget> {
    const draft = await this.draft(patch)
    if (draft.faults.length > 0) {
      throw new InvalidInput(draft.faults.map(({ message }) => message).join(' '), { fields: draft.faults })
    }
    const sealed = Object.entries(draft.typed).map(([name, value]) => [
      name,
      this.options.seal(draft.id, name, value),
    ])
    const fields = {
      ...draft.fields,
      config: draft.config,
      secrets: { ...draft.secrets, ...(Object.fromEntries(sealed) as Record<string, string>) },
      failures: CLOSED.failures,
      retryAt: null,
      problem: null,
    }
    if (draft.isNew) return this.rows.insert(draft.id, fields)
    await this.rows.update(draft.id, fields)
    if (!draft.fields.enabled) await this.release(draft)
    return this.rows.get(draft.id)
  }

  /** What it holds there stays there. */
  async delete(id: string): Promise<string> {
    const target = await this.rows.get(id)
    await this.release(this.handSetOf(target))
    await this.rows.delete(target.id)
    return target.id
  }

  /**
   * Before values leave: when the options in force are no longer those under which they last left, everything is to be
   * sent again, and at another address what the exporter remembers is void.
   */
  async noticeChangedOptions(target: ExportTarget): Promise<void> {
    const set = this.handSetOf(target)
    const now = this.options.fingerprint(set.kind, this.options.opened(set))
    const before = target.fingerprint ?? null
    if (before?.place === now.place && before.rest === now.rest) return
    const isElsewhere = before !== null && before.place !== now.place
    if (before) await this.outbox.forgetAll(target.id)
    if (isElsewhere) await this.release(set)
    await this.rows.update(target.id, {
      fingerprint: now,
      ...(isElsewhere && { memory: {} }),
    })
  }

  /** A destination that the environment asks for, and that nobody has saved yet. */
  async makeThoseOfEnvironment(): Promise<void> {
    for (const kind of Object.keys(KIND_SWITCHES) as (keyof typeof KIND_SWITCHES)[]) {
      const isKnown = this.registry.all.some((exporter) => exporter.kind === kind)
      if (!isKnown || !this.env[KIND_SWITCHES[kind]] || (await this.rows.existsOf(kind))) continue
      const name = KIND_NAMES[kind]
      await this.rows.insert(randomUUID(), {
        type: typeOf(kind),
        name,
        enabled: true,
      })
      this.logger.log(`Export to ${name} made from the environment (${KIND_SWITCHES[kind]}).`)
    }
  }

  /** At the start of the product: what enabled destinations keep open between runs. */
  async open(): Promise<void> {
    for (const target of (await this.all()).filter(({ enabled }) => enabled)) {
      const exporter = this.registry.get(kindOf(target.type))
      try {
        const options = exporter.start && this.options.opened(this.handSetOf(target))
        if (options) await exporter.start?.({ options, memory: this.rows.memoryOf(target.id) })
      } catch (error) {
        this.logger.warn(`${target.name} is not open yet: ${maskSecrets(messageOf(error))}`)
      }
    }
  }

  /** What an exporter fails to close harms nobody: the target changes all the same. */
  private async release({ id, kind }: Pick<HandSet, 'id' | 'kind'>): Promise<void> {
    try {
      await this.registry.get(kind).release?.(this.rows.memoryOf(id))
    } catch (error) {
      this.logger.warn(`${KIND_NAMES[kind]} was not left cleanly: ${maskSecrets(messageOf(error))}`)
    }
  }

  private optionFaults(set: HandSet, known: readonly FieldFault[]): FieldFault[] {
    return this.options.faults(set).filter(({ path }) => !known.some((fault) => fault.path === path))
  }

  private faultsOfSchedule(kind: ExportKind, fields: TargetFields): FieldFault[] {
    const { everyMs, cron, datasets = [] } = fields
    const carried = this.registry.get(kind).datasets
    const foreign = datasets.filter((dataset) => !carried.includes(dataset))
    return [
      ...(typeof everyMs === 'number' && everyMs < SHORTEST_EVERY_MS
        ? [{ path: 'every', rule: 'range', message: 'An export runs once a minute at most: PT1M.' }]
        : []),
      ...(typeof cron === 'string' && !isCron(cron)
        ? [{ path: 'cron', rule: 'pattern', message: 'This is not a cron expression of five fields.' }]
        : []),
      ...(foreign.length > 0
        ? [
            {
              path: 'datasets',
              rule: 'pattern',
              message: `${KIND_NAMES[kind]} does not carry ${foreign.join(', ')}.`,
            },
          ]
        : []),
    ]
  }
}

/** Left out = what was; null, or an emptied text = none. */
function kept<T extends string | number>(given: T | null | undefined, saved: T | null | undefined): T | null {
  if (given === undefined) return saved ?? null
  return given === '' ? null : given
}

function fieldOf(path: string, rule: string) {
  return { fields: [{ path, rule, message: `${path} is wrong.` }] }
}
