import type { Day, Instant } from '../../core/index.js'
import { addDays, rangesOf, startOf } from '../../core/index.js'
import type { ChangedDays } from '../exporter.js'
import type { Span } from './comparison.js'
import { within } from './comparison.js'
import type { GaugeValue } from './gauge-samples.js'
import type { Portion, SeriesDays } from './portions.js'
import type { Readings, Sample, SeriesId } from './series.js'
import { keyOf, seriesOf } from './series.js'

/** One series as it should stand within some spans. */
export interface Part {
  readonly series: SeriesId
  readonly key: string
  readonly spans: readonly Span[]
  readonly wanted: readonly Sample[]
  /** Where it can be rewritten from; null = a gauge, whose past is left alone. */
  readonly of: SeriesDays | null
}

/** A portion with its samples. */
export interface Load {
  readonly parts: readonly Part[]
  readonly changes: readonly ChangedDays[]
}

/** VictoriaMetrics drops what is stamped more than two days ahead. */
const FURTHEST_AHEAD_MS = 36 * 60 * 60_000
const MINUTE = 60_000

export async function loadOf(source: Readings, { parts, changes }: Portion): Promise<Load> {
  const once = readOnce(source)
  const loaded: Part[] = []
  for (const part of parts) loaded.push(await partOf(once, part))
  return { parts: loaded, changes }
}

export async function partOf(source: Readings, of: SeriesDays): Promise<Part> {
  const { definition, pdl, year, days } = of
  const ranges = rangesOf(days)
  const spans = ranges.map(({ from, to }) => ({ from: startOf(from), to: startOf(to) }))
  const [first, last] = [days.at(0), days.at(-1)]
  const samples =
    first === undefined || last === undefined
      ? []
      : await definition.read(source, pdl ?? '', { from: first, to: addDays(last, 1) })
  const limit = source.now + FURTHEST_AHEAD_MS
  const series = seriesOf(definition, pdl, year)
  const wanted = within(samples, spans).filter(({ at }) => at <= limit)
  return { series, key: keyOf(series), spans, wanted, of }
}

/** Gauges are stamped at the minute: sent twice within it, they are there once. */
export function gaugeLoad(
  values: readonly GaugeValue[],
  now: Instant,
  changes: readonly ChangedDays[],
): Load {
  const at = Math.floor(now / MINUTE) * MINUTE
  const parts = values.map(({ series, value }) => ({
    series,
    key: keyOf(series),
    spans: [{ from: at, to: at + 1 }],
    wanted: [{ at, value }],
    of: null,
  }))
  return { parts, changes }
}

/** All days of a local year. */
export function yearDays(year: string): { readonly from: Day; readonly to: Day } {
  return { from: `${year}-01-01` as Day, to: `${Number(year) + 1}-01-01` as Day }
}

/** Several series of a portion are made from the same readings: asked for once. */
function readOnce(source: Readings): Readings {
  return {
    now: source.now,
    days: once(source.days.bind(source)),
    slots: once(source.slots.bind(source)),
    priced: once(source.priced.bind(source)),
    peaks: source.peaks.bind(source),
    tempoDays: source.tempoDays.bind(source),
    ecowatt: source.ecowatt.bind(source),
  }
}

function once<A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  const answers = new Map<string, Promise<R>>()
  return (...args) => {
    const key = JSON.stringify(args)
    const answer = answers.get(key) ?? ask(...args)
    answers.set(key, answer)
    return answer
  }
}
