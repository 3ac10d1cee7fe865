import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, DayRange, EcowattLevel, Instant } from '../core/index.js'
import { addDays, Clock, dayOf, EventBus, latest, rangesOf, recordChanges, Settings } from '../core/index.js'
import type { CallOptions, GatewayEcowattSignal } from '../gateway/index.js'
import { GatewayService } from '../gateway/index.js'
import { nextEcowattTry } from './ecowatt-due.js'

const ASKED_AT = 'ecowatt.askedAt'
/** Days to come that RTE signals, today included. */
const AHEAD = 4
/** The longest past that one call can bring along. */
const LONGEST_PAST = 360
const HOURS = 24

/** Level of each hour of a day; a day with no hour held is not there. */
export interface EcowattDay {
  readonly day: Day
  readonly level: number
  readonly hours: readonly (EcowattLevel | null)[]
  readonly message: string | null
  readonly publishedAt: Instant | null
}

/** The strain on the grid: one call brings today, three days to come, and whatever past is not held. */
@Injectable()
export class EcowattService {
  constructor(
    private readonly em: EntityManager,
    private readonly gateway: GatewayService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** Days [from, to) that hold a signal, oldest first. */
  async days(range: DayRange): Promise<EcowattDay[]> {
    const rows = await this.em.fork().execute<
      {
        day: Day
        level: number
        message: string | null
        published: number | null
        hours: number[]
        levels: EcowattLevel[]
      }[]
    >(
      `select date::text as day, max(day_level) as level, max(message) as message,
         max(extract(epoch from published_at))::float8 as published,
         json_agg(hour order by hour) as hours, json_agg(level order by hour) as levels
       from ecowatt_signals where date >= ? and date < ? group by date order by date`,
      [range.from, range.to],
    )
    return rows.map(({ day, level, message, published, hours, levels }) => ({
      day,
      level,
      message,
      publishedAt: published === null ? null : published * 1000,
      hours: Array.from({ length: HOURS }, (_, hour) => levels[hours.indexOf(hour)] ?? null),
    }))
  }

  async nextTryAt(): Promise<Instant> {
    const now = this.clock.now()
    const third = addDays(dayOf(now), AHEAD - 1)
    const held = await this.days({ from: third, to: addDays(third, 1) })
    const isWhole = held.some(({ hours }) => hours.every((level) => level !== null))
    return nextEcowattTry(now, (await this.settings.get<number>(ASKED_AT)) ?? null, () => isWhole)
  }

  async isDue(): Promise<boolean> {
    return (await this.nextTryAt()) <= this.clock.now()
  }

  /** One call of the 50-a-day counter. @returns number of days that are new or changed. */
  async refresh(options: CallOptions): Promise<number> {
    const now = this.clock.now()
    const today = dayOf(now)
    const from = await this.firstMissing(today)
    const signals = await this.gateway.ecowatt(from, addDays(today, AHEAD), options)
    const changed = await this.em.fork().transactional(async (em) => {
      const days = await this.write(em, signals, now)
      await recordChanges(em, { pdl: null, dataset: 'ECOWATT', days })
      return days
    })
    await this.settings.set(ASKED_AT, now)
    if (changed.length > 0)
      this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'ECOWATT', ranges: rangesOf(changed) })
    return changed.length
  }

  /** The day after the newest whole one, so that days gone by while we were off come along. */
  private async firstMissing(today: Day): Promise<Day> {
    const oldest = addDays(today, -LONGEST_PAST)
    const held = await this.days({ from: oldest, to: today })
    const last = held.at(-1)
    return last ? latest(oldest, addDays(last.day, 1)) : oldest
  }

  private async write(
    em: EntityManager,
    signals: readonly GatewayEcowattSignal[],
    now: Instant,
  ): Promise<Day[]> {
    const hours = signals.flatMap((signal) =>
      signal.hours.flatMap((level, hour) =>
        level === null ? [] : [{ date: signal.day, hour, level, signal }],
      ),
    )
    const rows = await em.execute<{ day: Day }[]>(
      `with written as (
         insert into ecowatt_signals as held (date, hour, level, message, day_level, published_at, created_at, updated_at)
         select date, hour, level, message, "dayLevel", to_timestamp("publishedAt"), to_timestamp(?), to_timestamp(?)
         from jsonb_to_recordset(?::jsonb)
           as new (date date, hour int, level int, message text, "dayLevel" int, "publishedAt" float8)
         on conflict (date, hour) do update
         set level = excluded.level, message = excluded.message, day_level = excluded.day_level,
           published_at = excluded.published_at, updated_at = excluded.updated_at
         where (held.level, held.message, held.day_level) is distinct from (excluded.level, excluded.message, excluded.day_level)
         returning date
       )
       select distinct date::text as day from written order by 1`,
      [
        now / 1000,
        now / 1000,
        JSON.stringify(
          hours.map(({ date, hour, level, signal }) => ({
            date,
            hour,
            level,
            message: signal.message,
            dayLevel: signal.level,
            publishedAt: signal.publishedAt === null ? null : signal.publishedAt / 1000,
          })),
        ),
      ],
    )
    return rows.map(({ day }) => day)
  }
}
