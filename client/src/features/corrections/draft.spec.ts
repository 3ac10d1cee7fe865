import { describe, expect, it } from 'vitest'
import { correctionInput, emptyDraft } from './draft'

const subject = {
  pdl: '01226049119902',
  day: '2026-10-25',
  curve: { start: '2026-10-25T00:00:00+02:00', stepMinutes: 30 },
}

describe('a correction', () => {
  it('of a day is kWh typed with either mark, sent in Wh', () => {
    expect(correctionInput({ ...emptyDraft(), value: '12,345', note: ' lu ' }, subject)).toEqual({
      pdl: subject.pdl,
      date: '2026-10-25',
      energyWh: 12_345,
      note: 'lu',
    })
  })

  it('of a slot starts at its instant, over the hour that comes twice', () => {
    expect(correctionInput({ ...emptyDraft(), of: 'slot', slot: '6', value: '250' }, subject)).toEqual({
      pdl: subject.pdl,
      start: '2026-10-25T01:00:00.000Z',
      stepMinutes: 30,
      watts: [250],
    })
  })

  it('erases without a value, and is not sent with a wrong one', () => {
    expect(correctionInput({ ...emptyDraft(), erased: true }, subject)).toMatchObject({ energyWh: null })
    expect(correctionInput({ ...emptyDraft(), value: 'beaucoup' }, subject)).toBeNull()
    expect(correctionInput({ ...emptyDraft(), value: '-1' }, subject)).toBeNull()
    expect(
      correctionInput({ ...emptyDraft(), of: 'slot', value: '1' }, { ...subject, curve: null }),
    ).toBeNull()
  })
})
