import { describe, expect, it } from 'vitest'

import daily from './fixtures/daily.json' with { type: 'json' }
import blacklisted from './fixtures/load-curve-blacklisted.json' with { type: 'json' }
import partial from './fixtures/load-curve-partial.json' with { type: 'json' }
import maxPower from './fixtures/max-power.json' with { type: 'json' }
import { seriesAnswer } from './gateway.parser.js'

describe('an answer for a series', () => {
  it('is read by the parser of its dataset', () => {
    expect(seriesAnswer('CONSUMPTION_DAILY', { data: daily.data, reason: null }).readings[0]).toHaveProperty(
      'energyWh',
    )
    expect(seriesAnswer('MAX_POWER', { data: maxPower.data, reason: null }).readings[0]).toHaveProperty(
      'powerVa',
    )
  })

  it('keeps what came when a part is missing', () => {
    const answer = seriesAnswer('CONSUMPTION_CURVE', { data: partial.data, reason: 'SOURCE_UNAVAILABLE' })
    expect(answer.readings).toHaveLength(6)
    expect(answer.reason).toBe('SOURCE_UNAVAILABLE')
  })

  it('with an empty list has no data', () => {
    const nothing = { readings: [], rejected: [], reason: 'NO_DATA' }
    expect(seriesAnswer('CONSUMPTION_CURVE', { data: blacklisted.data, reason: null })).toEqual(nothing)
  })

  it('that is an absence needs no list', () => {
    const nothing = { readings: [], rejected: [], reason: 'BEFORE_START' }
    expect(seriesAnswer('PRODUCTION_DAILY', { data: null, reason: 'BEFORE_START' })).toEqual(nothing)
  })

  it('whose rows are all refused is not an absence', () => {
    const data = { meter_reading: { interval_reading: [{ date: '2026-11-13', value: 'x' }] } }
    expect(seriesAnswer('CONSUMPTION_DAILY', { data, reason: null })).toMatchObject({
      readings: [],
      rejected: [{ label: '2026-11-13' }],
      reason: null,
    })
  })
})
