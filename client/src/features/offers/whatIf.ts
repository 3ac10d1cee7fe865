import { parseDecimal } from '../../format/parse'
import type { OfferFilter, PriceDate, WhatIfInput } from '../../graphql/generated/graphql'

/** What the ranking is asked, as the address says; empty = not tried. */
export interface Tried {
  prices: PriceDate
  all: boolean
  search: string
  type: string
  regulated: '' | 'yes' | 'no'
  kva: string
  /** kWh a day of a car, and when. */
  ev: string
  evStart: string
  evEnd: string
  /** kWh a day moved from one window to another. */
  moved: string
  movedFromStart: string
  movedFromEnd: string
  movedToStart: string
  movedToEnd: string
}

export const untried: Tried = {
  prices: 'TODAY',
  all: false,
  search: '',
  type: '',
  regulated: '',
  kva: '',
  ev: '',
  evStart: '23:00',
  evEnd: '05:00',
  moved: '',
  movedFromStart: '18:00',
  movedFromEnd: '21:00',
  movedToStart: '02:00',
  movedToEnd: '05:00',
}

type Query = Record<string, unknown>

const clock = (value: unknown, otherwise: string) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : otherwise
const number = (value: unknown) => {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null
  return parsed !== null && parsed > 0 ? (value as string) : ''
}
const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function triedOf(query: Query): Tried {
  const window = (name: string, start: string, end: string) => {
    const [from, to] = text(query[name]).split('-')
    return { start: clock(from, start), end: clock(to, end) }
  }
  const ev = window('evAt', untried.evStart, untried.evEnd)
  const from = window('movedFrom', untried.movedFromStart, untried.movedFromEnd)
  const to = window('movedTo', untried.movedToStart, untried.movedToEnd)
  return {
    prices: query.prices === 'then' ? 'AT_DATE' : 'TODAY',
    all: query.offers === 'all',
    search: text(query.search),
    type: text(query.type),
    regulated: query.regulated === 'yes' || query.regulated === 'no' ? query.regulated : '',
    kva: number(query.kva),
    ev: number(query.ev),
    evStart: ev.start,
    evEnd: ev.end,
    moved: number(query.moved),
    movedFromStart: from.start,
    movedFromEnd: from.end,
    movedToStart: to.start,
    movedToEnd: to.end,
  }
}

/** The same, for the address; what is as usual is left out. */
export function queryOf(tried: Tried): Record<string, string | undefined> {
  const { ev, moved } = tried
  return {
    prices: tried.prices === 'AT_DATE' ? 'then' : undefined,
    offers: tried.all ? 'all' : undefined,
    search: tried.search || undefined,
    type: tried.type || undefined,
    regulated: tried.regulated || undefined,
    kva: tried.kva || undefined,
    ev: ev || undefined,
    evAt: ev ? `${tried.evStart}-${tried.evEnd}` : undefined,
    moved: moved || undefined,
    movedFrom: moved ? `${tried.movedFromStart}-${tried.movedFromEnd}` : undefined,
    movedTo: moved ? `${tried.movedToStart}-${tried.movedToEnd}` : undefined,
  }
}

const load = (start: string, end: string, kwh: string) => ({
  window: { start, end, season: 'ALL' as const, weekdays: [] },
  energyWhPerDay: Math.round((parseDecimal(kwh) ?? 0) * 1000),
})

export function whatIfOf(tried: Tried): WhatIfInput | null {
  const kva = parseDecimal(tried.kva)
  const added = [
    ...(tried.ev ? [load(tried.evStart, tried.evEnd, tried.ev)] : []),
    ...(tried.moved ? [load(tried.movedToStart, tried.movedToEnd, tried.moved)] : []),
  ]
  const removed = tried.moved ? [load(tried.movedFromStart, tried.movedFromEnd, tried.moved)] : []
  if (added.length === 0 && kva === null) return null
  return { added, removed, subscribedPowerKva: kva === null ? null : Math.round(kva) }
}

export function filterOf({ search, type, regulated }: Tried): OfferFilter {
  return {
    search: search || null,
    types: type ? [type] : null,
    regulated: regulated === '' ? null : regulated === 'yes',
  }
}
