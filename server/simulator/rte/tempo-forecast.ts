import type { Day, TempoColor } from '../../src/core/index.js'
import { addDays, dayOf, daysBetween, daysOf } from '../../src/core/index.js'
import type { SimulatorClock } from '../clock.js'
import { isDayOff } from '../household/french-calendar.js'
import type { Exchange, Route } from '../http/exchange.js'
import { QueryReader } from '../http/query.js'
import type { Json } from '../http/reply.js'
import { envelope } from '../http/reply.js'
import { offsetUtc } from '../wire-time.js'
import type { RteState } from './rte-state.js'
import type { TempoCalendar } from './tempo-calendar.js'
import { firstDayOf, seasonOf } from './tempo-season.js'

const QUOTAS = { blue: 300, white: 43, red: 22 } as const
const LIFE_HOURS = 4
/** Days ahead that RTE's own consumption forecast covers. */
const RTE_DAYS = ['D-1', 'D-2'] as const

type ColorName = 'blue' | 'white' | 'red'
type Counts = Record<ColorName, number>

/** `GET /tempo/forecast`: a guess for the days ahead, tomorrow included even when its colour is known. */
export class TempoForecast {
  private readonly cache = new Map<string, { at: number; data: Json }>()

  constructor(
    private readonly calendar: TempoCalendar,
    private readonly clock: SimulatorClock,
    private readonly state: RteState,
  ) {}

  get route(): Route {
    return {
      method: 'GET',
      path: '/tempo/forecast',
      access: 'public',
      answer: (exchange) => envelope(this.answer(exchange)),
    }
  }

  private answer({ query }: Exchange): Json {
    const reader = new QueryReader(query)
    const days = reader.integer('days', 6, 1, 6)
    const refresh = reader.boolean('force_refresh', false)
    reader.done()
    const now = this.clock.now()
    const today = dayOf(now)
    const key = `${today}/${days}`
    const cached = this.cache.get(key)
    if (!refresh && cached && now < cached.at + LIFE_HOURS * 3_600_000) return cached.data
    const data = this.forecast(today, days, now)
    this.cache.set(key, { at: now, data })
    return data
  }

  private forecast(today: Day, days: number, now: number): Json {
    const season = seasonOf(today)
    const used = this.usedUntil(today, season)
    const left = {
      blue: QUOTAS.blue - used.blue,
      white: QUOTAS.white - used.white,
      red: QUOTAS.red - used.red,
    }
    const stats = {
      blue_used: used.blue,
      blue_remaining: left.blue,
      white_used: used.white,
      white_remaining: left.white,
      red_used: used.red,
      red_remaining: left.red,
    }
    const forecasts = Array.from({ length: days }, (_, index) => {
      const forecast = this.day(addDays(today, index + 1), index, left)
      left[forecast.likely] -= 1
      return forecast.row
    })
    return {
      season: `${season}/${season + 1}`,
      season_stats: stats,
      forecasts,
      algorithm_info: ALGORITHM,
      cached_at: offsetUtc(now),
      cache_ttl_hours: LIFE_HOURS,
    }
  }

  /** 1 September is not counted, today is; leap seasons are ignored: what is left may go below zero. */
  private usedUntil(today: Day, season: number): Counts {
    const used: Counts = { blue: 0, white: 0, red: 0 }
    for (const day of daysOf({ from: addDays(firstDayOf(season), 1), to: addDays(today, 1) })) {
      used[nameOf(this.calendar.colorOf(day))] += 1
    }
    return used
  }

  private day(day: Day, index: number, left: Counts): { likely: ColorName; row: Json } {
    const rteType = this.state.tempoForecast ? RTE_DAYS[index] : undefined
    const drawn = nameOf(this.calendar.colorOf(day))
    const chances = rteType === undefined ? fromQuotas(day, left) : around(drawn, index === 0 ? 95 : 90)
    const likely = (['blue', 'white', 'red'] as const).reduce((a, b) => (chances[b] > chances[a] ? b : a))
    const season = seasonOf(day)
    const row = {
      date: day,
      day_in_season: daysBetween(firstDayOf(season), day) + 1,
      probability_blue: chances.blue,
      probability_white: chances.white,
      probability_red: chances.red,
      most_likely: likely.toUpperCase(),
      confidence: rteType === undefined ? 'low' : 'high',
      threshold_white_red: 1.217 - index * 0.015,
      threshold_red: 1.68 - index * 0.01,
      normalized_consumption: rteType === undefined ? null : { blue: 0.438, white: 1.391, red: 1.625 }[drawn],
      forecast_type: rteType ?? 'ESTIMATED',
      factors: {
        is_winter: isWinter(day),
        is_weekend: isDayOff(day),
        days_remaining_in_season: daysBetween(day, firstDayOf(season + 1)) - 1,
        blue_remaining: left.blue,
        white_remaining: left.white,
        red_remaining: left.red,
        has_rte_data: rteType !== undefined,
      },
    }
    return { likely, row }
  }
}

const ALGORITHM = {
  description: 'free text',
  params_blanc_rouge: { A: 4, B: 0.015, C: 0.026 },
  params_rouge: { A: 3.15, B: 0.01, C: 0.031 },
  formula_blanc_rouge: 'free text',
  formula_rouge: 'free text',
}

function nameOf(color: TempoColor): ColorName {
  return color.toLowerCase() as ColorName
}

function isWinter(day: Day): boolean {
  const month = Number(day.slice(5, 7))
  return month >= 11 || month <= 3
}

function around(drawn: ColorName, sure: number): Counts {
  const rest = 100 - sure
  const others = { blue: rest * 0.5, white: rest * 0.5, red: rest * 0.5 }
  return { ...others, [drawn]: sure }
}

function fromQuotas(day: Day, left: Counts): Counts {
  const weight = isWinter(day)
    ? { blue: Math.max(0, left.blue) / 2, white: 2 * Math.max(0, left.white), red: 2 * Math.max(0, left.red) }
    : { blue: Math.max(1, left.blue), white: Math.max(0, left.white) / 4, red: 0 }
  const total = weight.blue + weight.white + weight.red || 1
  const percent = (part: number): number => Math.round((1000 * part) / total) / 10
  return { blue: percent(weight.blue), white: percent(weight.white), red: percent(weight.red) }
}
