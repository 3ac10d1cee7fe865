import { HttpException, Logger } from '@nestjs/common'
import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'

import { toAppError } from '../database/storage-errors.js'
import { messageOf } from '../errors.js'
import type { AppError } from '../errors.js'
import { formatInstant } from '../time/paris.js'

export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

export const ERROR_FORMATTER = Symbol('ErrorFormatter')

const OUR_FAULT = 'INTERNAL_SERVER_ERROR'

/** What a resolver threw, below the wrappers of graphql-js. */
function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error
}

function extensionsOf(error: AppError): Record<string, unknown> {
  return {
    code: error.code,
    ...(error.retryAt !== undefined && { retryAt: formatInstant(error.retryAt) }),
    ...(error.fields.length > 0 && { fields: error.fields }),
    ...(error.detail !== undefined && { detail: error.detail }),
  }
}

type Log = Pick<Logger, 'debug' | 'warn' | 'error'>

/**
 * The one place where a thrown error becomes an answer.
 * AppError → its code, retryAt, fields; graphql-js and Apollo (syntax, validation, variables) → kept; a database that
 * cannot serve → STORAGE_UNAVAILABLE; anything else → INTERNAL with an opaque message, its stack in the log.
 */
export function createErrorFormatter(logger: Log = new Logger('GraphQL')): ErrorFormatter {
  return (formatted, error) => {
    const { locations, path } = formatted
    const answer = (message: string, extensions: Record<string, unknown>) => ({
      message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions,
    })
    const root = rootOf(error)
    const code = formatted.extensions?.code
    if (root instanceof GraphQLError && typeof code === 'string' && code !== OUR_FAULT) {
      return answer(formatted.message, { code })
    }
    if (code === 'GRAPHQL_PARSE_FAILED') {
      // Thousands of nested braces overflow the stack of the parser.
      return answer('Syntax error: the document is nested too deeply.', { code })
    }
    if (root instanceof HttpException && root.getStatus() < 500) {
      return answer(root.message, { code: 'BAD_REQUEST' })
    }
    const ours = toAppError(root)
    log(logger, ours, path)
    return answer(ours.message, extensionsOf(ours))
  }
}

function log(logger: Log, error: AppError, path: GraphQLFormattedError['path']): void {
  const { code, level, message, cause } = error
  const line = `${path ? `${path.join('.')}: ` : ''}${code}: ${message}`
  if (level === 'error')
    logger.error(cause === undefined ? line : `${line} ${messageOf(cause)}`, stackOf(cause ?? error))
  else logger[level](line)
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
