import type { Day, DayRange, SeriesDataset } from '../core/index.js'
import { addDays, daysBetween, latest, lengthOf } from '../core/index.js'
import type { Series } from '../core/index.js'
import type { SeriesRequest } from './gateway.types.js'

/** Days to ask. retry: they were asked before and did not come, so the answer must be able to say something new. */
export interface AskedDays extends DayRange {
  readonly retry: boolean
  /** Times these days were asked; 0 on a first ask. */
  readonly attempts: number
}

export interface WindowContext {
  readonly today: Day
  /** No day before it may be asked: the meter's activation, or the end of the history. */
  readonly oldest: Day
  /** Known to be there, from end to end. */
  readonly isHeld: (day: Day) => boolean
  /** Held, and fetched so lately that the gateway may still keep it. */
  readonly mayBeCached: (day: Day) => boolean
}

/** Load curves: eight chunks of seven days, so that the answer comes within a proxy's minute. */
const CURVE_DAYS = 56
/** Daily values: the longest range Enedis documents. */
const DAILY_DAYS = 365
/** The gateway asks Enedis for a curve by chunks of so many missing days. */
const CHUNK_DAYS = 7

/**
 * Days to ask → legal requests that bring them, newest first. Each obeys the rules of its endpoint: whether `end` is
 * included, the longest span, and the caches and blacklists that would make an answer empty or frozen.
 * Source: docs/gateway.md, "Ranges" and "Caches and the blacklist".
 */
export function requestsFor<D extends SeriesDataset>(
  series: Series & { readonly dataset: D },
  asked: readonly AskedDays[],
  context: WindowContext,
): SeriesRequest<D>[] {
  return windowsFor(series.dataset, asked, context)
    .sort(newestFirst)
    .map((window) => ({ series, ...window }))
}

type Window = Omit<SeriesRequest, 'series'>

function windowsFor(dataset: SeriesDataset, asked: readonly AskedDays[], context: WindowContext): Window[] {
  if (dataset.endsWith('_CURVE')) return curveWindows(asked, context)
  const pieces = asked.flatMap((days) => cut(days, DAILY_DAYS))
  return dataset === 'CONSUMPTION_DAILY'
    ? consumptionWindows(pieces, context)
    : pieces.map((days) => pairWindow(days, context))
}

function newestFirst(a: Window, b: Window): number {
  return a.covers.to < b.covers.to ? 1 : -1
}

/** Newest piece first. */
function cut<R extends DayRange>(range: R, days: number): R[] {
  const pieces: R[] = []
  for (let to = range.to; to > range.from;) {
    const from = latest(range.from, addDays(to, -days))
    pieces.push({ ...range, from, to })
    to = from
  }
  return pieces
}

/** With its cache the gateway drops the last day of a run of missing days whose next day it holds. */
function consumptionWindows(pieces: readonly AskedDays[], context: WindowContext): Window[] {
  const cachedByThisPlan = new Set<Day>()
  return [...pieces]
    .sort((a, b) => (a.to < b.to ? 1 : -1))
    .map(({ from, to }) => {
      const useCache = !context.mayBeCached(to) && !cachedByThisPlan.has(to)
      if (useCache) cachedByThisPlan.add(from)
      return { start: from, end: to, useCache, covers: { from, to } }
    })
}

/** Answers are frozen for 24 h per pair of bounds: each try moves the start by a day. */
function pairWindow({ from, to, attempts }: AskedDays, context: WindowContext): Window {
  const start = latest(addDays(from, -attempts), context.oldest)
  const isNewPair = daysBetween(start, from) === attempts
  return { start, end: to, useCache: isNewPair, covers: { from, to } }
}

function curveWindows(asked: readonly AskedDays[], context: WindowContext): Window[] {
  // On 29 February the gateway cannot compute "two years ago" and fails on every curve.
  if (context.today.endsWith('-02-29')) return []
  const first = asked.filter((days) => !days.retry).flatMap((days) => firstWindows(days, context))
  const again = gather(asked.filter((days) => days.retry)).map((covers) => freshWindow(covers, context))
  return [...first, ...again]
}

function firstWindows(days: DayRange, context: WindowContext): Window[] {
  const windows: Window[] = []
  for (let { to } = days; to > days.from;) {
    let from = latest(days.from, addDays(to, -CURVE_DAYS))
    const fresh = daysBetween(to, context.today) <= 1
    // A day that may not be published yet must not be alone in its chunk: the refusal would be remembered for 24 h.
    if (fresh && lengthOf({ from, to }) % CHUNK_DAYS === 1 && lengthOf({ from, to }) > 1)
      from = addDays(from, 1)
    const covers = { from, to }
    windows.push(
      fresh && lengthOf(covers) === 1
        ? freshWindow(covers, context)
        : {
            start: lengthOf(covers) === 1 ? addDays(from, -1) : from,
            end: addDays(to, -1),
            useCache: true,
            covers,
          },
    )
    to = from
  }
  return windows
}

/** A request past the gateway's cache, begun on a day known to be there, so that its chunk cannot be refused whole. */
function freshWindow(covers: DayRange, context: WindowContext): Window {
  let start = addDays(covers.from, -1)
  for (let back = 1; back < CHUNK_DAYS; back++) {
    const day = addDays(covers.from, -back)
    if (day < context.oldest) break
    if (context.isHeld(day)) {
      start = day
      break
    }
  }
  return { start: latest(start, context.oldest), end: addDays(covers.to, -1), useCache: false, covers }
}

/** Retries that fit one request, newest first: the counter they use is small. */
function gather(asked: readonly AskedDays[]): DayRange[] {
  const newestFirst = asked.flatMap((days) => cut(days, CURVE_DAYS)).sort((a, b) => (a.to < b.to ? 1 : -1))
  const gathered: { from: Day; to: Day }[] = []
  for (const { from, to } of newestFirst) {
    const last = gathered.at(-1)
    if (last && daysBetween(from, last.to) <= CURVE_DAYS - CHUNK_DAYS) last.from = from
    else gathered.push({ from, to })
  }
  return gathered
}
