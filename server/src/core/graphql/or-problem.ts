import type { Reason } from '../errors.js'
import { AppError } from '../errors.js'
import type { Problem } from './problem.types.js'
import { problemOf } from './problem.types.js'

/** The caller's mistakes and our faults. */
const THROWN: ReadonlySet<Reason> = new Set([
  'INVALID_INPUT',
  'NOT_FOUND',
  'TOO_LARGE',
  'STORAGE_UNAVAILABLE',
  'INTERNAL',
])

/**
 * What a person can act on is an answer, not an exception.
 * @param told codes that are answered too, though they are usually thrown.
 */
export async function orProblem<T>(
  work: () => Promise<T>,
  told: readonly Reason[] = [],
): Promise<T | Problem> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && (told.includes(error.code) || !THROWN.has(error.code)))
      return problemOf(error)
    throw error
  }
}
