import { expect, it } from 'vitest'

import { formatInstant, parseInstant, toDay } from '../core/index.js'
import { nextEcowattTry, publicationOn } from './ecowatt-due.js'

const at = (text: string) => parseInstant(`2026-11-24T${text}:00+01:00`)
const next = (now: string, asked: string | null, whole = false) =>
  formatInstant(nextEcowattTry(at(now), asked === null ? null : at(asked), () => whole)).slice(5, 16)

it('is published at 17:00, on Friday at 12:15', () => {
  expect(formatInstant(publicationOn(toDay('2026-11-26')))).toBe('2026-11-26T17:00:00+01:00')
  expect(formatInstant(publicationOn(toDay('2026-11-27')))).toBe('2026-11-27T12:15:00+01:00')
})

it.each([
  ['the first time, at once', '03:00', null, false, '11-24T03:00'],
  ['once in the morning', '06:00', '00:10', false, '11-24T07:00'],
  [
    'then at publication, not before: an absent third day is normal until then',
    '09:00',
    '07:00',
    false,
    '11-24T17:00',
  ],
  ['at publication', '17:00', '07:00', false, '11-24T17:00'],
  ['hourly while the third day is not whole', '17:10', '17:00', false, '11-24T18:00'],
  ['the next morning once it is', '17:10', '17:00', true, '11-25T07:00'],
  ['the next morning when the day ends without it', '23:30', '23:10', false, '11-25T07:00'],
] as const)('is asked %s', (_, now, asked, whole, expected) => {
  expect(next(now, asked, whole)).toBe(expected)
})
