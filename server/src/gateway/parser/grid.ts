import { dayOf, isDay } from '../../core/index.js'
import type { EcowattLevel, Instant } from '../../core/index.js'
import type {
  GatewayEcowattSignal,
  GatewayTempoDay,
  GatewayTempoForecast,
  Rejected,
} from '../gateway.types.js'
import { EcowattShape, TempoDayShape, TempoForecastDayShape, TempoForecastShape } from '../grid.schemas.js'
import { read, readList } from '../validation.js'

import { textOf, utcInstantOf } from './values.js'

export interface Listed<T> {
  /** Oldest first, each day once. */
  readonly items: T[]
  readonly rejected: Rejected[]
}

/**
 * `GET /tempo/days` → colours by the calendar day on which the tariff day (06:00 to 06:00) begins.
 * Throws GatewayMalformed when the answer is not a list. Source: docs/gateway.md, "Tempo"; fixtures/tempo-days.json
 */
export function parseTempoDays(data: unknown): Listed<GatewayTempoDay> {
  const { items, rejected } = readList(TempoDayShape, data, 'Tempo days', 'date')
  return byDay(items, rejected, ({ date, color }) => (isDay(date) ? { day: date, color } : null))
}

/**
 * `GET /tempo/forecast` → chances of each colour, 0 to 1, together 1. A guess made from the days left only, without figures of
 * RTE, has the confidence `quota`. Source: docs/gateway.md, "Tempo"; fixtures/tempo-forecast.json
 */
export function parseTempoForecast(data: unknown, now: Instant): Listed<GatewayTempoForecast> {
  const answer = read(TempoForecastShape, data, 'the Tempo forecast')
  const { items, rejected } = readList(TempoForecastDayShape, answer.forecasts, 'the Tempo forecast', 'date')
  const updatedAt = utcInstantOf(answer.cached_at) ?? now
  return byDay(items, rejected, (item) => {
    const total = item.probability_blue + item.probability_white + item.probability_red
    if (!isDay(item.date) || total <= 0) return null
    return {
      day: item.date,
      blueRatio: item.probability_blue / total,
      whiteRatio: item.probability_white / total,
      redRatio: item.probability_red / total,
      confidence: item.forecast_type === 'ESTIMATED' ? 'quota' : item.confidence,
      updatedAt,
    }
  })
}

/**
 * `GET /ecowatt/history` → signals by Paris day. `periode` is that day's midnight written in UTC: the day before, as a date.
 * Hours that RTE did not send are padded with 0 by the gateway: those outside `hdebut..hfin` become null; an array that is not
 * 24 long says nothing of its hours. Source: docs/gateway.md, "EcoWatt"; fixtures/ecowatt-history.json
 */
export function parseEcowatt(data: unknown): Listed<GatewayEcowattSignal> {
  const { items, rejected } = readList(EcowattShape, data, 'EcoWatt', 'periode')
  return byDay(items, rejected, (item) => {
    const midnight = utcInstantOf(item.periode)
    if (midnight === null) return null
    const sent = (hour: number) =>
      item.values.length === 24 && hour >= (item.hdebut ?? 0) && hour <= (item.hfin ?? 23)
    return {
      day: dayOf(midnight),
      level: item.dvalue,
      hours: Array.from({ length: 24 }, (_, hour): EcowattLevel | null =>
        sent(hour) ? (item.values[hour] ?? null) : null,
      ),
      message: textOf(item.message),
      publishedAt: utcInstantOf(item.generation_datetime),
    }
  })
}

/** null from `convert` = the item's date does not exist. */
function byDay<S extends { date?: string; periode?: string }, T extends { readonly day: string }>(
  items: readonly S[],
  rejected: readonly Rejected[],
  convert: (item: S) => T | null,
): Listed<T> {
  const days = new Map<string, T>()
  const refused = [...rejected]
  for (const item of items) {
    const converted = convert(item)
    if (converted) days.set(converted.day, converted)
    else
      refused.push({
        label: item.date ?? item.periode ?? '',
        cause: 'Its date or its figures make no sense.',
      })
  }
  return { items: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), rejected: refused }
}
