import type { Day } from '../../core/index.js'

const MINUTE = 60_000

/** A label as written. `naive` is what the clock on the wall shows, in ms of a clock that never changes. */
export interface Label {
  readonly naive: number
  /** Minutes east of Greenwich; null = Paris, whichever its offset was. */
  readonly offset: number | null
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/
const FRENCH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?$/
/** Days since 1899-12-30, as spreadsheets count; from 1982 to 2119. */
const SERIAL = /^(\d{5})(?:\.\d+)?$/

/** `2022-07-29T00:30:00+02:00`, `2022-07-29 00:30`, `29/07/2022 00:30`, `29/07/2022`, `44771.5` → label; null = illegible. */
export function labelOf(cell: string): Label | null {
  return usualLabel(cell) ?? anyLabel(cell)
}

/** Date and end of the last usual label: neighbours share them. */
let lately = { date: '', midnight: NaN, end: '', offset: 0 }

/** `2022-07-29T00:30:00+02:00`, of which files of the portal hold hundreds of thousands; null = written otherwise. */
function usualLabel(text: string): Label | null {
  if (text.length !== 25 || text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58) return null
  const date = text.slice(0, 10)
  const end = text.slice(19)
  if (date !== lately.date || end !== lately.end) {
    const known = anyLabel(`${date}T00:00:00${end}`)
    if (known?.offset == null) return null
    lately = { date, midnight: known.naive, end, offset: known.offset }
  }
  const [hour, minute, second] = [digits(text, 11), digits(text, 14), digits(text, 17)]
  if (!(hour < 24 && minute < 60 && second < 60) || text.charCodeAt(16) !== 58) return null
  return { naive: lately.midnight + (hour * 60 + minute) * MINUTE + second * 1000, offset: lately.offset }
}

/** Two digits; NaN when they are not. */
function digits(text: string, at: number): number {
  const [tens, units] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : NaN
}

function anyLabel(cell: string): Label | null {
  const text = cell.trim()
  const iso = ISO.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second, offset] = iso
    return label([year, month, day, hour, minute, second], offset)
  }
  const french = FRENCH.exec(text)
  if (french) {
    const [, day, month, year, hour, minute, second] = french
    return label([year, month, day, hour, minute, second])
  }
  return SERIAL.test(text) ? serial(Number(text)) : null
}

/** A label that names a day and nothing more → the day. */
export function dayOfLabel({ naive }: Label): Day {
  return new Date(naive).toISOString().slice(0, 10) as Day
}

/** Instant of a label that tells its offset. */
export function instantOfLabel({ naive, offset }: { naive: number; offset: number }): number {
  return naive - offset * MINUTE
}

function label(parts: readonly (string | undefined)[], offset?: string): Label | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  )
  const midnight = Date.UTC(year, month - 1, day)
  const date = new Date(midnight)
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900
  const isTime = minute < 60 && second < 60 && (hour < 24 || (hour === 24 && minute === 0 && second === 0))
  if (!isDate || !isTime) return null
  return { naive: midnight + (hour * 60 + minute) * MINUTE + second * 1000, offset: minutesOf(offset) }
}

function minutesOf(offset: string | undefined): number | null {
  if (offset === undefined) return null
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return offset.startsWith('-') ? -minutes : minutes
}

function serial(days: number): Label | null {
  if (days < 30_000 || days >= 80_000) return null
  return { naive: Math.round((days - 25_569) * 1440) * MINUTE, offset: null }
}
