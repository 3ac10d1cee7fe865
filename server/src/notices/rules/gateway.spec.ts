import { describe, expect, it } from 'vitest'

import { consentFacts, credentialsFacts, quotaFacts } from './gateway.js'

const PDL = '01226049119901'
const meter = { pdl: PDL, label: null }

describe('the account', () => {
  it('tells of a refused secret', () => {
    const [told] = credentialsFacts([{ code: 'CREDENTIALS_REJECTED', pdl: null }], true)
    expect(told).toMatchObject({
      key: 'CREDENTIALS/CREDENTIALS_REJECTED',
      level: 'ERROR',
      reason: 'CREDENTIALS_REJECTED',
    })
    expect(told?.text.fr).toContain('refuse votre secret')
  })

  it('leaves the first run alone', () => {
    const missing = [{ code: 'CREDENTIALS_MISSING' as const, pdl: null }]
    expect(credentialsFacts(missing, false)).toEqual([])
    expect(credentialsFacts(missing, true)).toHaveLength(1)
  })

  it('makes no notice of an outage', () => {
    expect(credentialsFacts([{ code: 'GATEWAY_UNREACHABLE', pdl: null }], true)).toEqual([])
  })
})

describe('consent', () => {
  it('tells of each meter whose consent is gone, by its name when there are several', () => {
    const problems = [
      { code: 'CONSENT_MISSING' as const, pdl: PDL },
      { code: 'QUOTA_EXHAUSTED' as const, pdl: PDL },
      { code: 'CONSENT_MISSING' as const, pdl: '99999999999999' },
    ]
    const told = consentFacts(problems, [{ pdl: PDL, label: 'Maison' }])
    expect(told.map(({ key }) => key)).toEqual([`CONSENT/${PDL}/CONSENT_MISSING`])
    expect(told[0]?.text.fr).toMatch(/^Maison : Le consentement Enedis est absent/)
    expect(consentFacts(problems, [meter])[0]?.text.en).toMatch(/^The consent at Enedis is absent/)
  })
})

describe('calls', () => {
  const fresh = (used: number) => [{ counter: 'fresh' as const, used, limit: 50 }]

  it('tells once per day and counter when the threshold is reached', () => {
    expect(quotaFacts(fresh(44), '2026-11-24', { usedPercent: 90 })).toEqual([])
    expect(quotaFacts(fresh(45), '2026-11-24', { usedPercent: 90 })).toMatchObject([
      { key: 'QUOTA/2026-11-24/fresh', level: 'INFO', reason: null },
    ])
  })

  it('says when they are spent that nothing need be done', () => {
    const [spent] = quotaFacts(fresh(50), '2026-11-24', { usedPercent: 90 })
    expect(spent).toMatchObject({
      key: 'QUOTA/2026-11-24/fresh',
      level: 'WARNING',
      reason: 'QUOTA_EXHAUSTED',
    })
    expect(spent?.text.fr).toContain('(50 / 50)')
  })

  it('says nothing of a counter without a limit', () => {
    const none = [{ counter: 'fresh' as const, used: 0, limit: 0 }]
    expect(quotaFacts(none, '2026-11-24', { usedPercent: 90 })).toEqual([])
  })
})
