import { expect, it } from 'vitest'

import { parseInstant, toDay } from '../core/index.js'

import { curveCallPath, probeRequest, seriesPath, utcText } from './requests.js'

const pdl = '01226049119999'
const today = toDay('2026-11-23')
const now = parseInstant('2026-11-23T15:30:00+01:00')

it('each series has its endpoint', () => {
  const paths = (
    ['CONSUMPTION_DAILY', 'CONSUMPTION_CURVE', 'PRODUCTION_DAILY', 'PRODUCTION_CURVE', 'MAX_POWER'] as const
  ).map((dataset) => seriesPath({ pdl, dataset }).join('/'))
  expect(paths).toEqual([
    `enedis/consumption/daily/${pdl}`,
    `enedis/consumption/detail/batch/${pdl}`,
    `enedis/production/daily/${pdl}`,
    `enedis/production/detail/batch/${pdl}`,
    `enedis/power/${pdl}`,
  ])
  expect(curveCallPath({ pdl, dataset: 'PRODUCTION_CURVE' }).join('/')).toBe(
    `enedis/production/detail/${pdl}`,
  )
})

it('no two probes of two hours, and no request of ours, share their bounds', () => {
  const bounds = Array.from({ length: 120 }, (_, minute) => {
    const { start, end, useCache } = probeRequest(pdl, 'CONSUMPTION', today, now + minute * 60_000)
    expect(useCache).toBe(true)
    expect(start < end && end <= today).toBe(true)
    return `${start}/${end}`
  })
  expect(new Set(bounds).size).toBe(120)
  expect(bounds).not.toContain('2026-11-15/2026-11-23')
})

it('a probe asks where the words of Enedis come through', () => {
  expect(probeRequest(pdl, 'CONSUMPTION', today, now).series.dataset).toBe('MAX_POWER')
  expect(probeRequest(pdl, 'PRODUCTION', today, now).series.dataset).toBe('PRODUCTION_DAILY')
})

it('an instant is written in UTC without saying so', () => {
  expect(utcText(now)).toBe('2026-11-23T14:30:00')
})
