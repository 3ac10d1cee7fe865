import { expect, it } from 'vitest'

import { parseInstant, startOf, toDay } from '../../core/index.js'
import type { CorrectionDraft } from './correction-checks.js'
import { correctionFaults, rowsOf } from './correction-checks.js'

const NOW = parseInstant('2026-11-24T09:10:00+01:00')
const day = toDay('2026-10-25')
const slots = { direction: 'CONSUMPTION', start: startOf(day), stepMinutes: 30, watts: [1, null] } as const

it.each<[string, Partial<CorrectionDraft>, [string, string][]]>([
  ['a day', { date: day, energyWh: 0 }, []],
  ['an erased day', { date: day }, []],
  ['slots', slots, []],
  ['nothing', {}, [['date', 'required']]],
  ['both at once', { ...slots, date: day }, [['date', 'required']]],
  ['today', { date: toDay('2026-11-24'), energyWh: 1 }, [['date', 'range']]],
  ['a negative day', { date: day, energyWh: -1 }, [['energyWh', 'range']]],
  ['a step of seven minutes', { ...slots, stepMinutes: 7 }, [['stepMinutes', 'range']]],
  ['no watts', { ...slots, watts: [] }, [['watts', 'required']]],
  ['a start off the grid', { ...slots, start: startOf(day) + 60_000 }, [['start', 'pattern']]],
  ['slots to come', { ...slots, start: parseInstant('2026-11-24T09:00:00+01:00') }, [['start', 'range']]],
  ['a negative power', { ...slots, watts: [5, -1] }, [['watts.1', 'range']]],
  ['a long note', { date: day, note: 'x'.repeat(501) }, [['note', 'range']]],
])('judges %s', (_, draft, faults) => {
  const found = correctionFaults({ direction: 'CONSUMPTION', ...draft }, NOW)
  expect(found.map(({ path, rule }) => [path, rule])).toEqual(faults)
})

it('cuts watts into slots from their start, over the repeated hour too', () => {
  const from = startOf(day) + 150 * 60_000
  expect(rowsOf({ ...slots, start: from })).toEqual({
    dataset: 'CONSUMPTION_CURVE',
    rows: [
      { startAt: from, minutes: 30, powerW: 1 },
      { startAt: from + 1_800_000, minutes: 30, powerW: null },
    ],
  })
})
