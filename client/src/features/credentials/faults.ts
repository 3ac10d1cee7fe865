import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'

export type Fault = 'clientSecret' | 'clientId' | 'general'

const aboutTheSecret = new Set<Reason>(['CREDENTIALS_REJECTED', 'CREDENTIALS_MISSING', 'INVALID_INPUT'])

/** Where a refusal is shown: at the faulty field, or under the form when no field is to blame. */
export function faultOf(problem: ProblemFieldsFragment | null): Fault | null {
  if (problem === null) return null
  const [field] = problem.fields
  if (field?.path.endsWith('clientId')) return 'clientId'
  if (field?.path.endsWith('clientSecret')) return 'clientSecret'
  return aboutTheSecret.has(problem.code) ? 'clientSecret' : 'general'
}
