import { describe, expect, it } from 'vitest'

import forms from '../fixtures/off-peak-forms.json' with { type: 'json' }

import { parseOffPeak } from './off-peak.js'

const range = (start: string, end: string, weekdays: number[] = []) => {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  return { startMinute: minutes(start), endMinute: minutes(end), weekdays }
}

describe('off-peak hours', () => {
  it('are read in every form the gateway writes', () => {
    expect(forms.map((form) => parseOffPeak(form))).toEqual(
      [
        [range('22:30', '06:30')],
        [range('01:30', '07:00'), range('12:30', '15:00')],
        [range('22:30', '06:30')],
        [range('22:00', '06:00', [1, 2])],
        [range('22:00', '06:00')],
        [range('22:30', '06:30'), range('12:00', '14:00')],
        [],
      ].map((ranges) => ({ ranges, rejected: [] })),
    )
  })

  it.each([
    ['HC (22H00-6H00)', [range('22:00', '06:00')]],
    ['HC (23h00-7h30)', [range('23:00', '07:30')]],
    ['HC (22H00-6H00;12h00-14h00)', [range('22:00', '06:00'), range('12:00', '14:00')]],
    ['HC (2H02-7H02;12H32-15H32)', [range('02:02', '07:02'), range('12:32', '15:32')]],
    ['22h30-06h30', [range('22:30', '06:30')]],
    ['22:00-06:00', [range('22:00', '06:00')]],
    ['22h-6h', [range('22:00', '06:00')]],
    ['1h-7h, 13h - 16h', [range('01:00', '07:00'), range('13:00', '16:00')]],
    ['20:00-24:00', [range('20:00', '24:00')]],
    ['', []],
  ])('%s', (text, ranges) => {
    expect(parseOffPeak(text)).toEqual({ ranges, rejected: [] })
  })

  it('hold every day when all seven say the same', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
    expect(parseOffPeak(Object.fromEntries(days.map((day) => [day, '22h-6h']))).ranges).toEqual([
      range('22:00', '06:00'),
    ])
  })

  it.each([
    'HC (à définir)',
    '22h30',
    '25h00-26h00',
    '22h75-6h00',
    '22h00-22h00',
    'HC (22H00-6H00) sauf dimanche',
  ])('reports what it does not understand: %s', (text) => {
    expect(parseOffPeak({ default: text })).toEqual({
      ranges: [],
      rejected: [{ label: text, cause: 'This is not a list of off-peak hours.' }],
    })
  })
})
