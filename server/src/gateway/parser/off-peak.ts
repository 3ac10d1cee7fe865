import { isRecord } from '../gateway.forms.js'
import type { OffPeakRange, Rejected } from '../gateway.types.js'

const RANGE = /(\d{1,2})\s*[hH:]\s*(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})\s*[hH:]\s*(\d{2})?/g
/** What may surround ranges without meaning anything. */
const NOISE = /\b(?:HC|heures?|creuses?|et)\b|[()[\];,.\s]/gi

const WEEKDAYS: Readonly<Record<string, number>> = {
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
}

/**
 * Off-peak hours in any form the gateway writes them → ranges, minutes of Paris wall clock.
 * `{"ranges": […]}`, `{"default": "HC (22H30-6H30)"}`, one text per English day name, one under any other key, a list of texts,
 * one text, or null. A text that is not understood to its end is reported whole.
 * Source: docs/gateway.md, "Meters"; fixtures/off-peak-forms.json
 */
export function parseOffPeak(value: unknown): { ranges: OffPeakRange[]; rejected: Rejected[] } {
  const rejected: Rejected[] = []
  const found = new Map<string, { startMinute: number; endMinute: number; weekdays: Set<number> }>()
  for (const { text, weekday } of textsIn(value, null)) {
    const ranges = rangesIn(text)
    if (!ranges) {
      rejected.push({ label: text, cause: 'This is not a list of off-peak hours.' })
      continue
    }
    for (const range of ranges) {
      const key = `${range.startMinute}-${range.endMinute}`
      const held = found.get(key) ?? { ...range, weekdays: new Set<number>() }
      for (const day of weekday === null ? [1, 2, 3, 4, 5, 6, 7] : [weekday]) held.weekdays.add(day)
      found.set(key, held)
    }
  }
  const ranges = [...found.values()].map(({ startMinute, endMinute, weekdays }) => ({
    startMinute,
    endMinute,
    weekdays: weekdays.size === 7 ? [] : [...weekdays].sort(),
  }))
  return { ranges, rejected }
}

function textsIn(value: unknown, weekday: number | null): { text: string; weekday: number | null }[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'string') return [{ text: value, weekday }]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsIn(item, weekday))
  if (!isRecord(value)) return [{ text: JSON.stringify(value), weekday }]
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, WEEKDAYS[key.toLowerCase()] ?? weekday))
}

/** null unless every character is accounted for. */
function rangesIn(text: string): { startMinute: number; endMinute: number }[] | null {
  if (text.replace(RANGE, '').replace(NOISE, '') !== '') return null
  const ranges = [...text.matchAll(RANGE)].map(([, h1, m1, h2, m2]) => ({
    startMinute: Number(h1) * 60 + Number(m1 ?? 0),
    endMinute: Number(h2) * 60 + Number(m2 ?? 0),
  }))
  const sound = ranges.every(
    ({ startMinute, endMinute }) => startMinute < 1440 && endMinute <= 1440 && startMinute !== endMinute,
  )
  return sound &&
    [...text.matchAll(RANGE)].every(([, , m1, , m2]) => Number(m1 ?? 0) < 60 && Number(m2 ?? 0) < 60)
    ? ranges
    : null
}
