import { describe, expect, it } from 'vitest'
import type { ProblemFieldsFragment, Reason } from '../../graphql/generated/graphql'
import { actionOf, markOf, worthSaying } from './problems'

function aProblem(code: Reason, pdl: string | null = null): ProblemFieldsFragment {
  return { __typename: 'Problem', code, pdl, message: '', detail: null, retryAt: null, fields: [] }
}

describe('problems', () => {
  it('says each cause once per meter, the serious first', () => {
    const said = worthSaying([
      aProblem('QUOTA_EXHAUSTED'),
      aProblem('CONSENT_MISSING', '1'),
      aProblem('CONSENT_MISSING', '1'),
      aProblem('CONSENT_MISSING', '2'),
      null,
    ])
    expect(said.map(({ code, pdl }) => [code, pdl])).toEqual([
      ['CONSENT_MISSING', '1'],
      ['CONSENT_MISSING', '2'],
      ['QUOTA_EXHAUSTED', null],
    ])
  })

  it('makes no problem of what is only awaited', () => {
    expect(worthSaying([aProblem('NOT_PUBLISHED', '1')])).toEqual([])
    expect(markOf('NOT_PUBLISHED')).toBe('idle')
  })

  it('offers the step that helps', () => {
    expect(actionOf('CREDENTIALS_REJECTED')).toBe('credentials')
    expect(actionOf('CONSENT_MISSING')).toBe('gateway')
    expect(actionOf('GATEWAY_UNREACHABLE')).toBe('retry')
    expect(actionOf('QUOTA_EXHAUSTED')).toBeNull()
  })
})
