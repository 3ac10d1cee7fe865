import { describe, expect, it } from 'vitest'

import { addDays, daysOf, toDay } from '../../core/index.js'
import { baseLoadFacts, injectionFacts, powerFacts } from './home.js'

const meter = { pdl: '01226049119901', label: null }

describe('power', () => {
  const peaks = [
    { day: toDay('2026-11-20'), powerVa: 6400 },
    { day: toDay('2026-11-22'), powerVa: 6300 },
    { day: toDay('2026-11-23'), powerVa: 6000 },
  ]

  it('tells the newest day above the subscribed power', () => {
    const [told, ...others] = powerFacts(meter, peaks, 6, { abovePercent: 100 })
    expect(others).toEqual([])
    expect(told).toMatchObject({ key: `POWER/${meter.pdl}/2026-11-22`, level: 'WARNING' })
    expect(told?.text.fr).toBe(
      'La puissance a atteint 6,3 kVA dimanche 22 novembre, soit 105 % des 6 kVA souscrits.',
    )
  })

  it('follows its threshold', () => {
    expect(powerFacts(meter, peaks, 6, { abovePercent: 110 })).toEqual([])
    expect(powerFacts(meter, peaks, 6, { abovePercent: 90 })[0]?.key).toBe(`POWER/${meter.pdl}/2026-11-23`)
  })

  it('says nothing when nobody knows what is subscribed', () => {
    expect(powerFacts(meter, peaks, null, { abovePercent: 100 })).toEqual([])
  })
})

describe('the base load', () => {
  const rule = { risePercent: 30, riseW: 50 }

  it('tells a rise in watts and in proportion', () => {
    expect(baseLoadFacts(meter, { nowW: 260, beforeW: 200 }, rule)[0]?.text.fr).toBe(
      'Le talon est passé de 200 W à 260 W depuis deux semaines : quelque chose reste peut-être allumé la nuit.',
    )
    expect(baseLoadFacts(meter, { nowW: 259, beforeW: 200 }, rule)).toEqual([])
    expect(baseLoadFacts(meter, { nowW: 89, beforeW: 40 }, rule)).toEqual([])
  })

  it('says nothing of a fortnight it does not know', () => {
    expect(baseLoadFacts(meter, { nowW: 260, beforeW: null }, rule)).toEqual([])
    expect(baseLoadFacts(meter, { nowW: null, beforeW: 200 }, rule)).toEqual([])
  })
})

describe('injection', () => {
  const from = toDay('2026-06-01')
  const days = (energies: readonly number[], start = from) =>
    energies.map((energyWh, index) => ({ day: addDays(start, index), energyWh }))
  const sunny = days([8000, 9000, 7000, 8000, 0, 0, 0])

  it('tells a stretch without any, where there was some before', () => {
    const [told] = injectionFacts(meter, sunny, [], { days: 3 })
    expect(told).toMatchObject({
      key: `NO_INJECTION/${meter.pdl}/2026-06-05`,
      range: { from: '2026-06-05', to: '2026-06-08' },
    })
    expect(told?.text.en).toContain('since Friday 5 June (3 days)')
  })

  it('waits for the whole stretch, and takes no missing day for a zero', () => {
    expect(injectionFacts(meter, sunny.slice(0, 6), [], { days: 3 })).toEqual([])
    const holed = sunny.filter(({ day }) => day !== toDay('2026-06-06'))
    expect(injectionFacts(meter, holed, [], { days: 3 })).toEqual([])
  })

  it('says nothing of panels that never worked, or where last year was as dark', () => {
    expect(injectionFacts(meter, days([0, 0, 0, 0, 0]), [], { days: 3 })).toEqual([])
    const dark = days([0, 10, 0], toDay('2025-06-05'))
    expect(injectionFacts(meter, sunny, dark, { days: 3 })).toEqual([])
    expect(daysOf({ from, to: addDays(from, 7) })).toHaveLength(sunny.length)
  })
})
