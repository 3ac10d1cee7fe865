import type { Day } from '../../src/core/index.js'
import { addDays, minutesOf } from '../../src/core/index.js'

/** Minutes really elapsed since local midnight → minutes on the wall clock, 0..1440. */
export function wallMinutes(dayMinutes: number, elapsed: number): number {
  if (dayMinutes < 1440) return elapsed < 120 ? elapsed : elapsed + 60
  if (dayMinutes > 1440) return elapsed < 180 ? elapsed : elapsed - 60
  return elapsed
}

export function clockText(wallMinute: number, second = 0): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(wallMinute / 60))}:${two(wallMinute % 60)}:${two(second)}`
}

const endTexts = new Map<string, readonly string[]>()

/** Enedis labels of one day: the END of each interval on the wall clock; the last one is midnight of the next day. */
export function endLabels(day: Day, intervalMinutes: number): string[] {
  const dayMinutes = minutesOf(day)
  const key = `${dayMinutes}/${intervalMinutes}`
  let texts = endTexts.get(key)
  if (!texts) {
    texts = Array.from({ length: dayMinutes / intervalMinutes - 1 }, (_, index) =>
      clockText(wallMinutes(dayMinutes, (index + 1) * intervalMinutes)),
    )
    endTexts.set(key, texts)
  }
  return [...texts.map((text) => `${day} ${text}`), `${addDays(day, 1)} 00:00:00`]
}
