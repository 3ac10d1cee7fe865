import type { Reason, SyncStatusQuery } from '../../graphql/generated/graphql'

type Status = SyncStatusQuery['syncStatus']

export type FirstRun = 'credentials' | 'importing' | 'empty' | 'stopped' | 'done'

const refused = new Set<Reason>(['CREDENTIALS_MISSING', 'CREDENTIALS_REJECTED', 'EMAIL_NOT_VERIFIED'])

/** Where a new installation stands. `held`: at least one complete day is there. */
export function firstRunOf(status: Status, meters: number, held: boolean): FirstRun {
  const { hasSecret, problem } = status.credentials
  if (!hasSecret || (problem !== null && refused.has(problem.code) && !held)) return 'credentials'
  if (status.current !== null && (status.last === null || !held)) return 'importing'
  if (status.last === null) return held ? 'done' : 'importing'
  if (meters === 0) return 'empty'
  const over = status.last.state === 'COMPLETE' || (status.last.state === 'PARTIAL' && held)
  return over ? 'done' : 'stopped'
}

/** The home page has nothing to show yet: the welcome page does better. */
export function needsWelcome(status: Status, held: boolean): boolean {
  return (
    !held &&
    (!status.credentials.hasSecret || status.last === null || firstRunOf(status, 1, held) === 'credentials')
  )
}
