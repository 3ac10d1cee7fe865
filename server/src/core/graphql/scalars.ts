import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import type { ValueNode } from 'graphql'
import { Temporal } from 'temporal-polyfill'

import { messageOf } from '../errors.js'
import { formatInstant, parseInstant, toDay } from '../time/paris.js'
import type { Day, Instant } from '../time/paris.js'

/** Wall clock in Paris, `HH:MM`; `24:00` may end a window. */
export type LocalTime = string & { readonly __unit: 'local-time' }

/** A scalar that travels as text; `read` and `write` throw a RangeError that says what is wrong. */
function textScalar<T>(
  name: string,
  description: string,
  read: (text: string) => T,
  write: (value: unknown) => string,
): GraphQLScalarType<T, string> {
  const parse = (text: unknown, node?: ValueNode): T => {
    if (typeof text !== 'string') throw new GraphQLError(`${name} must be a string`, { nodes: node })
    try {
      return read(text)
    } catch (error) {
      throw new GraphQLError(`${name}: ${messageOf(error)}`, { nodes: node })
    }
  }
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: write,
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  })
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`expected a string, got ${typeof value}`)
  return value
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`expected a number, got ${typeof value}`)
  return value
}

const TIME_SHAPE = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

export function toLocalTime(text: string): LocalTime {
  if (!TIME_SHAPE.test(text)) throw new RangeError(`"${text}" is not a time written HH:MM`)
  return text as LocalTime
}

/** ISO 8601 duration of weeks, days, hours, minutes and seconds → ms. A day is 24 hours. */
export function parseDuration(text: string): number {
  const duration = Temporal.Duration.from(text)
  if (duration.years !== 0 || duration.months !== 0) {
    throw new RangeError('months and years have no fixed length: count in days')
  }
  return duration.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDate.from('2000-01-01') })
}

/** ms → ISO 8601, largest unit days: `PT30M`, `P3D`. */
export function formatDuration(ms: number): string {
  return Temporal.Duration.from({ milliseconds: ms }).round({ largestUnit: 'days' }).toString()
}

/** `Day` inside and outside. */
export const DayScalar = textScalar<Day>('Date', 'A civil day in Paris, YYYY-MM-DD.', toDay, (value) =>
  toDay(textOf(value)),
)

/** `Instant` inside, ISO 8601 with an offset outside. */
export const InstantScalar = textScalar<Instant>(
  'DateTime',
  'An instant, ISO 8601 with offset; written with the offset of Paris, refused without one.',
  parseInstant,
  (value) => formatInstant(numberOf(value)),
)

/** Milliseconds inside, ISO 8601 outside. */
export const DurationScalar = textScalar<number>(
  'Duration',
  'A length of time set by a person, ISO 8601: PT30M, P3D.',
  parseDuration,
  (value) => formatDuration(numberOf(value)),
)

export const LocalTimeScalar = textScalar<LocalTime>(
  'LocalTime',
  'Paris wall clock, HH:MM; 24:00 may end a window.',
  toLocalTime,
  (value) => toLocalTime(textOf(value)),
)

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

function jsonOfLiteral(node: ValueNode, variables: Readonly<Record<string, unknown>> = {}): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, jsonOfLiteral(value, variables)]),
      )
    case Kind.LIST:
      return node.values.map((value) => jsonOfLiteral(value, variables))
    case Kind.VARIABLE:
      return variables[node.name.value]
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value)
    case Kind.NULL:
      return null
    default:
      return node.value
  }
}

export const JsonScalar = new GraphQLScalarType<unknown>({
  name: 'JSON',
  description: 'Any JSON value. Only for the values of options.',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => jsonOfLiteral(node, variables ?? {}),
})

/** Money and prices travel as exact images of integers of micro-euros. */
function decimalOf(value: unknown, node?: ValueNode): number {
  const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new GraphQLError('Decimal: a number is expected', { nodes: node })
  const rounded = Math.round(number * 1e6) / 1e6
  if (Math.abs(rounded - number) > 1e-9)
    throw new GraphQLError('Decimal: at most 6 decimals', { nodes: node })
  return rounded
}

export const DecimalScalar = new GraphQLScalarType<number, number>({
  name: 'Decimal',
  description: 'Exact decimal as a JSON number, at most 6 decimals; strings are accepted as input.',
  serialize: (value) => Math.round(numberOf(value) * 1e6) / 1e6,
  parseValue: (value) => decimalOf(value),
  parseLiteral: (node) =>
    decimalOf(
      node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING
        ? node.value
        : undefined,
      node,
    ),
})
