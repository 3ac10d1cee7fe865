import { describe, expect, it } from 'vitest'

import type { DayRange, Reason } from '../../core/index.js'
import { addDays, daysOf, toDay } from '../../core/index.js'
import type { ExpectedDay } from './gaps.js'
import { gapFacts, withoutRepeats } from './gaps.js'

const today = toDay('2026-11-24')
const meter = { pdl: '01226049119901', label: null }
const rule = { olderThanDays: 3 }

function days(missing: Readonly<Record<string, Reason>>, range: Partial<DayRange> = {}): ExpectedDay[] {
  return daysOf({ from: toDay('2026-11-01'), to: today, ...range }).map((day) => ({
    day,
    isHeld: !(day in missing),
    reason: missing[day] ?? null,
  }))
}
const facts = (missing: Readonly<Record<string, Reason>>) =>
  gapFacts(meter, 'CONSUMPTION_DAILY', days(missing), today, rule)

describe('gaps', () => {
  it('tells a day that has been missing for more than three days', () => {
    expect(facts({ '2026-11-20': 'NO_DATA' })).toMatchObject([
      {
        key: `GAP/${meter.pdl}/CONSUMPTION_DAILY`,
        level: 'INFO',
        pdl: meter.pdl,
        range: { from: '2026-11-20', to: '2026-11-21' },
        text: {
          fr: 'La consommation quotidienne manque le 20 novembre 2026. Ce jour est redemandé de lui-même ; le calendrier de qualité permet de le demander tout de suite.',
        },
      },
    ])
  })

  it('waits for days that are not that old', () => {
    expect(
      facts({ '2026-11-21': 'NO_DATA', '2026-11-22': 'NOT_ASKED', '2026-11-23': 'NOT_PUBLISHED' }),
    ).toEqual([])
  })

  it('makes one fact of a stretch, and a warning of a long one', () => {
    const stretch = {
      '2026-11-10': 'NO_DATA',
      '2026-11-11': 'INCOMPLETE_DAY',
      '2026-11-12': 'NO_DATA',
      '2026-11-13': 'NOT_ASKED',
    } as const
    const [one, ...others] = facts(stretch)
    expect(others).toEqual([])
    expect(one?.level).toBe('WARNING')
    expect(one?.text.en).toMatch(
      /^Daily consumption is missing from 10 November 2026 to 13 November 2026 \(4 days\)\./,
    )
  })

  it('is silent on what can never come', () => {
    for (const reason of ['BEFORE_START', 'TOO_OLD', 'CURVE_NOT_ENABLED', 'NO_PRODUCTION'] as const)
      expect(facts({ '2026-11-10': reason })).toEqual([])
  })

  it('does not say of the curve what it said of the total', () => {
    const of = (dataset: 'CONSUMPTION_DAILY' | 'CONSUMPTION_CURVE', from: string, length: number) =>
      gapFacts(
        meter,
        dataset,
        days(
          Object.fromEntries(
            daysOf({ from: toDay(from), to: addDays(toDay(from), length) }).map((day) => [
              day,
              'NO_DATA' as const,
            ]),
          ),
        ),
        today,
        rule,
      )
    const totals = of('CONSUMPTION_DAILY', '2026-11-10', 3)
    expect(withoutRepeats(totals, of('CONSUMPTION_CURVE', '2026-11-11', 1))).toEqual(totals)
    expect(withoutRepeats(totals, of('CONSUMPTION_CURVE', '2026-11-11', 5))).toHaveLength(2)
  })
})
