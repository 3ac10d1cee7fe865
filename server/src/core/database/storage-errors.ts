import { DriverException } from '@mikro-orm/core'

import { AppError, messageOf } from '../errors.js'

const UNREACHABLE = 'The database cannot be reached.'
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ENOENT: UNREACHABLE,
  '57P01': 'The database is shutting down.',
  '57P02': 'The database is recovering from a crash.',
  '57P03': 'The database is starting.',
  '53200': 'The database is out of memory.',
  '53300': 'The database accepts no more connections.',
  '25006': 'The database accepts no writing.',
}
let disk = 'The disk of the database'

/** Where the data are, for who must make room there or mend it: a folder, or an address. */
export function nameStorage(place: string): void {
  disk = `The disk of the database (${place})`
}

function sentenceOf(code: string): string | undefined {
  if (code === '53100') return `${disk} is full.`
  if (code === '58030') return `${disk} fails.`
  return SENTENCES[code] ?? (code.startsWith('08') ? UNREACHABLE : undefined)
}

/** What pg says without a code when a connection ends or cannot be had. */
const LOST =
  /connection terminated|not queryable|timeout exceeded when trying to connect|pool after calling end/i

/** Why the database cannot serve now, in one sentence; undefined when the error is of another kind. Only for what a database threw. */
export function unavailability(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  const sentence = typeof code === 'string' ? sentenceOf(code) : undefined
  if (sentence !== undefined) return sentence
  if (LOST.test(error.message)) return UNREACHABLE
  const nested = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause]
  return nested.map(unavailability).find((found) => found !== undefined)
}

/**
 * Anything thrown → AppError: itself, STORAGE_UNAVAILABLE (later) when the database cannot serve, else INTERNAL.
 * An error that no database threw is never put down to the database.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const ours = error instanceof DriverException || isAnswer(error) || LOST.test(messageOf(error))
  const sentence = ours ? unavailability(error) : undefined
  return sentence === undefined
    ? new AppError('INTERNAL', 'Something unexpected happened.', { level: 'error', cause: error })
    : storageUnavailable(sentence, error)
}

/** An answer of the server, from whichever copy of `pg`. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && 'code' in error
}

export function storageUnavailable(sentence: string, cause?: unknown): AppError {
  return new AppError('STORAGE_UNAVAILABLE', sentence, { retry: 'later', level: 'error', cause })
}
