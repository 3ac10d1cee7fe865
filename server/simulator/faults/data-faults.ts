import type { Reading } from '../enedis/bodies.js'
import type { MeteringService } from '../enedis/rules.js'
import type { DataFault } from './fault.js'
import type { RequestFaults } from './fault-board.js'

const KINDS = [
  'missing-day',
  'missing-points',
  'duplicate-labels',
  'unsorted',
  'null-value',
  'numeric-value',
  'decimal-value',
  'negative-value',
  'label-with-t',
  'unknown-keys',
  'interval-length',
] as const satisfies readonly DataFault['kind'][]

/** Applies every data fault of the request to one Enedis answer. Without a `count`, value faults touch one reading a call. */
export function spoil(readings: Reading[], service: MeteringService, faults: RequestFaults): Reading[] {
  const touching = faults.all(
    KINDS,
    ({ kind, day }) =>
      (kind !== 'missing-points' || service === 'curve') &&
      readings.some((reading) => day === undefined || dayOfReading(reading, service) === day),
  )
  return touching.reduce((left, fault) => apply(fault, left, service), readings)
}

function apply(fault: DataFault, readings: Reading[], service: MeteringService): Reading[] {
  const inScope = (reading: Reading): boolean =>
    fault.day === undefined || dayOfReading(reading, service) === fault.day
  const each = (change: (reading: Reading) => Reading): Reading[] =>
    readings.map((reading) => (inScope(reading) ? change(reading) : reading))
  switch (fault.kind) {
    case 'missing-day':
      return readings.filter((reading) => !inScope(reading))
    case 'missing-points': {
      const dropped = someOf(readings.filter(inScope), fault.count)
      return readings.filter((reading) => !dropped.has(reading))
    }
    case 'duplicate-labels': {
      const doubled = someOf(readings.filter(inScope), fault.count ?? 1)
      return readings.flatMap((reading) => (doubled.has(reading) ? [reading, reading] : [reading]))
    }
    case 'unsorted':
      return [...readings.filter((reading) => !inScope(reading)), ...readings.filter(inScope).reverse()]
    case 'label-with-t':
      return each((reading) => ({ ...reading, date: reading.date.replace(' ', 'T') }))
    case 'unknown-keys':
      return each((reading) => ({ ...reading, reading_quality: 'estimated', revision: 2 }))
    case 'interval-length':
      return each((reading) => ({ ...reading, interval_length: fault.value }))
    default: {
      const touched = someOf(readings.filter(inScope), fault.count ?? 1)
      return readings.map((reading) =>
        touched.has(reading) ? { ...reading, value: VALUES[fault.kind](reading.value) } : reading,
      )
    }
  }
}

const VALUES = {
  'null-value': () => null,
  'numeric-value': (value: Reading['value']) => Number(value),
  'decimal-value': (value: Reading['value']) => `${Number(value)}.25`,
  'negative-value': (value: Reading['value']) => String(-Math.max(1, Number(value))),
} as const

/** `count` readings around the middle. */
function someOf(readings: readonly Reading[], count: number): ReadonlySet<Reading> {
  const first = Math.max(0, Math.floor((readings.length - count) / 2))
  return new Set(readings.slice(first, first + count))
}

/** The day a reading belongs to; a load-curve label that ends a day at midnight belongs to the day before. */
function dayOfReading({ date }: Reading, service: MeteringService): string {
  const day = date.slice(0, 10)
  if (service !== 'curve' || date.slice(11, 16) !== '00:00') return day
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
