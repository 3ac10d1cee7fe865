import type { DayRange } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import type { JeedomClient } from './client.js'
import type { DatedValue } from './history-values.js'

/** Values by key: two where a value was sent again and the archive of the night has not replaced it yet. */
export type Held = ReadonlyMap<string, readonly number[]>

/** Reads a history back. Its start is excluded by some versions, and all may add a row before it: asked wide, kept by key. */
export async function heldIn(client: JeedomClient, id: string, { from, to }: DayRange): Promise<Held> {
  const rows = await client.history(id, `${addDays(from, -1)} 23:59:00`, `${addDays(to, -1)} 23:59:59`)
  const held = new Map<string, number[]>()
  for (const { datetime, value } of rows) {
    const values = held.get(datetime) ?? []
    held.set(datetime, values)
    values.push(value.trim() === '' ? NaN : Number(value))
  }
  return held
}

/** It is there, and only it: it needs not be sent. */
export function isSettled(held: Held, { key, value }: DatedValue): boolean {
  const values = held.get(key) ?? []
  return values.length > 0 && values.every((one) => one === value)
}

/** It is there; the archive may still show what it replaces. */
export function isKept(held: Held, { key, value }: DatedValue): boolean {
  return held.get(key)?.includes(value) ?? false
}
