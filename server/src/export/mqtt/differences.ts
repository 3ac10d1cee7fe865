import type { ExportDifference, Verified } from '../exporter.js'
import type { Json, Message } from './message.js'

/**
 * What the broker retains next to what it should. Numbers are compared one by one; any other difference of a topic counts
 * as one, 1 expected and 0 found. Not retained topics cannot be compared.
 */
export function compare(wanted: readonly Message[], held: ReadonlyMap<string, string>): Verified {
  const retained = wanted.filter(({ retain }) => retain)
  return {
    compared: retained.reduce((sum, { values }) => sum + values, 0),
    differences: retained.flatMap(({ topic, payload }) => differencesOf(topic, payload, held.get(topic))),
  }
}

function differencesOf(topic: string, expected: string, found: string | undefined): ExportDifference[] {
  if (found === expected) return []
  const numbersThere = found === undefined ? new Map<string, number>() : numbersIn(found)
  const numbers = [...numbersIn(expected)]
    .filter(([key, value]) => numbersThere.get(key) !== value)
    .map(([key, value]) => ({
      key: key === '' ? topic : `${topic} ${key}`,
      at: null,
      expected: value,
      found: numbersThere.get(key) ?? null,
      unit: key.split('_').at(-1) ?? '',
    }))
  if (numbers.length > 0) return numbers
  return [{ key: topic, at: null, expected: 1, found: found === undefined ? null : 0, unit: 'message' }]
}

function numbersIn(payload: string): Map<string, number> {
  const numbers = new Map<string, number>()
  const walk = (path: string, content: Json) => {
    if (typeof content === 'number') numbers.set(path, content)
    else if (typeof content === 'object' && content !== null)
      for (const [key, item] of Object.entries(content as Readonly<Record<string, Json>>))
        walk(path === '' ? key : `${path}.${key}`, item)
  }
  try {
    walk('', JSON.parse(payload) as Json)
  } catch {
    return numbers
  }
  return numbers
}
