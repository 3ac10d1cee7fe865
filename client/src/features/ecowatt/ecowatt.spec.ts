import { describe, expect, it } from 'vitest'
import { ecowattDays, publishedAt } from './ecowatt'

const aSignal = (date: string, hours: (number | null)[]) => ({
  date,
  level: 1,
  hours,
  message: null,
  publishedAt: `${date}T17:00:00+01:00`,
})
const calm = Array<number>(24).fill(1)

describe('EcoWatt', () => {
  it('counts the hours of the worst level', () => {
    const tense = calm.with(8, 2).with(9, 2)
    const worse = tense.with(18, 3)
    const days = ecowattDays(
      [aSignal('2026-03-12', calm), aSignal('2026-03-13', tense), aSignal('2026-03-14', worse)],
      '2026-03-12',
    )
    expect(days.map(({ verdict }) => verdict)).toEqual([
      { kind: 'normal', count: 0 },
      { kind: 'tense', count: 2 },
      { kind: 'veryTense', count: 1 },
      { kind: 'unknown', count: 0 },
    ])
  })

  it('takes hours that were not served for unknown, never for calm', () => {
    const [today] = ecowattDays([aSignal('2026-03-12', [null, null, ...calm.slice(2)])], '2026-03-12')
    expect(today?.verdict).toEqual({ kind: 'partly', count: 2 })
    expect(today?.hours[0]).toBeNull()
  })

  it('shows nothing when no signal is held', () => {
    expect(ecowattDays([aSignal('2026-03-01', calm)], '2026-03-12')).toEqual([])
  })

  it('dates the newest signal', () => {
    const signals = [aSignal('2026-03-12', calm), aSignal('2026-03-11', calm)]
    expect(publishedAt(signals)).toBe('2026-03-12T17:00:00+01:00')
  })
})
