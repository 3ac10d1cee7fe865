import { GatewayMalformed } from '../../core/index.js'
import { isRecord } from '../gateway.forms.js'
import type { Rejected } from '../gateway.types.js'

import { numberOf } from './values.js'

/** One line of an answer, nothing of it believed yet. */
export type Row = Readonly<Record<string, unknown>>

export interface Parsed<T> {
  readonly readings: T[]
  readonly rejected: Rejected[]
}

/** `data` of a reading endpoint → its rows. Throws GatewayMalformed when there is no list. */
export function rowsOf(data: unknown): readonly unknown[] {
  const meter = isRecord(data) ? data.meter_reading : undefined
  const rows = isRecord(meter) ? meter.interval_reading : undefined
  if (!Array.isArray(rows))
    throw new GatewayMalformed(
      'The answer of the gateway has no list of readings (meter_reading.interval_reading).',
    )
  return rows
}

/** Gathers readings by key, each once, and what could not be believed. */
export class Harvest<T> {
  private readonly byKey = new Map<number | string, T>()
  readonly rejected: Rejected[] = []

  /** A later reading of the same key wins; when the two differ, that is reported. */
  keep(key: number | string, reading: T, describe: (reading: T) => string, label: string): void {
    const held = this.byKey.get(key)
    if (held !== undefined && describe(held) !== describe(reading))
      this.reject(label, `has two values, ${describe(held)} and ${describe(reading)}: the last one is kept`)
    this.byKey.set(key, reading)
  }

  /** @param what a verb and its end: "has no date". */
  reject(label: string, what: string): void {
    this.rejected.push({ label, cause: `This reading ${what}.` })
  }

  /** Oldest first. */
  result(order: (a: T, b: T) => number): Parsed<T> {
    return { readings: [...this.byKey.values()].sort(order), rejected: this.rejected }
  }
}

/**
 * Row → its label and value. undefined: nothing to keep, and nothing to say (no value: the meter has none).
 * A fault is reported to the harvest: not an object, no label, value illegible or negative.
 */
export function readRow(
  row: unknown,
  index: number,
  harvest: Pick<Harvest<unknown>, 'reject'>,
): { row: Row; label: string; value: number } | undefined {
  if (!isRecord(row) || typeof row.date !== 'string') {
    harvest.reject(`#${index}`, 'has no date')
    return undefined
  }
  if (row.value === null || row.value === undefined) return undefined
  const value = numberOf(row.value)
  if (value === null) harvest.reject(row.date, `has an illegible value, ${JSON.stringify(row.value)}`)
  else if (value < 0) harvest.reject(row.date, `has a negative value, ${value}`)
  else return { row, label: row.date, value }
  return undefined
}
