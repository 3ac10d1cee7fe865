import type { Day, Instant, LocalTime, QuietHours } from '../core/index.js'
import { addDays, dayOf, endOf, instantAt } from '../core/index.js'
import { startsOn } from '../tariffs/index.js'

/** When notices may leave: now, or at the end of the quiet hours under way. */
export function notBefore(quiet: QuietHours | null, now: Instant): Instant {
  if (!quiet || quiet.start === quiet.end) return now
  const today = dayOf(now)
  const window = { ...quiet, startMinute: 0, endMinute: 0 }
  for (const day of [addDays(today, -1), today]) {
    if (!startsOn(window, day)) continue
    const start = instantOf(day, quiet.start)
    const end = instantOf(quiet.end > quiet.start ? day : addDays(day, 1), quiet.end)
    if (start <= now && now < end) return end
  }
  return now
}

function instantOf(day: Day, time: LocalTime): Instant {
  if (time === '24:00') return endOf(day)
  const [hour, minute] = time.split(':').map(Number)
  return instantAt(day, { hour: hour ?? 0, minute: minute ?? 0 })
}
