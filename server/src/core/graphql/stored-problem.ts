import type { AppError, Reason } from '../errors.js'
import { Problem } from './problem.types.js'

/** What went wrong, as kept with a run. */
export interface StoredProblem {
  readonly code: Reason
  readonly message: string
  readonly pdl: string | null
  readonly retryAt: number | null
  readonly detail: string | null
}

export function storedProblem(error: AppError, pdl: string | null = null): StoredProblem {
  return {
    code: error.code,
    message: error.message,
    pdl,
    retryAt: error.retryAt ?? null,
    detail: error.detail ?? null,
  }
}

export function problemAnswer(problem: StoredProblem | null): Problem | null {
  return problem && Object.assign(new Problem(), { ...problem, fields: [] })
}
