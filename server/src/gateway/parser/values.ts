import type { Day, Instant } from '../../core/index.js'
import { dayOf, isDay, parseInstant } from '../../core/index.js'

/** Number on the wire, as text or as number → number; null when it is neither. Never reads half of a text. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value)) return null
  return Number(value)
}

/** Exact decimal as text; numbers are written out, never in scientific notation. null when it is not a decimal. */
export function decimalTextOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value))
    return /e/.test(String(value)) ? value.toFixed(10) : String(value)
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? value.trim() : null
}

/** `2018-08-31`, `2018-08-31+02:00` or a full ISO date-time → Paris day; null when illegible. */
export function dayInText(value: unknown): Day | null {
  if (typeof value !== 'string') return null
  const head = value.slice(0, 10)
  if (!isDay(head)) return null
  return /^.{10}T.*Z$/.test(value) ? (orNull(() => dayOf(parseInstant(value))) ?? head) : head
}

/** ISO date-time that is UTC and does not say so (`2026-11-23T23:00:00`), or that says its offset → instant. */
export function utcInstantOf(value: unknown): Instant | null {
  if (typeof value !== 'string') return null
  return orNull(() => parseInstant(/(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`))
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** Power with or without its unit: `9`, `"9"`, `"9 kVA"`. */
export function kvaOf(value: unknown): number | null {
  return numberOf(typeof value === 'string' ? value.replace(/kva/i, '') : value)
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
