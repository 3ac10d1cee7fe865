import { Inject, Injectable } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { getOperationAST, getVariableValues, GraphQLError, parse, validate } from 'graphql'
import type { ExecutionArgs } from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'

import { messageOf } from '../errors.js'
import type { ErrorFormatter } from './error-formatter.js'
import { ERROR_FORMATTER } from './error-formatter.js'
import { subscribeTellingFailures } from './told-failures.js'
import { checkLimits, MAX_BODY_BYTES, MAX_TOKENS } from './limits.js'

export const GRAPHQL_PATH = '/graphql'
const KEEP_ALIVE_MS = 12_000

function refusal(message: string, code: string): readonly GraphQLError[] {
  return [new GraphQLError(message, { extensions: { code } })]
}

/** graphql-ws on the port of the app, under the same limits and with the same errors as plain HTTP. */
@Injectable()
export class SubscriptionServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES })
  private server: { dispose: () => void | Promise<void> } | undefined

  constructor(
    @Inject(HttpAdapterHost) private readonly adapters: HttpAdapterHost,
    @Inject(GraphQLSchemaHost) private readonly schemas: GraphQLSchemaHost,
    @Inject(ERROR_FORMATTER) private readonly format: ErrorFormatter,
  ) {}

  onApplicationBootstrap(): void {
    const formatAll = (errors: readonly GraphQLError[]) =>
      errors.map((error) => this.format(error.toJSON(), error))
    this.server = useServer(
      {
        // Closes with a code and no word of ours.
        isProd: true,
        subscribe: subscribeTellingFailures,
        onSubscribe: (_, __, payload) => this.prepare(payload),
        onError: (_, __, ___, errors) => formatAll(errors),
        onNext: (_, __, ___, ____, result) => ({
          ...result,
          ...(result.errors && { errors: formatAll(result.errors) }),
        }),
      },
      this.sockets,
      KEEP_ALIVE_MS,
    )
    const http = this.adapters.httpAdapter.getHttpServer() as Server
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Refused already by the check of Host and Origin.
      if (!socket.writable) return
      if (request.url?.split('?')[0] !== GRAPHQL_PATH) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
        return
      }
      this.sockets.handleUpgrade(request, socket, head, (client) =>
        this.sockets.emit('connection', client, request),
      )
    })
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.dispose()
  }

  /** What Apollo does for a POST: parse, validate, check variables and limits; errors carry the same codes. */
  private prepare({
    query,
    operationName,
    variables,
  }: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
    const { schema } = this.schemas
    let document
    try {
      document = parse(query, { maxTokens: MAX_TOKENS })
    } catch (error) {
      return refusal(messageOf(error), 'GRAPHQL_PARSE_FAILED')
    }
    const [invalid] = validate(schema, document)
    if (invalid) return refusal(invalid.message, 'GRAPHQL_VALIDATION_FAILED')
    const operation = getOperationAST(document, operationName)
    if (!operation) return refusal('No such operation in the document.', 'OPERATION_RESOLUTION_FAILURE')
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables })
    if (errors?.[0]) return refusal(errors[0].message, 'BAD_USER_INPUT')
    try {
      checkLimits({ schema, document, operation, variables })
    } catch (error) {
      if (error instanceof GraphQLError) return [error]
      throw error
    }
    return { schema, document, operationName, variableValues: variables, contextValue: {} }
  }
}
