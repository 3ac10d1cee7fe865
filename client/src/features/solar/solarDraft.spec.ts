import { describe, expect, it } from 'vitest'
import type { UsagePoint } from '../usage-points/useUsagePoints'
import { faultsOf, homesOf, inputOf, isSet, solarDraft, type Source } from './solarDraft'

const none: Source = {
  __typename: 'SolarSource',
  enabled: false,
  pdl: null,
  brokerUrl: null,
  username: null,
  hasPassword: false,
  topic: null,
  jsonPath: '',
  unit: 'W',
  state: 'OFF',
  problem: null,
  lastAt: null,
  lastValue: null,
}
const set: Source = {
  ...none,
  pdl: '01226049119902',
  brokerUrl: 'mqtt://broker.lan:1883',
  username: 'linky',
  hasPassword: true,
  topic: 'tele/solaire/SENSOR',
  jsonPath: 'ENERGY.Total',
  unit: 'KWH',
}
const meter = (pdl: string, directions: UsagePoint['directions'], linked = false) =>
  ({ pdl, directions, linkedProduction: linked ? { pdl: `${pdl}-out`, name: null } : null }) as UsagePoint

describe('a source of true production in a form', () => {
  it('is meant to listen the first time, for the home that injects', () => {
    const homes = homesOf([
      meter('flat', ['CONSUMPTION']),
      meter('injection', ['PRODUCTION']),
      meter('house', ['CONSUMPTION'], true),
    ])
    expect(homes.map(({ pdl }) => pdl)).toEqual(['house', 'flat'])
    expect(isSet(none)).toBe(false)
    expect(solarDraft(none, homes)).toMatchObject({ enabled: true, pdl: 'house', brokerUrl: '', unit: 'W' })
    expect(solarDraft(none, [])).toMatchObject({ pdl: '' })
  })

  it('stays off once it was switched off, on the meter that was chosen', () => {
    expect(isSet(set)).toBe(true)
    expect(solarDraft(set, [{ pdl: 'house' }])).toMatchObject({ enabled: false, pdl: '01226049119902' })
  })

  it('sends what is typed without the blanks around, and what is empty as nothing', () => {
    const draft = {
      ...solarDraft(set, []),
      brokerUrl: ' mqtt://other:1883 ',
      username: ' ',
      jsonPath: ' A.b ',
    }
    expect(inputOf(draft)).toEqual({
      enabled: false,
      pdl: '01226049119902',
      brokerUrl: 'mqtt://other:1883',
      username: null,
      topic: 'tele/solaire/SENSOR',
      jsonPath: 'A.b',
      unit: 'KWH',
    })
  })

  it('keeps a password that is not touched, forgets it when told, and takes the one that is typed', () => {
    const draft = solarDraft(set, [])
    expect(inputOf(draft)).not.toHaveProperty('password')
    expect(inputOf({ ...draft, forgotten: true })).toHaveProperty('password', null)
    expect(inputOf({ ...draft, forgotten: true, password: ' a b ' })).toHaveProperty('password', ' a b ')
  })

  it('says each fault at its field', () => {
    const fault = (path: string, rule: string) => ({ path, rule, message: '' })
    expect(
      faultsOf({
        __typename: 'Problem',
        code: 'INVALID_INPUT',
        message: '',
        detail: null,
        pdl: null,
        retryAt: null,
        fields: [fault('topic', 'required'), fault('brokerUrl', 'pattern'), fault('other', 'pattern')],
      }),
    ).toEqual({ topic: 'required', brokerUrl: 'brokerUrl' })
    expect(faultsOf(null)).toEqual({})
  })
})
