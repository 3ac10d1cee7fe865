import type { Instant } from '../../src/core/index.js'
import { dayOf, instantAt } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json, Reply } from '../http/reply.js'
import { envelope, refused } from '../http/reply.js'
import { offsetUtc } from '../wire-time.js'
import type { Point } from './france-series.js'
import {
  DAY_MS,
  forecastErrorMw,
  franceConsumptionMw,
  HOUR_MS,
  pointRow,
  steps,
  utcMidnight,
} from './france-series.js'
import { wallTimeAsUtc } from './python-date.js'
import type { RteState } from './rte-state.js'

const STEP_MS = HOUR_MS / 4
const TYPES = ['REALISED', 'ID', 'D-1', 'D-2'] as const
type Kind = (typeof TYPES)[number]
const ERROR_MW: Record<Kind, number> = { REALISED: 0, ID: 250, 'D-1': 700, 'D-2': 1400 }
const COMPLAINT = 'Format de date invalide'

/** `/consumption-france*`: public, MW by quarter of an hour, naive UTC. */
export class ConsumptionFrance {
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
      open('/consumption-france', root),
      open('/consumption-france/', root),
      open('/consumption-france/current', () => this.current()),
      open('/consumption-france/forecast', (exchange) => this.forecast(exchange)),
    ]
  }

  private window({ query }: Exchange): Reply {
    const now = this.clock.now()
    const [start, end, type] = ['start_date', 'end_date', 'type'].map((name) => query.get(name))
    const from = start ? wallTimeAsUtc(start, COMPLAINT) : now - DAY_MS
    const to = end ? wallTimeAsUtc(end, COMPLAINT) : now + DAY_MS
    const kinds = TYPES.filter((kind) => !type || kind === type)
    return envelope({ short_term: this.groups(kinds, from, to, now), period: periodOf(from, to) })
  }

  private current(): Reply {
    const now = this.clock.now()
    const last = this.points('REALISED', now - 2 * HOUR_MS, now, now).at(-1)
    if (!last) return refused('NOT_FOUND', 'Aucune donnée de consommation disponible')
    return envelope({ ...(pointRow(last, STEP_MS, refreshOf(now)) as { [key: string]: Json }), unit: 'MW' })
  }

  private forecast({ query }: Exchange): Reply {
    const reader = new QueryReader(query)
    const days = reader.integer('days', 2, 1, 7)
    reader.done()
    const now = this.clock.now()
    const to = now + days * DAY_MS
    const kinds = TYPES.filter((kind) => kind !== 'REALISED')
    return envelope({ forecasts: this.groups(kinds, now, to, now), period: periodOf(now, to) })
  }

  private groups(kinds: readonly Kind[], from: Instant, to: Instant, now: Instant): Json {
    return kinds.flatMap((kind) => {
      const points = this.points(kind, from, to, now)
      if (points.length === 0) return []
      return [{ type: kind, values: points.map((point) => pointRow(point, STEP_MS, refreshOf(now))) }]
    })
  }

  /** What the gateway holds of one kind, both bounds included. */
  private points(kind: Kind, from: Instant, to: Instant, now: Instant): Point[] {
    if (!this.state.france) return []
    const held = heldUntil(kind, now)
    const oldest = utcMidnight(now) - 2 * DAY_MS
    return steps(Math.max(from, oldest), Math.min(to + 1, held), STEP_MS).map((at) => ({
      at,
      valueMw: franceConsumptionMw(at, this.seed) + forecastErrorMw(at, this.seed, ERROR_MW[kind]),
    }))
  }
}

function heldUntil(kind: Kind, now: Instant): Instant {
  const today = dayOf(now)
  const tomorrow = utcMidnight(now) + DAY_MS
  switch (kind) {
    case 'REALISED':
      return refreshOf(now) - STEP_MS + 1
    case 'ID':
      return tomorrow
    case 'D-1':
      return now >= instantAt(today, { hour: 19, minute: 30 }) ? tomorrow + DAY_MS : tomorrow
    case 'D-2':
      return now >= instantAt(today, { hour: 7 }) ? tomorrow + 2 * DAY_MS : tomorrow + DAY_MS
  }
}

function refreshOf(now: Instant): Instant {
  return Math.floor(now / STEP_MS) * STEP_MS
}

function periodOf(from: Instant, to: Instant): Json {
  return { start: offsetUtc(from), end: offsetUtc(to) }
}
