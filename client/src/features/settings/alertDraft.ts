import type {
  NoticeKind,
  ProblemFieldsFragment,
  SettingsFieldsFragment,
  SettingsInput,
} from '../../graphql/generated/graphql'
import { draftOf, patchOf, type FieldError } from '../export/optionForm'

/** An alert rule while it is being edited. */
export interface RuleDraft {
  kind: NoticeKind
  enabled: boolean
  targetIds: string[]
  options: Record<string, unknown>
}

export interface QuietDraft {
  on: boolean
  start: string
  end: string
}

export interface AlertsDraft {
  rules: RuleDraft[]
  quiet: QuietDraft
}

type Settings = Pick<SettingsFieldsFragment, 'alerts' | 'quietHours'>

/** A night that most people sleep. */
const USUAL_NIGHT = { start: '22:00', end: '07:00' }

export function alertsDraft({ alerts, quietHours }: Settings): AlertsDraft {
  return {
    rules: alerts.map(({ kind, enabled, targetIds, options }) => ({
      kind,
      enabled,
      targetIds: [...targetIds],
      options: draftOf(options),
    })),
    quiet: { on: quietHours !== null, ...(quietHours ? pick(quietHours) : USUAL_NIGHT) },
  }
}

function pick({ start, end }: { start: string; end: string }) {
  return { start: start.slice(0, 5), end: end.slice(0, 5) }
}

/** Every rule, in the order of the settings, so that a fault's path names its place; what did not change changes nothing. */
export function inputOf({ rules, quiet }: AlertsDraft, { alerts, quietHours }: Settings): SettingsInput {
  return {
    alerts: rules.map(({ kind, enabled, targetIds, options }) => ({
      kind,
      enabled,
      targetIds,
      options: patchOf(alerts.find((rule) => rule.kind === kind)?.options ?? [], options),
    })),
    quietHours: quiet.on
      ? {
          start: quiet.start,
          end: quiet.end,
          weekdays: [...(quietHours?.weekdays ?? [])],
          season: quietHours?.season ?? 'ALL',
          from: quietHours?.from ?? null,
          to: quietHours?.to ?? null,
        }
      : null,
  }
}

/** Faults by rule, then by option: `alerts.2.options.days` → [2].days. */
export function faultsOf(
  problem: ProblemFieldsFragment | null,
): Readonly<Record<number, Record<string, FieldError>>> {
  const faults: Record<number, Record<string, FieldError>> = {}
  for (const { path, rule, message } of problem?.fields ?? []) {
    const [, place, name] = /^alerts\.(\d+)\.(?:options\.)?(.+)$/.exec(path) ?? []
    if (place === undefined || name === undefined) continue
    faults[Number(place)] = { ...faults[Number(place)], [name]: { rule, message } }
  }
  return faults
}

/** A window that ends when it starts, or an empty field. */
export function isQuietFaulty({ on, start, end }: QuietDraft): boolean {
  return on && (start === '' || end === '' || start === end)
}
