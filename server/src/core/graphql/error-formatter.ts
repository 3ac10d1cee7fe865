import { HttpException, Logger } from '@nestjs/common'
import { GraphQLError } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'

import { AppError, messageOf } from '../errors.js'
import { formatInstant } from '../time/paris.js'

/** Turns a foreign error (a driver's, say) into one of ours, or null when it knows nothing of it. */
export type ErrorTranslator = (error: unknown) => AppError | null

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

/**
 * The one place where a thrown error becomes an answer.
 * AppError → its code, retryAt, fields; graphql-js and Apollo (syntax, validation, variables) → kept;
 * anything else → INTERNAL with an opaque message, its stack in the log.
 */
export function createErrorFormatter(
  translators: readonly ErrorTranslator[] = [],
  logger: Pick<Logger, ErrorLevelMethod> = new Logger('GraphQL'),
): ErrorFormatter {
  return (formatted, error) => {
    const { locations, path } = formatted
    const where = { ...(locations && { locations }), ...(path && { path }) }
    const root = rootOf(error)
    const ours = root instanceof AppError ? root : translate(root, translators)
    if (ours) {
      log(logger, ours, path)
      return { message: ours.message, ...where, extensions: extensionsOf(ours) }
    }
    const code = formatted.extensions?.code
    if (root instanceof GraphQLError && typeof code === 'string' && code !== OUR_FAULT) {
      return { message: formatted.message, ...where, extensions: { code } }
    }
    if (code === 'GRAPHQL_PARSE_FAILED') {
      // Thousands of nested braces overflow the stack of the parser.
      return { message: 'Syntax error: the document is nested too deeply.', ...where, extensions: { code } }
    }
    if (root instanceof HttpException && root.getStatus() < 500) {
      return { message: root.message, ...where, extensions: { code: 'BAD_REQUEST' } }
    }
    logger.error(
      `${at(path)}${messageOf(root)}`,
      root instanceof Error ? root.stack : new Error(messageOf(root)).stack,
    )
    return {
      message: 'Something failed on our side; the log of the server says what.',
      ...where,
      extensions: { code: 'INTERNAL' },
    }
  }
}

type ErrorLevelMethod = 'debug' | 'warn' | 'error'

function translate(error: unknown, translators: readonly ErrorTranslator[]): AppError | null {
  for (const translator of translators) {
    const ours = translator(error)
    if (ours) return ours
  }
  return null
}

function at(path: GraphQLFormattedError['path']): string {
  return path ? `${path.join('.')}: ` : ''
}

function log(logger: Pick<Logger, ErrorLevelMethod>, error: AppError, path: GraphQLFormattedError['path']) {
  const line = `${at(path)}${error.code}: ${error.message}`
  if (error.level === 'error') logger.error(line, error.stack)
  else logger[error.level](line)
}
