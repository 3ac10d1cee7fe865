import { InvalidInput } from '../errors.js'
import type { DayRange } from './paris.js'

/** A range that a caller gave, once its end is known not to come before its beginning. Throws InvalidInput. */
export function checkedRange(range: DayRange): DayRange {
  if (range.from <= range.to) return range
  throw new InvalidInput(
    `The range ends before it begins: from ${range.from} to ${range.to}. It is half-open: [from, to).`,
  )
}
