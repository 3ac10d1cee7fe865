import type { StagedDay } from './report.js'

/** A day of one series, whole, oldest first: no time is told twice. */
export interface JoinedDay extends StagedDay {
  /** Values left out: another of the day speaks of the same time. */
  readonly dropped: number
}

/** Values of one day that came in several parts → one. Of two values at one time the first stays; of two lengths, the finer. */
export function joinDay(parts: readonly StagedDay[]): JoinedDay {
  const [first] = parts
  if (!first) throw new RangeError('a day has at least one part')
  if (parts.length === 1 && isTidy(first)) return { ...first, dropped: 0 }
  const slots = parts.flatMap(({ offsets, minutes, values }) =>
    offsets.map((offset, index) => ({ offset, length: minutes[index] ?? 0, value: values[index] ?? 0 })),
  )
  const kept = first.minutes[0] === 0 ? slots.slice(0, 1) : withoutOverlaps(slots)
  return {
    ...first,
    precisionWh: Math.max(...parts.map(({ precisionWh }) => precisionWh)),
    offsets: kept.map(({ offset }) => offset),
    minutes: kept.map(({ length }) => length),
    values: kept.map(({ value }) => value),
    dropped: slots.length - kept.length,
  }
}

interface Slot {
  readonly offset: number
  readonly length: number
  readonly value: number
}

const MINUTES_OF_LONGEST_DAY = 25 * 60

function withoutOverlaps(slots: readonly Slot[]): Slot[] {
  const told = new Uint8Array(MINUTES_OF_LONGEST_DAY)
  const kept: Slot[] = []
  for (const slot of slots.toSorted((a, b) => a.length - b.length)) {
    const [from, to] = [slot.offset / 60, slot.offset / 60 + slot.length]
    if (told.subarray(from, to).some((minute) => minute === 1)) continue
    told.fill(1, from, to)
    kept.push(slot)
  }
  return kept.sort((a, b) => a.offset - b.offset)
}

/** Energy of what a day holds, in watt-minutes: exact. A peak has none. */
export function wattMinutesOf({ dataset, minutes, values }: StagedDay): number {
  if (dataset === 'MAX_POWER') return 0
  if (dataset.endsWith('_DAILY')) return (values[0] ?? 0) * 60
  return values.reduce((sum, value, index) => sum + value * (minutes[index] ?? 0), 0)
}

/** `offset_minutes_value/…`: digits and marks that PostgreSQL's arrays need not escape. */
export function packSlots({ offsets, minutes, values }: StagedDay): string {
  let text = ''
  for (let index = 0; index < offsets.length; index++)
    text += `${index === 0 ? '' : '/'}${offsets[index]}_${minutes[index]}_${values[index]}`
  return text
}

export function unpackSlots(text: string): Pick<StagedDay, 'offsets' | 'minutes' | 'values'> {
  const columns: [number[], number[], number[]] = [[], [], []]
  let column = 0
  let number = 0
  for (let at = 0; at <= text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) number = number * 10 + digit
    else {
      columns[column]?.push(number)
      column = (column + 1) % 3
      number = 0
    }
  }
  const [offsets, minutes, values] = columns
  return { offsets, minutes, values }
}

function isTidy({ offsets, minutes }: StagedDay): boolean {
  return offsets.every((offset, index) => {
    const before = offsets[index - 1]
    return before === undefined || offset >= before + (minutes[index - 1] ?? 0) * 60
  })
}
