import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  addDays,
  daysBetween,
  daysOf,
  endOf,
  formatInstant,
  instantAt,
  minutesOf,
  startOf,
  toDay,
} from '../../src/core/index.js'
import type { Day } from '../../src/core/index.js'
import { buildHousehold } from './build-household.js'
import { readCurveFile, readDailyFile } from './curve-file.js'
import type { Household } from './household.js'
import type { FileProfile } from './plan.js'

const SHARED = resolve(import.meta.dirname, '../../../../shared/data/load-curves')
const HEADER = 'interval_start_utc,interval_end_local,mean_power_w\n'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'curve-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function household(file: FileProfile, today: string): Household {
  const now = instantAt(toDay(today), { hour: 12 })
  return buildHousehold({ pdl: '01226049119991', file }, 0, { seed: 1, now })
}

/** A curve whose value tells the wall time it was measured at: 230 is 02:30. */
function writeCurve(name: string, from: string, to: string, lost: string[] = []): string {
  const path = join(folder, name)
  const rows: string[] = []
  for (const day of daysOf({ from: toDay(from), to: toDay(to) })) {
    for (let at = startOf(day); at < endOf(day); at += 1_800_000) {
      const text = formatInstant(at)
      const powerW = Number(text.slice(11, 13)) * 100 + Number(text.slice(14, 16))
      const start = new Date(at).toISOString().replace('.000', '')
      rows.push(`${start},${formatInstant(at + 1_800_000)},${lost.includes(text.slice(0, 16)) ? '' : powerW}`)
    }
  }
  const text = HEADER + rows.join('\n') + '\n'
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text)
  return path
}

describe('a curve file', () => {
  it('is read by Paris day, holes kept, gzip or not', () => {
    const path = writeCurve('year.csv.gz', '2025-10-25', '2025-10-28', ['2025-10-27T08:30'])
    const { minutes, days } = readCurveFile(path)
    expect([minutes, [...days.keys()]]).toEqual([30, ['2025-10-25', '2025-10-26', '2025-10-27']])
    expect([...days.values()].map((points) => points.length)).toEqual([48, 50, 48])
    expect(days.get(toDay('2025-10-27'))?.[17]).toBeNull()
  })

  it('is refused with other columns', () => {
    const path = join(folder, 'other.csv')
    writeFileSync(path, 'debut;fin;kW\n')
    expect(() => readCurveFile(path)).toThrow('expected the columns')
  })

  it('keeps its own dates', () => {
    const curve = writeCurve('own.csv', '2025-10-25', '2025-10-28')
    const { meter } = household({ consumptionCurve: curve }, '2025-10-28')
    expect(meter.activation).toBe('2025-10-25')
    expect(meter.consumption?.day(toDay('2025-10-26'))?.powersW.slice(3, 8)).toEqual([
      130, 200, 230, 200, 230,
    ])
    expect(meter.consumption?.day(toDay('2025-10-28'))).toBeNull()
  })

  it('serves as daily only what its daily file calls complete', () => {
    const curve = writeCurve('daily-curve.csv', '2025-10-25', '2025-10-27', ['2025-10-25T08:30'])
    const daily = join(folder, 'daily.csv')
    const rows = ['2025-10-25,100,47,48,false', '2025-10-26,28800,50,50,true']
    writeFileSync(daily, `date,wh,points,expected_points,complete\n${rows.join('\n')}\n`)
    const { consumption } = household(
      { consumptionCurve: curve, consumptionDaily: daily },
      '2025-10-27',
    ).meter
    const energyOf = (day: string): number | null | undefined => consumption?.day(toDay(day))?.energyWh
    expect([energyOf('2025-10-25'), energyOf('2025-10-26')]).toEqual([null, 28_800])
  })
})

describe('a curve file brought to now', () => {
  const today = '2026-11-23'
  let meter: Household['meter']
  beforeAll(() => {
    const curve = writeCurve('recent.csv.gz', '2023-01-01', '2024-01-01')
    ;({ meter } = household({ consumptionCurve: curve, dates: 'recent' }, today))
  })

  it('reaches yesterday and loses no day', () => {
    const yesterday = addDays(toDay(today), -1)
    expect(meter.consumption?.day(yesterday)).not.toBeNull()
    expect(meter.consumption?.day(addDays(meter.activation, -1))).toBeNull()
    const held = daysOf({ from: meter.activation, to: toDay(today) }).filter((day) =>
      meter.consumption?.day(day),
    )
    expect(held.length).toBe(daysBetween(meter.activation, toDay(today)))
    expect(held.length).toBeGreaterThanOrEqual(365)
  })

  it('goes on after its end', () => {
    expect(meter.consumption?.day(toDay('2028-06-01'))?.powersW).toHaveLength(48)
  })

  it.each(['2026-03-29', '2026-10-25', '2026-03-26'])(
    'shows the wall clock of %s, whatever the day it comes from',
    (text) => {
      const day = toDay(text)
      const points = meter.consumption?.day(day)?.powersW ?? []
      expect(points).toHaveLength(minutesOf(day) / 30)
      const expected = points.map((_, index) => {
        const wall = formatInstant(startOf(day) + index * 1_800_000)
        return Number(wall.slice(11, 13)) * 100 + Number(wall.slice(14, 16))
      })
      const differing = points.filter((point, index) => point !== expected[index])
      expect(differing.length).toBeLessThanOrEqual(2)
    },
  )
})

describe.skipIf(!existsSync(SHARED))('a real household', () => {
  it('of two years of hours is served whole', () => {
    const path = join(SHARED, 'household-c_load_60min_2007-2010.csv.gz')
    const daily = join(SHARED, 'household-c_daily_wh_2007-2010.csv')
    const file = { consumptionCurve: path, consumptionDaily: daily }
    const { meter } = household(file, '2010-11-25')
    const record = meter.consumption?.day(toDay('2009-03-29'))
    expect([meter.activation, record?.minutes, record?.powersW.length]).toEqual(['2007-01-01', 60, 23])
    const complete = readDailyFile(daily)
    const [day, wh] = [...complete][400] as [Day, number]
    expect(meter.consumption?.day(day)?.energyWh).toBe(wh)
  })

  it('of half-hours can be brought to yesterday, with its panels', () => {
    const file = {
      consumptionCurve: join(SHARED, 'household-b_load_30min.csv.gz'),
      consumptionDaily: join(SHARED, 'household-b_load_daily_wh.csv'),
      productionCurve: join(SHARED, 'household-b_pv-production_30min.csv.gz'),
      productionDaily: join(SHARED, 'household-b_pv_daily_wh.csv'),
      dates: 'recent',
    } as const
    const { meter } = household(file, '2026-11-23')
    for (const recorder of [meter.consumption, meter.production]) {
      expect(recorder?.day(toDay('2026-11-22'))?.powersW).toHaveLength(48)
    }
  })
})
