import { intlTag, NBSP, type Locale } from './locale'
import { daysBetween, parisMinutes } from './paris'

/** "mercredi 11 mars" · "mer. 11 mars" · "11 mars" · "11 mars 2026" · "mars 2026" · "mer. 11" · "mer. 11 mars 2026". */
export type DayStyle =
  | 'long'
  | 'short'
  | 'day'
  | 'date'
  | 'month'
  | 'axis'
  | 'full'
  | 'fullMonth'
  | 'monthOnly'
  | 'year'

const styles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  axis: { weekday: 'short', day: 'numeric' },
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  fullMonth: { month: 'long', year: 'numeric' },
  monthOnly: { month: 'short' },
  year: { year: 'numeric' },
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, style: DayStyle): Intl.DateTimeFormat {
  const key = locale + style
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(intlTag[locale], { ...styles[style], timeZone: 'UTC' })
  formatters.set(key, made)
  return made
}

/** Civil day (YYYY-MM-DD) in words; French writes "1er". */
export function formatDay(day: string, locale: Locale, style: DayStyle = 'long'): string {
  return formatter(locale, style)
    .formatToParts(Date.parse(day))
    .map(({ type, value }) => (locale === 'fr' && type === 'day' && value === '1' ? '1er' : value))
    .join('')
}

/** Days [from, to) → "1er janv. – 11 mars 2026"; the year is said twice only when it changes. */
export function formatDays(from: string, to: string, locale: Locale): string {
  const last = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)
  if (last <= from) return formatDay(from, locale, 'date')
  const style = from.slice(0, 4) === last.slice(0, 4) ? 'day' : 'date'
  return `${formatDay(from, locale, style)} – ${formatDay(last, locale, 'date')}`
}

/** Civil day → its weekday: "lundi", "lun.", "L". */
export function formatWeekday(
  day: string,
  locale: Locale,
  style: 'long' | 'short' | 'narrow' = 'long',
): string {
  return new Intl.DateTimeFormat(intlTag[locale], { weekday: style, timeZone: 'UTC' }).format(Date.parse(day))
}

/** Minutes since midnight → "7 h 42", "8 h"; English "07:42". */
export function formatClock(minutes: number, locale: Locale): string {
  const hour = Math.floor(minutes / 60)
  const minute = String(minutes % 60).padStart(2, '0')
  if (locale === 'en') return `${String(hour).padStart(2, '0')}:${minute}`
  return minutes % 60 === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${minute}`
}

/** Instant → its time of day in Paris. */
export function formatTime(instant: string | number, locale: Locale): string {
  return formatClock(parisMinutes(instant), locale)
}

/** Wall clock HH:MM of the contract → the same words. */
export function formatLocalTime(time: string, locale: Locale): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return formatClock(hour * 60 + minute, locale)
}

/** Seconds → "45 s", "3 min", "1 h 30", "14 h". */
export function formatDuration(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole}${NBSP}s`
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return `${minutes}${NBSP}min`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest === 0) return `${hours}${NBSP}h`
  const padded = String(rest).padStart(2, '0')
  return locale === 'fr' ? `${hours}${NBSP}h${NBSP}${padded}` : `${hours}${NBSP}h${NBSP}${padded}${NBSP}min`
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export type Nearness = 'today' | 'tomorrow' | 'yesterday' | 'other'

/** Where a day stands from today, both YYYY-MM-DD. */
export function nearness(day: string, today: string): Nearness {
  const days = daysBetween(today, day)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  return days === -1 ? 'yesterday' : 'other'
}
