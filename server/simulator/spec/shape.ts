import type { Json } from '../http/reply.js'

/** Where two answers differ: a code, a key, a JSON type; arrays by their first element, nulls fit anything inside `data`. */
export function differences(actual: Json, expected: Json, at = ''): string[] {
  if (at === '.error.code' || at === '.error.message') return sameText(actual, expected, at)
  if (at.startsWith('.data.') && (actual === null || expected === null)) return []
  if (typeOf(actual) !== typeOf(expected)) return [`${at}: ${typeOf(actual)} instead of ${typeOf(expected)}`]
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length === 0 || expected.length === 0) {
      return actual.length === expected.length ? [] : [`${at}: ${actual.length} elements`]
    }
    return differences(actual[0] as Json, expected[0] as Json, `${at}.0`)
  }
  if (!isObject(actual) || !isObject(expected)) return []
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)])
  return [...keys].flatMap((key) => {
    const [mine, theirs] = [actual[key], expected[key]]
    if (mine === undefined || theirs === undefined)
      return [`${at}.${key}: ${mine === undefined ? 'missing' : 'extra'}`]
    return differences(mine, theirs, `${at}.${key}`)
  })
}

function sameText(actual: Json, expected: Json, at: string): string[] {
  return actual === expected
    ? []
    : [`${at}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`]
}

function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
