import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { toDay } from '../../core/index.js'
import type { StackedDay, StackedSlot } from './layer.js'
import { movesOf, placeDays, placeSlots } from './stack.js'

const NOON = Date.parse('2026-11-20T11:00:00Z')
const slot = (minute: number, minutes: number, layer: number, powerW: number | null = 600): StackedSlot => ({
  startAt: NOON + minute * 60_000,
  minutes,
  layer,
  batch: layer,
  powerW,
})

describe('placing intervals', () => {
  it('shows the upper layer and keeps the lower one beneath', () => {
    expect(placeSlots([slot(0, 30, 0), slot(0, 30, 2), slot(30, 30, 0)])).toEqual([
      'BENEATH',
      'SHOWN',
      'SHOWN',
    ])
  })

  it('lets the newest batch of a layer win', () => {
    const older = { ...slot(0, 30, 1), batch: 3 }
    expect(placeSlots([{ ...older, batch: 7 }, older])).toEqual(['SHOWN', 'BENEATH'])
  })

  it('does not guess what remains of an interval that is partly covered', () => {
    expect(placeSlots([slot(0, 60, 0), slot(30, 30, 1), slot(60, 60, 0)])).toEqual([
      'BENEATH',
      'SHOWN',
      'SHOWN',
    ])
  })

  it('covers every interval that a longer one touches', () => {
    expect(placeSlots([slot(0, 60, 1), slot(0, 30, 0), slot(30, 30, 0)])).toEqual([
      'SHOWN',
      'BENEATH',
      'BENEATH',
    ])
  })

  it('makes an erased interval missing', () => {
    expect(placeSlots([slot(0, 30, 0), slot(0, 30, 2, null)])).toEqual(['BENEATH', 'IN_FORCE'])
  })

  it('shows at most one value per minute, of the highest layer that speaks of it alone', () => {
    const slots = fc
      .uniqueArray(
        fc.record({
          place: fc.nat(11),
          layer: fc.nat(2),
          minutes: fc.constantFrom(10, 30, 60),
          powerW: fc.option(fc.nat(9000)),
        }),
        { selector: ({ place, layer }) => `${place}/${layer}` },
      )
      .map((all) =>
        all
          .map(({ place, layer, minutes, powerW }) => slot(place * 60, minutes, layer, powerW))
          .sort((a, b) => a.startAt - b.startAt),
      )
    fc.assert(
      fc.property(slots, (stack) => {
        const places = placeSlots(stack)
        const top = stack.filter((_, index) => places[index] !== 'BENEATH')
        const ends = top.map(({ startAt, minutes }) => startAt + minutes * 60_000)
        expect(top.every(({ startAt }, index) => startAt >= (ends[index - 1] ?? 0))).toBe(true)
      }),
    )
  })
})

describe('placing days', () => {
  const day = (date: string, layer: number, value: number | null): StackedDay => ({
    day: toDay(date),
    layer,
    batch: layer,
    value,
    reachedAt: null,
    writtenAt: NOON,
  })

  it('places each day by itself', () => {
    expect(
      placeDays([
        day('2026-11-20', 0, 1),
        day('2026-11-20', 1, 2),
        day('2026-11-21', 0, 3),
        day('2026-11-22', 2, null),
      ]),
    ).toEqual(['BENEATH', 'SHOWN', 'SHOWN', 'IN_FORCE'])
  })
})

it('moves only what changed', () => {
  const [kept, changed, gone] = [slot(0, 30, 0), slot(30, 30, 0), slot(60, 30, 0)]
  const after = { ...changed, powerW: 1 }
  const shown = (value: StackedSlot) => ({ value, place: 'SHOWN' as const })
  expect(
    movesOf(
      [kept, changed, gone].map(shown),
      [kept, after].map(shown),
      ({ startAt }) => String(startAt),
      (one, other) => one.powerW === other.powerW,
    ),
  ).toEqual({ taken: [shown(changed), shown(gone)], put: [shown(after)] })
})
