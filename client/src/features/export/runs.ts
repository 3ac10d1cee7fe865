import type {
  ExportAction,
  ExportRunFieldsFragment,
  ExportRunDetailQuery,
} from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'

export type ExportRun = ExportRunFieldsFragment
export type RunDetail = NonNullable<ExportRunDetailQuery['exportRun']>

/** What left with the news, what was written again, what failed, and what found nothing to send. */
export type BarKind = 'new' | 'catchUp' | 'failed' | 'nothing'

export interface RunBar {
  id: string
  kind: BarKind
  /** 0 to 1 of the plot. */
  height: number
  run: ExportRun
}

const sends = new Set<ExportAction>(['SEND', 'REPAIR'])
const FAILED_HEIGHT = 1
const LOWEST = 0.06

function kindOf(run: ExportRun, usual: number): BarKind {
  if (run.state === 'FAILED' || run.state === 'ABANDONED') return 'failed'
  if (run.records === 0) return 'nothing'
  return run.action === 'REPAIR' || run.records > 3 * usual ? 'catchUp' : 'new'
}

/** Half of the runs send this much at most. */
export function usualRecords(runs: readonly ExportRun[]): number {
  const sent = runs.flatMap(({ records }) => (records > 0 ? [records] : [])).sort((a, b) => a - b)
  return sent[Math.floor((sent.length - 1) / 2)] ?? 0
}

/**
 * Newest runs first → bars, oldest first. A catch-up of years would flatten the days: heights follow the logarithm.
 * Only what sends is drawn: a verification or a dry run writes nothing.
 */
export function runBars(runs: readonly ExportRun[], limit = 30): RunBar[] {
  const drawn = runs
    .filter(({ action, state }) => sends.has(action) && state !== 'RUNNING')
    .slice(0, limit)
    .reverse()
  const usual = usualRecords(drawn)
  const most = Math.log1p(Math.max(1, ...drawn.map(({ records }) => records)))
  return drawn.map((run) => {
    const kind = kindOf(run, usual)
    const height = kind === 'failed' ? FAILED_HEIGHT : Math.max(LOWEST, Math.log1p(run.records) / most)
    return { id: run.id, kind, height, run }
  })
}

const marks: Record<ExportRun['state'], Mark> = {
  COMPLETE: 'ok',
  PARTIAL: 'warn',
  FAILED: 'error',
  ABANDONED: 'warn',
  RUNNING: 'idle',
  PLANNED: 'idle',
  SKIPPED: 'idle',
}

export function markOf({ state }: Pick<ExportRun, 'state'>): Mark {
  return marks[state]
}

/** The newest sending that ended; a verification or a dry run sends nothing. */
export function lastSending(runs: readonly ExportRun[]): ExportRun | null {
  return runs.find(({ action, state }) => action === 'SEND' && state !== 'RUNNING') ?? null
}

/** A verification that found differences ends PARTIAL: it did its work. */
export function foundDifferences({ action, state }: Pick<ExportRun, 'action' | 'state'>): boolean {
  return action === 'VERIFY' && state === 'PARTIAL'
}

/** The newest verification, whose differences can be repaired; a repair since has settled it. */
export function newestCheck(runs: readonly ExportRun[]): ExportRun | null {
  const found = runs.find(
    (run) =>
      foundDifferences(run) ||
      ((run.action === 'VERIFY' || run.action === 'REPAIR') && run.state === 'COMPLETE'),
  )
  return found?.action === 'VERIFY' ? found : null
}
