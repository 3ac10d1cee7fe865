import type { Instant } from '../core/index.js'
import { maskSecrets, problemAnswer, problemOf } from '../core/index.js'
import type { ExportRun } from './export-run.entity.js'
import type { ExportTarget } from './export-target.entity.js'
import type { ExportPreviewType } from './export.types.js'
import { ExportRunType, ExportTargetType, ProtocolTest, TestPassed } from './export.types.js'
import type { ExportPreview, ProtocolCheck } from './exporter.js'
import { kindOf } from './registry.js'

const LONGEST_PAYLOAD = 4000

/** Records → what the API shows of them. */
export function targetAnswer(record: ExportTarget): ExportTargetType {
  const { id, type, name, enabled, onChange, everyMs, cron, pdls, datasets } = record
  return Object.assign(new ExportTargetType(), {
    record,
    id,
    kind: kindOf(type),
    name,
    enabled,
    onChange,
    every: everyMs ?? null,
    cron: cron ?? null,
    pdls,
    datasets,
  })
}

export function runAnswer(run: ExportRun, now: Instant): ExportRunType {
  const { id, state, trigger, action, startedAt, completedAt, differences, log } = run
  return Object.assign(new ExportRunType(), {
    id,
    state,
    trigger,
    action,
    startedAt: startedAt.getTime(),
    endedAt: completedAt?.getTime() ?? null,
    durationMs: run.durationMs ?? Math.max(0, now - startedAt.getTime()),
    problem: problemAnswer(run.problem ?? null),
    targetId: run.exportConfig?.id ?? null,
    records: run.recordsExported,
    differences: [...differences],
    log: [...log],
  })
}

export function testAnswer({ protocol, outcome }: ProtocolCheck): ProtocolTest {
  return Object.assign(new ProtocolTest(), {
    protocol,
    outcome:
      outcome instanceof Error
        ? masked(problemOf(outcome))
        : Object.assign(new TestPassed(), {
            durationMs: Math.round(outcome.durationMs),
            peer: outcome.peer,
            warnings: outcome.warnings.map((warning) => masked(problemOf(warning))),
          }),
  })
}

export function previewAnswer(preview: ExportPreview): Pick<ExportPreviewType, keyof ExportPreview> {
  return {
    ...preview,
    estimatedSeconds: Math.ceil(preview.estimatedSeconds),
    messages: preview.messages.map(({ destination, payload, values }) => ({
      destination: maskSecrets(destination),
      payload: maskSecrets(payload).slice(0, LONGEST_PAYLOAD),
      values,
    })),
  }
}

function masked<T extends { message: string; detail: string | null }>(problem: T): T {
  problem.message = maskSecrets(problem.message)
  problem.detail = problem.detail && maskSecrets(problem.detail)
  return problem
}
