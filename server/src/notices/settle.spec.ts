import { describe, expect, it } from 'vitest'

import type { NoticeKind } from '../core/index.js'
import { NOTICE_KINDS, parseInstant, toDay } from '../core/index.js'
import type { Fact } from './fact.js'
import { fact } from './fact.js'
import type { Held } from './settle.js'
import { settle } from './settle.js'

const NOW = parseInstant('2026-11-24T09:00:00+01:00')
const HOUR = 60 * 60_000
const all: ReadonlySet<NoticeKind> = new Set(NOTICE_KINDS)
const said = (text: string) => ({ fr: text, en: text })
const quota = fact('QUOTA', 'INFO', ['2026-11-24', 'fresh'], said('90 %'))
const gap = (from: string, to: string) =>
  fact('GAP', 'INFO', ['1', 'CONSUMPTION_DAILY'], said(`${from} ${to}`), {
    range: { from: toDay(from), to: toDay(to) },
  })

function heldOf(one: Fact, rest: Partial<Held> = {}): Held {
  return {
    id: 'a',
    key: one.key,
    kind: one.kind,
    level: one.level,
    reason: one.reason,
    fromDate: one.range?.from ?? null,
    toDate: one.range?.to ?? null,
    text: one.text,
    dismissedAt: null,
    goneAt: null,
    ...rest,
  }
}

describe('facts against what spoke before', () => {
  it('lets a new fact speak', () => {
    expect(settle([], [quota], all, NOW)).toEqual({ raised: [quota], changed: [], gone: [] })
  })

  it('says nothing again while nothing changes', () => {
    expect(settle([heldOf(quota)], [quota], all, NOW)).toEqual({ raised: [], changed: [], gone: [] })
  })

  it('takes away what is no more', () => {
    const held = heldOf(quota)
    expect(settle([held], [], all, NOW)).toEqual({ raised: [], changed: [], gone: [held] })
  })

  it('concludes nothing of what could not be looked at', () => {
    expect(settle([heldOf(quota)], [], new Set(['GAP']), NOW).gone).toEqual([])
  })

  it('shows a dismissed fact again only when it got worse', () => {
    const held = heldOf(quota, { dismissedAt: new Date(NOW) })
    const reworded = { ...quota, text: said('95 %') }
    const worse = { ...quota, level: 'WARNING' as const, reason: 'QUOTA_EXHAUSTED' as const }
    expect(settle([held], [reworded], all, NOW).changed).toEqual([{ held, fact: reworded, lifts: false }])
    expect(settle([held], [worse], all, NOW).changed).toEqual([{ held, fact: worse, lifts: true }])
  })

  it('knows again what comes back within a day, and not what comes back later', () => {
    const soon = heldOf(quota, { goneAt: new Date(NOW - 23 * HOUR) })
    const late = heldOf(quota, { goneAt: new Date(NOW - 24 * HOUR) })
    expect(settle([soon], [quota], all, NOW)).toEqual({
      raised: [],
      changed: [{ held: soon, fact: quota, lifts: false }],
      gone: [],
    })
    expect(settle([late], [quota], all, NOW).raised).toEqual([quota])
  })

  it('lets a gap grow and shrink as one fact, and another gap be another', () => {
    const held = heldOf(gap('2026-11-10', '2026-11-14'))
    const grown = gap('2026-11-10', '2026-11-16')
    const cut = gap('2026-11-12', '2026-11-14')
    const older = gap('2026-10-02', '2026-10-03')
    expect(settle([held], [grown], all, NOW)).toEqual({
      raised: [],
      changed: [{ held, fact: grown, lifts: false }],
      gone: [],
    })
    expect(settle([held], [cut], all, NOW).changed).toHaveLength(1)
    expect(settle([held], [older, grown], all, NOW).raised).toEqual([older])
  })

  it('does not take one held notice for two gaps', () => {
    const held = heldOf(gap('2026-11-10', '2026-11-20'))
    const first = gap('2026-11-10', '2026-11-12')
    const second = gap('2026-11-15', '2026-11-20')
    const { raised, changed } = settle([held], [first, second], all, NOW)
    expect(changed.map((one) => one.fact)).toEqual([first])
    expect(raised).toEqual([second])
  })
})
