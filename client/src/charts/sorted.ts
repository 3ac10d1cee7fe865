import type { Table } from './chart'

export interface Order {
  column: number
  descending: boolean
}

/** Rows by the raw values of a column; holes stay last whichever way it goes. */
export function sorted(rows: Table['rows'], order: Order | null): Table['rows'] {
  if (order === null) return rows
  const way = order.descending ? -1 : 1
  return [...rows].sort((one, other) => {
    const [a, b] = [one.raw[order.column] ?? null, other.raw[order.column] ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'number' && typeof b === 'number') return way * (a - b)
    return way * String(a).localeCompare(String(b))
  })
}

/** A first press sorts upwards, a second one downwards, a third as it was. */
export function nextOrder(order: Order | null, column: number): Order | null {
  if (order?.column !== column) return { column, descending: false }
  return order.descending ? null : { column, descending: true }
}
