import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Instant, TempoColor } from '../core/index.js'
import {
  addDays,
  Clock,
  dayOf,
  EventBus,
  instantAt,
  rangesOf,
  recordChanges,
  Settings,
  toDay,
  wallClockOf,
} from '../core/index.js'
import type { CallOptions } from '../gateway/index.js'
import { GatewayService } from '../gateway/index.js'
import { seasonOf } from './tempo-day.js'
import { TempoForecast } from './tempo-forecast.entity.js'

/** Days whose colour is new or corrected. */
type ColorWitness = (em: EntityManager, days: readonly Day[]) => Promise<void>

/** First day of Tempo that RTE publishes. */
const FIRST_DAY = toDay('2014-09-01')
const ASKED_AT = 'tempo.askedAt'
const SEASON_ASKED_AT = 'tempo.seasonAskedAt'
const FORECAST_ASKED_AT = 'tempo.forecastAskedAt'
const HOUR = 60 * 60_000
const QUARTER = HOUR / 4
/** Paris hours between which tomorrow's colour may come. */
const [FIRST_HOUR, LAST_HOUR] = [6, 23]

/** Colours and forecasts: fetched when they may be new, kept for ever. All free of charge. */
@Injectable()
export class TempoService {
  private witness: ColorWitness = () => Promise.resolve()

  constructor(
    private readonly em: EntityManager,
    private readonly gateway: GatewayService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** Lets a floor above note what new colours move there, in the same transaction. */
  witnessedBy(witness: ColorWitness): void {
    this.witness = witness
  }

  /** Published colours of days [from, to), oldest first. */
  async days(range: DayRange, em: EntityManager = this.em.fork()): Promise<ReadonlyMap<Day, TempoColor>> {
    const rows = await em.execute<{ day: Day; color: TempoColor }[]>(
      'select date::text as day, color from tempo_calendar where date >= ? and date < ? order by date',
      [range.from, range.to],
    )
    return new Map(rows.map(({ day, color }) => [day, color]))
  }

  /** Forecasts of the days to come, in order. */
  forecasts(): Promise<TempoForecast[]> {
    return this.em
      .fork()
      .find(TempoForecast, { date: { $gt: dayOf(this.clock.now()) } }, { orderBy: { date: 'asc' } })
  }

  /** Whether asking now can bring something: tomorrow unknown between 06:00 and midnight, or the season unread for a week. */
  async isDue(): Promise<boolean> {
    const next = await this.nextTryAt()
    return next !== null && next <= this.clock.now()
  }

  /** When colours are asked next; null = nothing to wait for before tomorrow. */
  async nextTryAt(): Promise<Instant | null> {
    const now = this.clock.now()
    const [askedAt, seasonAskedAt] = [
      await this.settings.get<number>(ASKED_AT),
      await this.settings.get<number>(SEASON_ASKED_AT),
    ]
    if (askedAt === undefined || seasonAskedAt === undefined || now - seasonAskedAt > 7 * 24 * HOUR)
      return now
    const tomorrow = addDays(dayOf(now), 1)
    if ((await this.days({ from: tomorrow, to: addDays(tomorrow, 1) })).size > 0) return null
    const { day, hour } = wallClockOf(now)
    if (hour < FIRST_HOUR) return instantAt(day, { hour: FIRST_HOUR })
    return hour > LAST_HOUR ? null : Math.max(now, askedAt + QUARTER - HOUR / 60)
  }

  async isForecastDue(): Promise<boolean> {
    const askedAt = await this.settings.get<number>(FORECAST_ASKED_AT)
    return askedAt === undefined || this.clock.now() - askedAt >= 4 * HOUR
  }

  /**
   * The whole history on the first time, the season once a week (a published colour may be corrected), else from two
   * days ago. @returns number of days that are new or changed.
   */
  async refresh(options: CallOptions): Promise<number> {
    const now = this.clock.now()
    const today = dayOf(now)
    const [askedAt, seasonAskedAt] = [
      await this.settings.get<number>(ASKED_AT),
      await this.settings.get<number>(SEASON_ASKED_AT),
    ]
    const weekly = seasonAskedAt === undefined || now - seasonAskedAt > 7 * 24 * HOUR
    const from = askedAt === undefined ? FIRST_DAY : weekly ? seasonOf(today).from : addDays(today, -2)
    const days = await this.gateway.tempoDays(from, undefined, options)
    const changed = await this.em.fork().transactional(async (em) => {
      const rows = await em.execute<{ day: Day }[]>(
        `insert into tempo_calendar as held (date, color, created_at, updated_at)
         select day, color, to_timestamp(?), to_timestamp(?) from unnest(?::date[], ?::text[]) as new (day, color)
         on conflict (date) do update set color = excluded.color, updated_at = excluded.updated_at
         where held.color <> excluded.color
         returning date::text as day`,
        [
          now / 1000,
          now / 1000,
          `{${days.map(({ day }) => day).join(',')}}`,
          `{${days.map(({ color }) => color).join(',')}}`,
        ],
      )
      const changedDays = rows.map(({ day }) => day)
      await recordChanges(em, { pdl: null, dataset: 'TEMPO', days: changedDays })
      await this.witness(em, changedDays)
      return changedDays
    })
    await this.settings.set(ASKED_AT, now)
    if (weekly) await this.settings.set(SEASON_ASKED_AT, now)
    if (changed.length > 0)
      this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'TEMPO', ranges: rangesOf(changed) })
    return changed.length
  }

  /** @returns number of days whose forecast is new or changed. */
  async refreshForecast(options: CallOptions): Promise<number> {
    const forecasts = await this.gateway.tempoForecast(options)
    const column = (values: (number | string)[]) => `{${values.join(',')}}`
    const changed = await this.em.fork().transactional(async (em) => {
      const rows = await em.execute<{ day: Day }[]>(
        `insert into tempo_forecast as held (date, blue_ratio, white_ratio, red_ratio, confidence, updated_at)
       select day, blue, white, red, confidence, to_timestamp(at)
       from unnest(?::date[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::float8[]) as new (day, blue, white, red, confidence, at)
       on conflict (date) do update
       set blue_ratio = excluded.blue_ratio, white_ratio = excluded.white_ratio, red_ratio = excluded.red_ratio,
         confidence = excluded.confidence, updated_at = excluded.updated_at
       where (held.blue_ratio, held.white_ratio, held.red_ratio, held.confidence, held.updated_at)
         is distinct from (excluded.blue_ratio, excluded.white_ratio, excluded.red_ratio, excluded.confidence, excluded.updated_at)
       returning date::text as day`,
        [
          column(forecasts.map(({ day }) => day)),
          column(forecasts.map(({ blueRatio }) => blueRatio)),
          column(forecasts.map(({ whiteRatio }) => whiteRatio)),
          column(forecasts.map(({ redRatio }) => redRatio)),
          column(forecasts.map(({ confidence }) => confidence)),
          column(forecasts.map(({ updatedAt }) => updatedAt / 1000)),
        ],
      )
      const days = rows.map(({ day }) => day).sort()
      await recordChanges(em, { pdl: null, dataset: 'TEMPO_FORECAST', days })
      return days
    })
    await this.settings.set(FORECAST_ASKED_AT, this.clock.now())
    if (changed.length > 0)
      this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'TEMPO_FORECAST', ranges: rangesOf(changed) })
    return changed.length
  }
}
