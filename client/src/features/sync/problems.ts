import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import type { Mark } from '../../ui/StateMark.vue'

export type ProblemAction = 'retry' | 'credentials' | 'gateway' | null

/** Somebody has to act, or something is down. */
const serious = new Set<Reason>([
  'CONSENT_MISSING',
  'CREDENTIALS_MISSING',
  'CREDENTIALS_REJECTED',
  'EMAIL_NOT_VERIFIED',
  'GATEWAY_FAILED',
  'GATEWAY_MALFORMED',
  'GATEWAY_UNREACHABLE',
  'INTERNAL',
  'NOT_HOLDER',
  'SOURCE_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
  'USAGE_POINT_INACTIVE',
])
/** What will come by itself is said where it is missing, not as a problem. */
const quiet = new Set<Reason>([
  'NOT_PUBLISHED',
  'NOT_ASKED',
  'NO_DATA',
  'INCOMPLETE_DAY',
  'ERASED',
  'BEFORE_START',
  'TOO_OLD',
])

const actions: Partial<Record<Reason, ProblemAction>> = {
  CREDENTIALS_MISSING: 'credentials',
  CREDENTIALS_REJECTED: 'credentials',
  CONSENT_MISSING: 'gateway',
  EMAIL_NOT_VERIFIED: 'gateway',
  NOT_HOLDER: 'gateway',
  USAGE_POINT_INACTIVE: 'gateway',
  GATEWAY_FAILED: 'retry',
  GATEWAY_MALFORMED: 'retry',
  GATEWAY_UNREACHABLE: 'retry',
  RATE_LIMITED: 'retry',
  SOURCE_UNAVAILABLE: 'retry',
}

export function markOf(code: Reason): Mark {
  if (quiet.has(code)) return 'idle'
  return serious.has(code) ? 'error' : 'warn'
}

export function actionOf(code: Reason): ProblemAction {
  return actions[code] ?? null
}

/** Worth a person's attention, each cause once per meter, the serious ones first. */
export function worthSaying(problems: readonly (ProblemFieldsFragment | null)[]): ProblemFieldsFragment[] {
  const seen = new Map<string, ProblemFieldsFragment>()
  for (const problem of problems) {
    if (problem === null || quiet.has(problem.code)) continue
    const key = `${problem.code} ${problem.pdl ?? ''}`
    if (!seen.has(key)) seen.set(key, problem)
  }
  const rank = ({ code }: ProblemFieldsFragment) => (serious.has(code) ? 0 : 1)
  return [...seen.values()].sort((a, b) => rank(a) - rank(b))
}
