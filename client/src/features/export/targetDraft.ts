import type { Dataset, ExportKind, ExportTargetInput } from '../../graphql/generated/graphql'
import type { ExportTarget } from './health'
import { draftOf, patchOf, type Option } from './optionForm'

/** A destination while it is being edited. */
export interface TargetDraft {
  name: string
  enabled: boolean
  onChange: boolean
  /** ISO 8601; null = not. */
  every: string | null
  /** Five fields; null = none. */
  cron: string | null
  /** Empty = all. */
  pdls: string[]
  /** Empty = all. */
  datasets: Dataset[]
  options: Record<string, unknown>
  /** Saved secrets that are to be forgotten. */
  forgotten: string[]
}

/** A new destination runs by itself, after changes, with all it can carry. */
export function targetDraft(
  target: ExportTarget | null,
  name: string,
  options: readonly Option[],
): TargetDraft {
  return {
    name: target?.name ?? name,
    enabled: target?.enabled ?? true,
    onChange: target?.onChange ?? true,
    every: target?.every ?? null,
    cron: target?.cron ?? null,
    pdls: [...(target?.pdls ?? [])],
    datasets: [...(target?.datasets ?? [])],
    options: draftOf(options),
    forgotten: [],
  }
}

export function inputOf(
  draft: TargetDraft,
  target: Pick<ExportTarget, 'id'> | null,
  kind: ExportKind,
  options: readonly Option[],
): ExportTargetInput {
  const { name, enabled, onChange, every, cron, pdls, datasets } = draft
  return {
    ...(target ? { id: target.id } : { kind }),
    name: name.trim() || null,
    enabled,
    onChange,
    every: every || null,
    cron: cron?.trim() || null,
    pdls,
    datasets,
    options: patchOf(options, draft.options, draft.forgotten),
  }
}
