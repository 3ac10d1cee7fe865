import type { RunState, StoredProblem } from '../core/index.js'
import { AppError, maskSecrets, storedProblem } from '../core/index.js'
import type { Done } from './export-work.service.js'

/** How a run ended. One that we cut is resumed; one that brought something is partial. */
export function stateOf(
  outcome: Done | AppError,
  { delivered, isStopped }: { delivered: number; isStopped: boolean },
): RunState {
  if (outcome instanceof AppError) {
    if (isStopped) return 'ABANDONED'
    return delivered > 0 ? 'PARTIAL' : 'FAILED'
  }
  return outcome.problem ? 'PARTIAL' : 'COMPLETE'
}

/** Nothing that is kept of a failure tells a secret. */
export function masked(error: AppError): StoredProblem {
  const problem = storedProblem(error)
  return {
    ...problem,
    message: maskSecrets(problem.message),
    detail: problem.detail && maskSecrets(problem.detail),
  }
}
