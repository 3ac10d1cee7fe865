import type { Day, EcowattLevel, Instant } from '../../src/core/index.js'
import { addDays, dayOf, daysBetween, instantAt, startOf, toDay } from '../../src/core/index.js'
import { weekdayOf } from '../household/french-calendar.js'
import type { Json } from '../http/reply.js'
import { noise } from '../random.js'
import { naiveUtc, naiveUtcSecond } from '../wire-time.js'

/** First day the gateway kept. */
export const FIRST_SIGNAL_DAY = toDay('2022-12-01')

const FRIDAY = 4
const DAYS_AHEAD = 3
const LAST_HOUR = 23
const MESSAGES = {
  1: "Pas d'alerte.",
  2: 'Système électrique tendu. Les éco-gestes sont les bienvenus.',
  3: 'Système électrique très tendu. Coupures inévitables sans baisse de la consommation.',
} as const

type DayLevel = keyof typeof MESSAGES

export interface EcowattSignal {
  readonly day: Day
  readonly level: DayLevel
  /** Stored by the gateway: naive UTC of the Paris midnight, so that the date reads one day early. */
  readonly periode: string
  readonly row: Json
}

/** Invented signals: mostly green, low-carbon at night, an orange or red winter day now and then. */
export class EcowattSignals {
  constructor(private readonly seed: number) {}

  /** Rows held at an instant: the third day ahead comes at 17:00, at 12:15 on a Friday. */
  lastDay(now: Instant): Day {
    const today = dayOf(now)
    return addDays(today, now >= computedAt(today) ? DAYS_AHEAD : DAYS_AHEAD - 1)
  }

  signal(day: Day, now: Instant): EcowattSignal {
    const number = daysBetween(FIRST_SIGNAL_DAY, day)
    const level = this.levelOf(day, number)
    const firstHour = noise(this.seed ^ 0xec0, number) < 0.25 ? 7 : 0
    const createdAt = computedAt(addDays(day, -DAYS_AHEAD))
    const generatedAt = lastComputation(now)
    const periode = naiveUtcSecond(startOf(day))
    const row = {
      periode,
      dvalue: level,
      message: MESSAGES[level],
      values: Array.from({ length: LAST_HOUR + 1 }, (_, hour) =>
        hour < firstHour ? 0 : this.hourLevel(number, hour, level),
      ),
      hdebut: firstHour,
      hfin: LAST_HOUR,
      id: number + 1,
      generation_datetime: naiveUtcSecond(Math.min(generatedAt, startOf(addDays(day, 1)))),
      created_at: naiveUtc(createdAt + 303_104),
      updated_at: naiveUtc(Math.min(Math.floor(now / 3_600_000) * 3_600_000, startOf(addDays(day, 1)))),
    }
    return { day, level, periode, row }
  }

  private levelOf(day: Day, number: number): DayLevel {
    const month = Number(day.slice(5, 7))
    if ((month > 3 && month < 11) || weekdayOf(day) > FRIDAY) return 1
    const draw = noise(this.seed ^ 0xeca, number)
    if (draw < 0.015) return 3
    return draw < 0.06 ? 2 : 1
  }

  private hourLevel(number: number, hour: number, level: DayLevel): EcowattLevel {
    const peak = (hour >= 8 && hour < 13) || (hour >= 18 && hour < 20)
    if (peak) return level
    return hour < 6 && noise(this.seed ^ 0x10c, number, hour) < 0.3 ? 0 : 1
  }
}

function computedAt(day: Day): Instant {
  return weekdayOf(day) === FRIDAY ? instantAt(day, { hour: 12, minute: 15 }) : instantAt(day, { hour: 17 })
}

function lastComputation(now: Instant): Instant {
  const today = dayOf(now)
  return now >= computedAt(today) ? computedAt(today) : computedAt(addDays(today, -1))
}
