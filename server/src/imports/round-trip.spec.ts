import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readBytes } from '../../test/imports/read.js'
import { enedisCurveLines } from '../../test/imports/enedis-curve.js'
import { curveLayouts, halfHours } from '../../test/imports/render.js'
import { hasSharedData, sharedRows } from '../../test/shared-data.js'
import type { CurveReading } from '../core/index.js'
import { parseInstant, startOf, toDay } from '../core/index.js'

const asMap = (curve: readonly CurveReading[]) => curve.map(({ startAt, powerW }) => [startAt, powerW])
/** Two usual days around each change of clocks. */
const AROUND = [
  ['2022-10-29', '2022-10-30', '2022-10-31'],
  ['2023-03-25', '2023-03-26', '2023-03-27'],
]

describe.each(Object.entries(curveLayouts))('%s', (_, { fileName, render }) => {
  it('gives the same curve back, over both changes of clocks', async () => {
    for (const days of AROUND) {
      const curve = halfHours(days, (index) => (index * 7919) % 6000)
      const { slots, rejections } = await readBytes(render(curve), fileName)
      expect(rejections).toEqual([])
      expect([...slots('CONSUMPTION_CURVE')]).toEqual(asMap(curve))
    }
  })

  it.skipIf(!hasSharedData)('gives a whole real year back, to the Wh', async () => {
    const curve = sharedRows('load-curves', 'household-a_load_30min.csv.gz').map((row) => ({
      startAt: parseInstant(row.interval_start_utc!),
      minutes: 30,
      powerW: Number(row.mean_power_w),
    }))
    const read = await readBytes(render(curve), fileName)
    expect(read.rejections).toEqual([])
    expect(read.energyWh('CONSUMPTION_CURVE')).toBe(curve.reduce((sum, { powerW }) => sum + powerW, 0) / 2)
    expect([...read.slots('CONSUMPTION_CURVE')]).toEqual(asMap(curve))
  })
})

/** Any run of slots: of any step, with holes of any length. */
const anyCurve = fc
  .array(
    fc.record({
      step: fc.constantFrom(10, 15, 30, 60),
      count: fc.integer({ min: 1, max: 60 }),
      hole: fc.constantFrom(0, 0, 1, 2, 7, 48, 200),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((runs) =>
    fc.record({
      runs: fc.constant(runs),
      day: fc.constantFrom('2022-10-29', '2022-10-30', '2023-03-25', '2023-03-26', '2023-06-01'),
      watts: fc.array(fc.integer({ min: 0, max: 36_000 }), { minLength: 20, maxLength: 20 }),
    }),
  )
  .map(({ runs, day, watts }) => {
    const curve: CurveReading[] = []
    let startAt = startOf(toDay(day))
    for (const { step, count, hole } of runs) {
      startAt = Math.ceil(startAt / 3_600_000) * 3_600_000
      for (let slot = 0; slot < count; slot++, startAt += step * 60_000)
        curve.push({ startAt, minutes: step, powerW: watts[curve.length % watts.length] ?? 0 })
      startAt += hole * step * 60_000
    }
    return curve
  })

it('reads back any curve that we write in the layout of Enedis, whatever its steps and holes', async () => {
  await fc.assert(
    fc.asyncProperty(anyCurve, async (curve) => {
      const lines = [...enedisCurveLines({ pdl: '01226049119991', direction: 'PRODUCTION' }, curve)]
      const { days, rejections } = await readBytes(lines.join('\n'), 'file.csv')
      expect(rejections).toEqual([])
      const read = days.flatMap(({ day, offsets, minutes, values }) =>
        offsets.map((offset, index) => ({
          startAt: startOf(day) + offset * 1000,
          minutes: minutes[index],
          powerW: values[index],
        })),
      )
      expect(read).toEqual(curve)
    }),
    { numRuns: 150, seed: 20261125 },
  )
})

it('finds the step by itself where the file does not tell it', async () => {
  const { render } = curveLayouts['Enedis mail, no step told']!
  const hours = Array.from({ length: 30 }, (_, index) => ({
    startAt: startOf(toDay('2020-01-01')) + index * 3_600_000,
    minutes: 60,
    powerW: index,
  }))
  const tens = Array.from({ length: 100 }, (_, index) => ({
    startAt: startOf(toDay('2020-01-02')) + 6 * 3_600_000 + index * 600_000,
    minutes: 10,
    powerW: index,
  }))
  // A few slots of ten minutes are missing here and there: the others keep their length.
  const curve = [...hours, ...tens.filter((_, index) => ![20, 40, 41, 70].includes(index))]
  const { of } = await readBytes(render(curve))
  expect(of('CONSUMPTION_CURVE').flatMap(({ minutes }) => minutes)).toEqual(
    curve.map(({ minutes }) => minutes),
  )
})
