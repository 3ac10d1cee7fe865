import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { ApolloDriver } from '@nestjs/apollo'
import type { ApolloDriverConfig } from '@nestjs/apollo'
import { Module } from '@nestjs/common'
import { APP_FILTER, APP_PIPE } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'

import { Metrics, MetricsModule } from '../http/metrics.js'
import { createErrorFormatter, ERROR_FORMATTER } from './error-formatter.js'
import type { ErrorFormatter } from './error-formatter.js'
import { ResolverErrors } from './exception-filter.js'
import { inputValidation } from './input-validation.js'
import { MAX_TOKENS } from './limits.js'
import { operationPlugin } from './operation.plugin.js'
import { describeRoots } from './root-types.js'
import { GRAPHQL_PATH, SubscriptionServer } from './subscription-server.js'

function driverConfig(formatError: ErrorFormatter, metrics: Metrics): ApolloDriverConfig {
  return {
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: describeRoots,
    // Third parties read the schema: in production too.
    introspection: true,
    graphiql: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    persistedQueries: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    // Apollo's own cache control wraps every field of every answer, and would say no more than our header.
    plugins: [ApolloServerPluginCacheControlDisabled(), operationPlugin(metrics)],
    formatError,
  }
}

const formatter = { provide: ERROR_FORMATTER, useFactory: () => createErrorFormatter() }

@Module({ providers: [formatter], exports: [formatter] })
class FormatterModule {}

/** The GraphQL endpoint, over HTTP and websocket; resolvers are found wherever they are provided. */
@Module({
  imports: [
    FormatterModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [MetricsModule, FormatterModule],
      inject: [ERROR_FORMATTER, Metrics],
      useFactory: driverConfig,
    }),
  ],
  providers: [
    { provide: APP_PIPE, useFactory: inputValidation },
    { provide: APP_FILTER, useClass: ResolverErrors },
    SubscriptionServer,
  ],
})
export class ApiModule {}
