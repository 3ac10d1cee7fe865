import { expect, it } from 'vitest'
import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import { faultOf } from './faults'

const aProblem = (code: Reason, path?: string): ProblemFieldsFragment => ({
  __typename: 'Problem',
  code,
  pdl: null,
  message: '',
  detail: null,
  retryAt: null,
  fields: path ? [{ path, message: '', rule: 'pattern' }] : [],
})

it('shows a refusal where it can be put right', () => {
  expect(faultOf(null)).toBeNull()
  expect(faultOf(aProblem('CREDENTIALS_REJECTED'))).toBe('clientSecret')
  expect(faultOf(aProblem('INVALID_INPUT', 'clientId'))).toBe('clientId')
  expect(faultOf(aProblem('INVALID_INPUT', 'input.clientSecret'))).toBe('clientSecret')
  expect(faultOf(aProblem('GATEWAY_UNREACHABLE'))).toBe('general')
})
