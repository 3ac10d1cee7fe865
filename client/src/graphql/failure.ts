import type { ApolloError } from '@apollo/client/core'
import type { Reason } from './generated/graphql'

/** A thrown answer, reduced to what the reader can be told; OFFLINE = no answer at all. */
export type Failure = Reason | 'OFFLINE'

export function failureOf(error: ApolloError | null): Failure | null {
  if (error === null) return null
  if (error.networkError) return 'OFFLINE'
  const code = error.graphQLErrors[0]?.extensions?.code
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? (code as Reason) : 'INTERNAL'
}
