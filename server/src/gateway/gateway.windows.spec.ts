import { describe, expect, it } from 'vitest'

import type { SeriesDataset } from '../core/index.js'
import { addDays, daysBetween, toDay } from '../core/index.js'
import type { AskedDays, WindowContext } from './gateway.windows.js'
import { requestsFor } from './gateway.windows.js'

const today = toDay('2026-11-24')
const context: WindowContext = {
  today,
  oldest: toDay('2023-11-25'),
  isHeld: () => false,
  mayBeCached: () => false,
}

function ask(
  dataset: SeriesDataset,
  asked: [string, string, Partial<AskedDays>?][],
  changes: Partial<WindowContext> = {},
) {
  const days = asked.map(([from, to, rest]) => ({
    from: toDay(from),
    to: toDay(to),
    retry: false,
    attempts: 0,
    ...rest,
  }))
  return requestsFor({ pdl: '01226049119901', dataset }, days, { ...context, ...changes }).map(
    ({ start, end, useCache }) => `${start} ${end} ${useCache ? 'cached' : 'fresh'}`,
  )
}

describe('daily consumption', () => {
  it('asks one day more than it wants: the end is excluded', () => {
    expect(ask('CONSUMPTION_DAILY', [['2026-01-16', '2026-02-01']])).toEqual(['2026-01-16 2026-02-01 cached'])
  })

  it('asks a year at most, newest first, never ending on a day that the same plan puts into the cache', () => {
    expect(ask('CONSUMPTION_DAILY', [['2023-11-25', '2026-11-23']])).toEqual([
      '2025-11-23 2026-11-23 cached',
      '2024-11-23 2025-11-23 fresh',
      '2023-11-25 2024-11-23 cached',
    ])
  })

  it('passes the cache by when it may hold the day after the last', () => {
    expect(
      ask('CONSUMPTION_DAILY', [['2026-11-10', '2026-11-11']], {
        mayBeCached: (day) => day === '2026-11-11',
      }),
    ).toEqual(['2026-11-10 2026-11-11 fresh'])
  })
})

describe('daily production and maximum power', () => {
  it('ends today to bring yesterday', () => {
    expect(ask('MAX_POWER', [['2026-11-23', '2026-11-24']])).toEqual(['2026-11-23 2026-11-24 cached'])
  })

  it('moves its start at each try, since an answer is frozen for a day per pair of bounds', () => {
    expect(ask('PRODUCTION_DAILY', [['2026-11-23', '2026-11-24', { retry: true, attempts: 3 }]])).toEqual([
      '2026-11-20 2026-11-24 cached',
    ])
  })

  it('passes the cache by when the start cannot move before the meter', () => {
    const oldest = toDay('2026-11-22')
    expect(
      ask('MAX_POWER', [['2026-11-23', '2026-11-24', { retry: true, attempts: 3 }]], { oldest }),
    ).toEqual(['2026-11-22 2026-11-24 fresh'])
  })
})

describe('load curves', () => {
  it('include their end, eight weeks at most, newest first', () => {
    expect(ask('CONSUMPTION_CURVE', [['2026-08-01', '2026-11-24']])).toEqual([
      '2026-09-29 2026-11-23 cached',
      '2026-08-04 2026-09-28 cached',
      '2026-08-01 2026-08-03 cached',
    ])
    expect(ask('CONSUMPTION_CURVE', [['2026-01-16', '2026-02-01']])).toEqual(['2026-01-16 2026-01-31 cached'])
  })

  it('bring yesterday past the cache, begun on a day known to be there', () => {
    const isHeld = (day: string) => day <= '2026-11-22'
    expect(ask('CONSUMPTION_CURVE', [['2026-11-23', '2026-11-24']], { isHeld })).toEqual([
      '2026-11-22 2026-11-23 fresh',
    ])
  })

  it('never leave yesterday alone in its chunk of seven', () => {
    const [newest] = ask('CONSUMPTION_CURVE', [['2026-11-16', '2026-11-24']])
    const [start = '', end = ''] = newest?.split(' ') ?? []
    expect(daysBetween(toDay(start), addDays(toDay(end), 1)) % 7).not.toBe(1)
  })

  it('gather retries into few requests past the cache, the newest first', () => {
    const retry = { retry: true, attempts: 1 }
    const isHeld = (day: string) => !['2026-10-08', '2026-10-20', '2026-04-25'].includes(day)
    expect(
      ask(
        'CONSUMPTION_CURVE',
        [
          ['2026-04-25', '2026-04-26', retry],
          ['2026-10-08', '2026-10-09', retry],
          ['2026-10-20', '2026-10-21', retry],
        ],
        { isHeld },
      ),
    ).toEqual(['2026-10-07 2026-10-20 fresh', '2026-04-24 2026-04-25 fresh'])
  })

  it('are not asked on 29 February, when the gateway fails on each', () => {
    expect(ask('CONSUMPTION_CURVE', [['2028-02-27', '2028-02-29']], { today: toDay('2028-02-29') })).toEqual(
      [],
    )
  })
})
