import type { Instant } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json, Reply } from '../http/reply.js'
import { envelope } from '../http/reply.js'
import { naiveUtcSecond, offsetUtcSecond } from '../wire-time.js'
import type { Point } from './france-series.js'
import { DAY_MS, HOUR_MS, pointRow, solarMw, steps, utcMidnight, windMw } from './france-series.js'
import { wallTimeAsUtc } from './python-date.js'
import type { RteState } from './rte-state.js'

const STEP_MS = HOUR_MS / 2
const HISTORY_DAYS = 2
const COMPLAINT = 'Format de date invalide'
const PRODUCTIONS = ['SOLAR', 'WIND'] as const
const KINDS = ['D-1', 'ID'] as const
type Production = (typeof PRODUCTIONS)[number]
type Kind = (typeof KINDS)[number]

/** `/generation-forecast*`: public, MW by half-hour, naive UTC. */
export class GenerationForecast {
  constructor(
    private readonly clock: SimulatorClock,
    private readonly state: RteState,
    private readonly seed: number,
  ) {}

  get routes(): Route[] {
    const open = (path: string, answer: Route['answer']): Route => ({
      method: 'GET',
      path,
      access: 'public',
      answer,
    })
    const root = (exchange: Exchange): Reply => this.window(exchange)
    return [
      open('/generation-forecast', root),
      open('/generation-forecast/', root),
      open('/generation-forecast/solar', (exchange) => this.one('SOLAR', exchange)),
      open('/generation-forecast/wind', (exchange) => this.one('WIND', exchange)),
      open('/generation-forecast/mix', (exchange) => this.mix(exchange)),
    ]
  }

  private window({ query }: Exchange): Reply {
    const today = utcMidnight(this.clock.now())
    const [start, end] = [query.get('start_date'), query.get('end_date')]
    const from = start ? wallTimeAsUtc(start, COMPLAINT) : today
    const to = end ? wallTimeAsUtc(end, COMPLAINT) : today + 3 * DAY_MS
    const productions = chosen(PRODUCTIONS, query.get('production_type'))
    const kinds = chosen(KINDS, query.get('forecast_type'))
    const forecasts = productions.flatMap((production) =>
      this.groups(production, kinds, from, to).map((group) => ({ production_type: production, ...group })),
    )
    return envelope({ forecasts, period: periodOf(from, to) })
  }

  private one(production: Production, { query }: Exchange): Reply {
    const reader = new QueryReader(query)
    const days = reader.integer('days', 3, 1, 7)
    reader.done()
    const from = utcMidnight(this.clock.now())
    const to = from + days * DAY_MS
    const forecasts = this.groups(production, KINDS, from, to)
    return envelope({ production_type: production, forecasts, period: periodOf(from, to) })
  }

  private mix({ query }: Exchange): Reply {
    const kind = query.get('forecast_type') ?? 'ID'
    const today = utcMidnight(this.clock.now())
    const [from, to] = [today - DAY_MS, today + 2 * DAY_MS]
    const solar = chosen(KINDS, kind).flatMap((known) => this.points('SOLAR', known, from, to))
    const wind = chosen(KINDS, kind).flatMap((known) => this.points('WIND', known, from, to))
    const mix = solar.map(({ at, valueMw }, index) => {
      const windValue = wind[index]?.valueMw ?? 0
      return {
        start_date: naiveUtcSecond(at),
        solar: valueMw,
        wind: windValue,
        total_renewable: valueMw + windValue,
      }
    })
    return envelope({ forecast_type: kind, mix, period: periodOf(from, to) })
  }

  private groups(
    production: Production,
    kinds: readonly Kind[],
    from: Instant,
    to: Instant,
  ): { forecast_type: Kind; values: Json[] }[] {
    const refreshedAt = Math.floor(this.clock.now() / STEP_MS) * STEP_MS
    return kinds.flatMap((kind) => {
      const points = this.points(production, kind, from, to)
      if (points.length === 0) return []
      return [{ forecast_type: kind, values: points.map((point) => pointRow(point, STEP_MS, refreshedAt)) }]
    })
  }

  private points(production: Production, kind: Kind, from: Instant, to: Instant): Point[] {
    if (!this.state.france) return []
    const today = utcMidnight(this.clock.now())
    const heldUntil = today + (kind === 'ID' ? 2 : 1) * DAY_MS
    return steps(Math.max(from, today - HISTORY_DAYS * DAY_MS), Math.min(to + 1, heldUntil), STEP_MS).map(
      (at) => ({
        at,
        valueMw: production === 'SOLAR' ? solarMw(at) : windMw(at, this.seed) * this.windFactor(kind, at),
      }),
    )
  }

  /** How many times the gateway has added the same value to itself: once at each refresh while the day was asked for. */
  private windFactor(kind: Kind, at: Instant): number {
    if (!this.state.windInflation) return 1
    const day = utcMidnight(at)
    const firstAsked = kind === 'ID' ? day - DAY_MS : day
    const lastAsked = Math.min(this.clock.now(), day + DAY_MS - 1)
    return Math.floor((lastAsked - firstAsked) / STEP_MS) + 1
  }
}

function chosen<T extends string>(all: readonly T[], wanted: string | null): readonly T[] {
  return wanted === null ? all : all.filter((one) => one === wanted)
}

function periodOf(from: Instant, to: Instant): Json {
  return { start: offsetUtcSecond(from), end: offsetUtcSecond(to) }
}
