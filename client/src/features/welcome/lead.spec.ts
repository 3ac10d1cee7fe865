import { expect, it } from 'vitest'
import type { Reason, RunFieldsFragment } from '../../graphql/generated/graphql'
import type { Series } from '../sync/series'
import { leadOf } from './lead'

const at = '2026-03-13T01:00:00+01:00'
const daily = (state: Series['state']): Series => ({
  dataset: 'CONSUMPTION_DAILY',
  since: '2023-03-12',
  done: 1,
  total: 1,
  state,
})
function aRun(code: Reason | null): RunFieldsFragment {
  const problem = code && {
    __typename: 'Problem' as const,
    code,
    message: '',
    detail: null,
    pdl: null,
    retryAt: null,
    fields: [],
  }
  return {
    __typename: 'SyncRun',
    id: '1',
    state: 'PARTIAL',
    trigger: 'MANUAL',
    startedAt: at,
    endedAt: at,
    durationMs: 0,
    daysGained: 0,
    freshCalls: 0,
    cachedCalls: 0,
    problem,
    steps: [],
  }
}

it('says where the import is and what comes next', () => {
  const idle = { current: null, last: null, nextRunAt: at }
  expect(leadOf('credentials', idle, [])).toEqual({ key: 'credentials.lead' })
  expect(leadOf('importing', idle, [daily('RUNNING')])).toEqual({ key: 'importing.start' })
  expect(leadOf('importing', idle, [daily('COMPLETE')])).toEqual({ key: 'importing.daily' })
  expect(leadOf('done', { ...idle, last: aRun(null) }, [])).toEqual({ key: 'importing.doneLead' })
})

it('says when a stopped import goes on', () => {
  const spent = { current: null, last: aRun('QUOTA_EXHAUSTED'), nextRunAt: at }
  expect(leadOf('done', spent, [])).toEqual({ key: 'importing.quota', at })
  const down = { ...spent, last: aRun('GATEWAY_UNREACHABLE') }
  expect(leadOf('stopped', down, [])).toEqual({ key: 'importing.stopped', at })
  expect(leadOf('stopped', { ...down, nextRunAt: null }, [])).toEqual({ key: 'importing.stoppedForGood' })
})
