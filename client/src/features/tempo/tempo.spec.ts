import { describe, expect, it } from 'vitest'
import type { TempoColor, TempoNowQuery } from '../../graphql/generated/graphql'
import { tempoView } from './tempo'

function anAnswer(
  color: TempoColor | null,
  tomorrow: TempoColor | null,
  red = 0,
  confidence = 'high',
): TempoNowQuery {
  const day = (date: string, value: TempoColor | null) => ({
    date,
    color: value,
    start: `${date}T06:00:00+01:00`,
    possible: value ? [value] : [],
  })
  return {
    tempoNow: {
      at: '2026-03-12T07:42:00+01:00',
      color,
      offPeak: false,
      changesAt: '2026-03-12T22:00:00+01:00',
      nextTryAt: null,
      today: day('2026-03-12', color),
      tomorrow: day('2026-03-13', tomorrow),
    },
    tempoDays: [day('2026-03-11', 'WHITE'), day('2026-03-12', color), day('2026-03-13', tomorrow)],
    tempoSeason: {
      from: '2025-09-01',
      to: '2026-09-01',
      colors: [{ color: 'RED', used: color === null ? 0 : 9, left: 13, quota: 22, eligible: 13 }],
    },
    tempoForecast: [
      {
        date: '2026-03-13',
        blueRatio: 1 - red,
        whiteRatio: 0,
        redRatio: red,
        confidence,
        updatedAt: '2026-03-12T07:00:00+01:00',
      },
    ],
  }
}

describe('tempoView', () => {
  it('prefers what is published to what is forecast', () => {
    expect(tempoView(anAnswer('BLUE', 'WHITE', 0.9), '2026-03-12')?.tomorrow).toEqual({
      kind: 'known',
      color: 'WHITE',
    })
  })

  it('names a likely colour with its chance', () => {
    expect(tempoView(anAnswer('BLUE', null, 0.8), '2026-03-12')?.tomorrow).toEqual({
      kind: 'forecast',
      color: 'RED',
      ratio: 0.8,
    })
  })

  it('takes no mere count of days for a forecast', () => {
    expect(tempoView(anAnswer('BLUE', null, 0.8, 'quota'), '2026-03-12')?.tomorrow).toEqual({
      kind: 'waiting',
    })
  })

  it('stays away when nothing is known, and never says blue by default', () => {
    expect(tempoView(anAnswer(null, null, 0.8, 'quota'), '2026-03-12')).toBeNull()
    expect(tempoView(anAnswer(null, 'RED'), '2026-03-12')?.color).toBeNull()
  })

  it('draws the civil day, also before six when Tempo is still in the day before', () => {
    const early = tempoView(anAnswer('BLUE', 'RED'), '2026-03-13')
    expect(early?.early).toBe(true)
    expect(early?.stairs.map(({ color }) => color)).toEqual(['BLUE', 'RED', 'RED', null, null])
    expect(tempoView(anAnswer('BLUE', null, 0.8), '2026-03-12')?.stairs[3]).toMatchObject({
      color: 'RED',
      expected: true,
    })
  })
})
