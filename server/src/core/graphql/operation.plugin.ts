import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContextDidResolveOperation,
} from '@apollo/server'
import type { OperationDefinitionNode } from 'graphql'

import type { Metrics } from '../http/metrics.js'
import { checkLimits } from './limits.js'

/** Apollo's own type promises an operation, which an ambiguous document has not. */
type Request = Omit<GraphQLRequestContextDidResolveOperation<BaseContext>, 'operation'> & {
  readonly operation?: OperationDefinitionNode
}

/** Checks each operation against the limits before it runs, and measures it. */
export function operationPlugin(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart() {
      const stop = metrics.graphqlSeconds.startTimer()
      return Promise.resolve({
        didResolveOperation({ schema, document, operation, request }: Request) {
          // Without an operation, execution says so by itself.
          if (operation) checkLimits({ schema, document, operation, variables: request.variables })
          return Promise.resolve()
        },
        willSendResponse({ operation, errors, response }) {
          response.http.headers.set('cache-control', 'no-store')
          stop({
            operation: operation?.operation ?? 'none',
            outcome: errors && errors.length > 0 ? 'error' : 'ok',
          })
          return Promise.resolve()
        },
      })
    },
  }
}
