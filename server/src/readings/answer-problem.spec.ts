import { expect, it } from 'vitest'

import { parseInstant, toDay } from '../core/index.js'
import { problemIn } from './answer-problem.js'

const now = parseInstant('2026-11-24T09:00:00+01:00')
const covers = { from: toDay('2026-11-20'), to: toDay('2026-11-23') }
const reading = { day: toDay('2026-11-20'), energyWh: 12 }
const rejected = { label: '2026-11-21', cause: 'This reading has a negative value, -3.' }

it('an answer of which nothing can be read is a problem, in its own words', () => {
  expect(problemIn({ readings: [], rejected: [rejected], reason: null }, covers, now)).toMatchObject({
    code: 'GATEWAY_MALFORMED',
    message: 'None of the 1 readings of 2026-11-20 to 2026-11-23 could be read.',
    detail: '2026-11-21: This reading has a negative value, -3.',
  })
})

it('an answer that Enedis gave in part is one until the gateway asks again', () => {
  expect(
    problemIn({ readings: [reading], rejected: [], reason: 'SOURCE_UNAVAILABLE' }, covers, now),
  ).toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    retryAt: parseInstant('2026-11-25T10:00:00+01:00'),
  })
})

it.each([
  ['a few readings set aside', { readings: [reading], rejected: [rejected], reason: null }],
  ['nothing at all', { readings: [], rejected: [], reason: 'NO_DATA' as const }],
])('%s is none', (_, answer) => {
  expect(problemIn(answer, covers, now)).toBeNull()
})
