import { describe, expect, it } from 'vitest'

import type { Day } from '../core/index.js'
import { addDays, parseInstant, toDay } from '../core/index.js'
import type { AbsenceContext } from './absences.js'
import { absentDays } from './absences.js'
import { KnownDays } from './known-days.js'

const now = parseInstant('2026-11-24T09:00:00+01:00')
const day = toDay('2026-11-10')

function reasonsOf(
  answer: Partial<AbsenceContext['answer']>,
  minutes: Readonly<Record<string, number>> = {},
) {
  const known = new KnownDays(
    new Map(Object.entries(minutes).map(([key, held]) => [key as Day, { minutes: held, stepMinutes: 30 }])),
  )
  const absent = absentDays(known, () => false, {
    dataset: 'CONSUMPTION_CURVE',
    covers: { from: day, to: addDays(day, 2) },
    answer: { reason: null, rejected: [], ...answer },
    before: new Map(),
    now,
  })
  return absent.map(({ reason }) => reason)
}

describe('a day that did not come whole', () => {
  it('has no data when nothing came', () => {
    expect(reasonsOf({})).toEqual(['NO_DATA', 'NO_DATA'])
  })

  it('is incomplete when a part came; a whole one is not absent', () => {
    expect(reasonsOf({}, { '2026-11-10': 600, '2026-11-11': 1440 })).toEqual(['INCOMPLETE_DAY'])
  })

  it('could not be read when its readings were set aside', () => {
    const rejected = [{ label: '2026-11-11 12:00:00', cause: 'illegible' }]
    expect(reasonsOf({ rejected }, { '2026-11-11': 1410 })).toEqual(['NO_DATA', 'GATEWAY_MALFORMED'])
  })

  it('says so when Enedis did not answer', () => {
    expect(reasonsOf({ reason: 'SOURCE_UNAVAILABLE' })).toEqual(['SOURCE_UNAVAILABLE', 'SOURCE_UNAVAILABLE'])
  })
})
