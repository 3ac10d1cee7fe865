import { describe, expect, it } from 'vitest'

import type { CurveReading } from '../core/index.js'
import { numberAt, stepsOf } from './json-path.js'
import type { SolarUnit } from './solar-meter.js'
import { SolarMeter } from './solar-meter.js'

const NOON = Date.parse('2026-06-21T10:00:00Z')
const minute = (count: number) => NOON + count * 60_000

function fed(unit: SolarUnit, arrivals: [minute: number, value: number][]): [number, number][] {
  const meter = new SolarMeter(unit)
  const closed: CurveReading[] = arrivals.flatMap(([at, value]) => meter.feed(minute(at), value))
  return closed.map(({ startAt, powerW }) => [(startAt - NOON) / 60_000, powerW])
}
const every = (step: number, to: number, value: (at: number) => number): [number, number][] =>
  Array.from({ length: to / step + 1 }, (_, index) => [index * step, value(index * step)])

describe('a power', () => {
  it('holds until the next one, and closes half-hours when they are over', () => {
    expect(
      fed(
        'W',
        every(5, 60, (at) => (at < 30 ? 1000 : 400)),
      ),
    ).toEqual([
      [0, 1000],
      [30, 400],
    ])
    expect(
      fed(
        'KW',
        every(10, 30, (at) => at / 10),
      ),
    ).toEqual([[0, 1000]])
  })

  it('leaves a half-hour missing after a silence, and does not take a night draw for production', () => {
    expect(
      fed('W', [
        [0, 500],
        [5, 500],
        [30, 500],
      ]),
    ).toEqual([])
    expect(
      fed(
        'W',
        every(10, 30, () => -4),
      ),
    ).toEqual([[0, 0]])
  })
})

describe('a counter', () => {
  it('tells the mean of each half-hour by its gain', () => {
    expect(
      fed('KWH', [
        [0, 12],
        [15, 12.25],
        [30, 12.5],
        [60, 12.75],
      ]),
    ).toEqual([
      [0, 1000],
      [30, 500],
    ])
  })

  it('that stands still made nothing, however long', () => {
    expect(
      fed('WH', [
        [0, 9],
        [120, 9],
      ]),
    ).toEqual([
      [0, 0],
      [30, 0],
      [60, 0],
      [90, 0],
    ])
  })

  it('starts anew after a reset, and does not share out a long silence', () => {
    expect(
      fed('WH', [
        [0, 900],
        [30, 0],
        [60, 100],
      ]),
    ).toEqual([[30, 200]])
    expect(
      fed('WH', [
        [0, 0],
        [120, 800],
      ]),
    ).toEqual([])
  })

  it('ignores what comes late', () => {
    expect(
      fed('WH', [
        [0, 0],
        [30, 500],
        [10, 0],
        [60, 1000],
      ]),
    ).toEqual([
      [0, 1000],
      [30, 1000],
    ])
  })
})

describe('a path', () => {
  it.each([
    ['', ' 12.5 ', 12.5],
    ['ENERGY.Total', '{"ENERGY":{"Total":3}}', 3],
    ['$.a[1]["k W"]', '{"a":[0,{"k W":"4.2"}]}', 4.2],
    ['a', '{"a":null}', null],
    ['a', '{"a":""}', null],
    ['a.b', '{"a":5}', null],
    ['constructor.name', '{}', null],
    ['a', 'not json', null],
  ])('%j of %j is %j', (path, payload, value) => {
    expect(numberAt(payload, path)).toBe(value)
  })

  it('is refused when it is none', () => {
    expect(stepsOf('a..b')).toBeNull()
    expect(stepsOf('a[x]')).toBeNull()
    expect(stepsOf('a[0].b')).toEqual(['a', 0, 'b'])
  })
})
