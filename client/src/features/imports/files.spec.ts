import { expect, it } from 'vitest'
import { asksForMeter, bringsValues, isRounded, known, leftOut, RULES, type ImportSummary } from './files'

const counts = { new: 3, differing: 2, same: 5, conflicting: 1 }
const file = (fields: Partial<ImportSummary> = {}): ImportSummary => ({
  __typename: 'FileImport',
  id: '1',
  fileName: 'curve.csv',
  bytes: 100,
  state: 'PREVIEWED',
  createdAt: '2026-03-12T10:00:00+01:00',
  appliedAt: null,
  undoneAt: null,
  fromFolder: false,
  container: 'TEXT',
  pdl: null,
  namedPdls: [],
  onlyGaps: false,
  remarks: [],
  contents: [
    {
      pdl: null,
      dataset: 'CONSUMPTION_DAILY',
      range: { from: '2026-03-01', to: '2026-03-12' },
      stepMinutes: [],
      values: 11,
      droppedValues: 1,
      energyWh: 1000,
      precisionWh: 1,
      valueCounts: { ...counts },
      dayCounts: { ...counts },
    },
  ],
  rejectedCounts: [{ rule: 'grid', count: 4 }],
  problem: null,
  ...fields,
})

it('asks for the meter unless it is chosen, or the file is of several', () => {
  expect(asksForMeter(file())).toBe(true)
  expect(asksForMeter(file({ namedPdls: ['01226049119991'] }))).toBe(true)
  expect(asksForMeter(file({ pdl: '01226049119991' }))).toBe(false)
  expect(asksForMeter(file({ namedPdls: ['01226049119991', '01226049119992'] }))).toBe(false)
})

it('counts what applying would write, and does not guess it', () => {
  const [content] = file().contents
  expect(bringsValues(file(), false)).toBe(5)
  expect(bringsValues(file(), true)).toBe(3)
  expect(bringsValues(file({ contents: [{ ...content!, valueCounts: null }] }), false)).toBeNull()
  expect(isRounded(file())).toBe(false)
  expect(isRounded(file({ contents: [{ ...content!, precisionWh: 1000 }] }))).toBe(true)
  expect(leftOut(file())).toBe(5)
})

it('has one word for reasons to come', () => {
  expect(known(RULES, 'grid')).toBe('grid')
  expect(known(RULES, 'moonlight')).toBe('other')
  expect(known(RULES, undefined)).toBe('other')
})
