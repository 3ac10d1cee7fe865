import type {
  ExportProgressSubscription,
  ExportSnippetsQuery,
  ExportTargetFieldsFragment,
} from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'

export type ExportTarget = ExportTargetFieldsFragment
export type ExportProgress = ExportProgressSubscription['exportProgress']
export type Snippet = NonNullable<ExportSnippetsQuery['exportTarget']>['snippets'][number]
export type ProgressById = Readonly<Record<string, ExportProgress>>

export type ChipKind = 'running' | 'OK' | 'LATE' | 'FAILING' | 'OFF' | 'NEVER_RUN'
export type Tone = 'ok' | 'warn' | 'error' | 'neutral'

export const tones: Record<ChipKind, Tone> = {
  running: 'neutral',
  OK: 'ok',
  LATE: 'warn',
  FAILING: 'error',
  OFF: 'neutral',
  NEVER_RUN: 'neutral',
}

export function isRunning({ id, lastRun }: ExportTarget, progress: ProgressById): boolean {
  return progress[id]?.state === 'RUNNING' || lastRun?.state === 'RUNNING'
}

export function chipOf(target: ExportTarget, progress: ProgressById): ChipKind {
  return isRunning(target, progress) ? 'running' : target.health
}

export interface ExportStatus {
  mark: Mark
  kind: 'none' | 'failing' | 'late' | 'running' | 'waiting' | 'fine' | 'off'
  /** The destination the sentence is about, when there is one only. */
  name: string | null
  /** How many the sentence is about. */
  count: number
  upToDate: number
  /** The nearest run that is planned. */
  nextRunAt: string | null
}

function concerned(targets: readonly ExportTarget[], progress: ProgressById) {
  const failing = targets.filter(({ health }) => health === 'FAILING')
  const late = targets.filter(({ health }) => health === 'LATE')
  const running = targets.filter((target) => isRunning(target, progress))
  const enabled = targets.filter(({ enabled: on }) => on)
  if (targets.length === 0) return { kind: 'none', mark: 'idle', about: [] } as const
  if (failing.length > 0) return { kind: 'failing', mark: 'error', about: failing } as const
  if (late.length > 0) return { kind: 'late', mark: 'warn', about: late } as const
  if (running.length > 0) return { kind: 'running', mark: 'idle', about: running } as const
  if (enabled.length === 0) return { kind: 'off', mark: 'idle', about: [] } as const
  const waiting = enabled.filter(({ health }) => health === 'NEVER_RUN')
  if (waiting.length > 0) return { kind: 'waiting', mark: 'idle', about: waiting } as const
  return { kind: 'fine', mark: 'ok', about: enabled } as const
}

/** The one sentence over the list: what fails first, then what is late. */
export function exportStatus(targets: readonly ExportTarget[], progress: ProgressById): ExportStatus {
  const { kind, mark, about } = concerned(targets, progress)
  const next = targets.flatMap(({ nextRunAt }) => (nextRunAt === null ? [] : [nextRunAt]))
  return {
    kind,
    mark,
    name: about.length === 1 ? (about[0]?.name ?? null) : null,
    count: about.length,
    upToDate: targets.filter(({ health }) => health === 'OK').length,
    nextRunAt: next.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
  }
}

/** For the navigation and the status line of other pages: what needs a hand, in one word. */
export function needing(targets: readonly ExportTarget[]): { failing: number; late: number } {
  const count = (health: ExportTarget['health']) => targets.filter((one) => one.health === health).length
  return { failing: count('FAILING'), late: count('LATE') }
}
