import { describe, expect, it } from 'vitest'

import type { Day, TempoColor } from '../../core/index.js'
import { toDay } from '../../core/index.js'
import { ecowattFacts, tempoFacts } from './grid.js'

const today = toDay('2026-11-24')
const colors = (days: Readonly<Record<string, TempoColor>>) =>
  new Map(Object.entries(days) as [Day, TempoColor][])
const hours = (levels: Readonly<Record<number, number | null>>) =>
  Array.from({ length: 24 }, (_, hour) => levels[hour] ?? (hour in levels ? null : 1))

describe('Tempo', () => {
  const wanted = { colors: ['RED', 'WHITE'] }

  it('tells the colour of tomorrow, by its date', () => {
    expect(tempoFacts(colors({ '2026-11-25': 'RED' }), today, wanted)).toEqual([
      {
        key: 'TEMPO_TOMORROW/2026-11-25/RED',
        kind: 'TEMPO_TOMORROW',
        level: 'WARNING',
        text: {
          fr: 'Mercredi 25 novembre est un jour Tempo rouge, de 6 h à 6 h le lendemain.',
          en: 'Wednesday 25 November is a red Tempo day, from 06:00 to 06:00 the day after.',
        },
        pdl: null,
        targetId: null,
        range: { from: '2026-11-25', to: '2026-11-26' },
        reason: null,
      },
    ])
  })

  it('is silent on a colour that nobody wants, on one that is not known, and on days gone by', () => {
    expect(tempoFacts(colors({ '2026-11-25': 'BLUE' }), today, wanted)).toEqual([])
    expect(tempoFacts(new Map(), today, wanted)).toEqual([])
    expect(tempoFacts(colors({ '2026-11-23': 'RED' }), today, wanted)).toEqual([])
  })
})

describe('EcoWatt', () => {
  it('tells the tense hours of a day', () => {
    const [orange] = ecowattFacts(
      [{ day: toDay('2026-11-26'), hours: hours({ 8: 2, 9: 2, 18: 2 }), message: null }],
      today,
      { minLevel: 2 },
    )
    expect(orange?.level).toBe('WARNING')
    expect(orange?.text.fr).toBe(
      'EcoWatt orange jeudi 26 novembre : réseau tendu de 8 h à 10 h et de 18 h à 19 h. Décalez ce qui peut attendre.',
    )
  })

  it('makes of a red day another fact than of an orange one', () => {
    const day = toDay('2026-11-26')
    const [red] = ecowattFacts([{ day, hours: hours({ 8: 2, 9: 3 }), message: null }], today, { minLevel: 2 })
    expect([red?.key, red?.level]).toEqual(['ECOWATT/2026-11-26/3', 'ERROR'])
    expect(red?.text.en).toContain('very tense from 08:00 to 10:00')
  })

  it('takes hours that were not served for unknown, not for tense', () => {
    const day = toDay('2026-11-26')
    expect(ecowattFacts([{ day, hours: hours({ 8: null }), message: null }], today, { minLevel: 2 })).toEqual(
      [],
    )
    expect(ecowattFacts([{ day, hours: hours({ 8: 2 }), message: null }], today, { minLevel: 3 })).toEqual([])
  })
})
