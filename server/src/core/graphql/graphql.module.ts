import { ApolloDriver } from '@nestjs/apollo'
import type { ApolloDriverConfig } from '@nestjs/apollo'
import { Module } from '@nestjs/common'
import type { DynamicModule } from '@nestjs/common'
import { APP_PIPE } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'

import { Metrics, MetricsModule } from '../http/metrics.js'
import { createErrorFormatter, ERROR_FORMATTER } from './error-formatter.js'
import type { ErrorFormatter, ErrorTranslator } from './error-formatter.js'
import { inputValidation } from './input-validation.js'
import { MAX_TOKENS } from './limits.js'
import { operationPlugin } from './operation.plugin.js'
import { GRAPHQL_PATH, SubscriptionServer } from './subscription-server.js'

function driverConfig(formatError: ErrorFormatter, metrics: Metrics): ApolloDriverConfig {
  return {
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    // Third parties read the schema: in production too.
    introspection: true,
    graphiql: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    persistedQueries: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    plugins: [operationPlugin(metrics)],
    formatError,
  }
}

@Module({})
export class ApiModule {
  /** @param translators errors of foreign libraries → ours; the first that answers wins. */
  static forRoot({ translators = [] }: { translators?: readonly ErrorTranslator[] } = {}): DynamicModule {
    const formatter = createErrorFormatter(translators)
    return {
      module: ApiModule,
      imports: [
        MetricsModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [MetricsModule],
          inject: [Metrics],
          useFactory: (metrics: Metrics) => driverConfig(formatter, metrics),
        }),
      ],
      providers: [
        { provide: ERROR_FORMATTER, useValue: formatter },
        { provide: APP_PIPE, useFactory: inputValidation },
        SubscriptionServer,
      ],
    }
  }
}
