import { GraphQLError, subscribe } from 'graphql'
import type { ExecutionArgs, ExecutionResult } from 'graphql'

import { messageOf } from '../errors.js'

type Told = AsyncIterableIterator<ExecutionResult, void, undefined>

/**
 * `subscribe` whose stream, when it fails, says so in a last result and ends.
 * graphql-ws would close the whole connection, other subscriptions included, with the error's text as reason.
 */
export async function subscribeTellingFailures(args: ExecutionArgs): Promise<Told | ExecutionResult> {
  const stream = await subscribe(args)
  if (!(Symbol.asyncIterator in stream)) return stream
  let ended = false
  const told: Told = {
    async next() {
      if (ended) return { value: undefined, done: true }
      try {
        return await stream.next()
      } catch (error) {
        ended = true
        return { value: { errors: [asGraphQLError(error)] }, done: false }
      }
    },
    return() {
      ended = true
      return stream.return(undefined)
    },
    [Symbol.asyncIterator]: () => told,
  }
  return told
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  return new GraphQLError(messageOf(error), { originalError: error instanceof Error ? error : null })
}
