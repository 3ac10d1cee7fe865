import type { FirstRun } from '../sync/firstRun'

export type StepName = 'connection' | 'meters' | 'contract' | 'history'
export interface Step {
  name: StepName
  state: 'done' | 'current' | 'pending'
}

const names: readonly StepName[] = ['connection', 'meters', 'contract', 'history']

/** Meters and contract come with the first calls of the import; the history takes the rest of it. */
export function stepsOf(state: FirstRun, meters: number, contractRead: boolean): Step[] {
  const passed = [state !== 'credentials', meters > 0, meters > 0 && contractRead, state === 'done']
  const current = passed.indexOf(false)
  return names.map((name, index) => ({
    name,
    state: current < 0 || index < current ? 'done' : index === current ? 'current' : 'pending',
  }))
}
