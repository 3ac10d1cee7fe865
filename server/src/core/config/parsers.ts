import { isIP } from 'node:net'
import { resolve } from 'node:path'

import { Temporal } from 'temporal-polyfill'

import type { Instant } from '../time/paris.js'

/** What a person would write between quotes: every parser takes it trimmed and not empty, and throws RangeError otherwise. */
export type Parser<T> = (text: string) => T

export const text: Parser<string> = (value) => value

export const folder: Parser<string> = (value) => resolve(value)

export function integer(min: number, max: number): Parser<number> {
  return (value) => {
    if (/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value)
    throw new RangeError(`must be a whole number from ${min} to ${max}`)
  }
}

export function oneOf<const T extends string>(...choices: T[]): Parser<T> {
  return (value) => {
    const choice = choices.find((candidate) => candidate === value.toLowerCase())
    if (choice !== undefined) return choice
    throw new RangeError(`must be one of ${choices.join(', ')}`)
  }
}

/** ISO 8601 duration → ms. */
export function durationMs(min: string, max: string): Parser<number> {
  const millisecondsOf = (value: string) => Temporal.Duration.from(value).total({ unit: 'millisecond' })
  return (value) => {
    try {
      const duration = millisecondsOf(value)
      if (duration >= millisecondsOf(min) && duration <= millisecondsOf(max)) return Math.round(duration)
    } catch {
      // neither a duration nor one of fixed length: the sentence below says what is
    }
    throw new RangeError(`must be an ISO 8601 duration from ${min} to ${max}, such as ${max}`)
  }
}

export const instant: Parser<Instant> = (value) => {
  try {
    return Temporal.Instant.from(value).epochMilliseconds
  } catch {
    throw new RangeError('must be an ISO 8601 date and time with its offset, such as 2026-03-01T06:00:00Z')
  }
}

/** http(s) address without credentials, query or trailing slash. */
export const httpUrl: Parser<string> = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new RangeError('must be an http:// or https:// address')
  if (url.username !== '' || url.password !== '')
    throw new RangeError('must not hold credentials: give them by their own variables')
  if (url.search !== '' || url.hash !== '') throw new RangeError('must end with its path: no "?", no "#"')
  return url.href.replace(/\/+$/, '')
}

/** `a, B` → the host names, lower case. */
export const hostNames: Parser<string[]> = (value) =>
  value
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
    .map((name) => {
      if (isIP(name) === 0 && !/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(name))
        throw new RangeError('must be host names separated by commas, without scheme, port or path')
      return name
    })

/** Address of a PostgreSQL database, in any usual spelling → `postgresql://…`. */
export const databaseUrl: Parser<string> = (value) => {
  const normalised = value.replace(/^postgres(ql)?(\+[a-z0-9]+)?:\/\//i, 'postgresql://')
  if (!normalised.startsWith('postgresql://') || !URL.canParse(normalised))
    throw new RangeError('must look like postgresql://user:password@host:5432/database')
  if (new URL(normalised).pathname.length < 2)
    throw new RangeError('must end with the name of the database, as in postgresql://user:password@host/name')
  return normalised
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

export const flag: Parser<boolean> = (value) => {
  if (value === 'true' || value === 'false') return value === 'true'
  throw new RangeError('must be true or false')
}

/** `Name: value, Other: value`, or a JSON object → the values by name. */
export const keyValues: Parser<Readonly<Record<string, string>>> = (value) => {
  const pairs = value.startsWith('{')
    ? pairsOfJson(value)
    : value.split(/[,\n](?=\s*[\w-]+\s*[:=])/).map(pairOf)
  if (pairs.some((pair) => pair === undefined))
    throw new RangeError('must be written "Name: value, Other: value", or as a JSON object of texts')
  return Object.fromEntries(pairs.filter((pair) => pair !== undefined))
}

function pairOf(text: string): [string, string] | undefined {
  const [, name = '', value = ''] = /^\s*([\w-]+)\s*[:=]\s*(.*?)\s*$/s.exec(text) ?? []
  return name === '' || value === '' ? undefined : [name, value]
}

function pairsOfJson(text: string): ([string, string] | undefined)[] {
  try {
    const parsed: unknown = JSON.parse(text)
    return Object.entries(parsed as object).map(([name, value]: [string, unknown]) =>
      typeof value === 'string' ? [name, value] : undefined,
    )
  } catch {
    return [undefined]
  }
}
