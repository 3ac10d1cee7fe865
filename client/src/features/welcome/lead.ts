import type { RunFieldsFragment, SyncStatusQuery } from '../../graphql/generated/graphql'
import type { FirstRun } from '../sync/firstRun'
import type { Series } from '../sync/series'

export type Lead =
  | { key: 'credentials.lead' | 'importing.start' | 'importing.daily' | 'importing.doneLead' }
  | { key: 'importing.quota' | 'importing.stopped'; at: string }
  | { key: 'importing.stoppedForGood' }

function quotaSpent(run: RunFieldsFragment | null): boolean {
  return (
    run !== null &&
    [run.problem, ...run.steps.map(({ problem }) => problem)].some((p) => p?.code === 'QUOTA_EXHAUSTED')
  )
}

/** The sentence under the title: where the import is, and what happens next. */
export function leadOf(
  state: FirstRun,
  status: Pick<SyncStatusQuery['syncStatus'], 'current' | 'last' | 'nextRunAt'>,
  series: readonly Series[],
): Lead {
  if (state === 'credentials') return { key: 'credentials.lead' }
  const { current, last, nextRunAt } = status
  if (current === null && quotaSpent(last) && nextRunAt !== null)
    return { key: 'importing.quota', at: nextRunAt }
  if (state === 'done') return { key: 'importing.doneLead' }
  if (state === 'importing') {
    const daily = series.find(({ dataset }) => dataset === 'CONSUMPTION_DAILY')
    return { key: daily?.state === 'COMPLETE' ? 'importing.daily' : 'importing.start' }
  }
  return nextRunAt === null
    ? { key: 'importing.stoppedForGood' }
    : { key: 'importing.stopped', at: nextRunAt }
}
