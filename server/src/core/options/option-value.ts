import type { FieldFault } from '../errors.js'
import { messageOf } from '../errors.js'
import { parseDuration } from '../graphql/scalars.js'
import type { OptionSpec, OptionValue } from './option.js'

type Fault = Pick<FieldFault, 'rule' | 'message'>

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a form gave → what is kept: without spaces around; undefined when nothing was given. Not checked yet. */
export function tidied(value: unknown): unknown {
  const tidy = isText(value) ? value.trim() : value
  return tidy === '' || tidy === null ? undefined : tidy
}

/** What is wrong with the value of an option; null when it may be used, and is then an OptionValue. */
export function faultOfValue(spec: OptionSpec, value: unknown): Fault | null {
  const fault = (rule: string, must: string): Fault => ({ rule, message: `${spec.title.en} ${must}.` })
  switch (spec.type) {
    case 'TEXT':
    case 'LONG_TEXT':
      return faultOfText(spec, value, fault)
    case 'URL':
      if (!isText(value) || !URL.canParse(value) || new URL(value).host === '')
        return fault('pattern', 'must be an address, such as http://host:1234')
      return faultOfText(spec, value, fault)
    case 'INTEGER':
      if (!Number.isSafeInteger(value)) return fault('pattern', 'must be a whole number')
      return faultOfNumber(spec, value as number, fault)
    case 'NUMBER':
      if (typeof value !== 'number' || !Number.isFinite(value)) return fault('pattern', 'must be a number')
      return faultOfNumber(spec, value, fault)
    case 'BOOLEAN':
      return typeof value === 'boolean' ? null : fault('pattern', 'must be true or false')
    case 'CHOICE':
      return choicesOf(spec).includes(value) ? null : fault('pattern', `must be ${listOf(spec)}`)
    case 'CHOICES':
      return Array.isArray(value) && value.every((one) => choicesOf(spec).includes(one))
        ? null
        : fault('pattern', `must be a list of ${listOf(spec)}`)
    case 'DURATION':
      return faultOfDuration(value, fault)
    case 'KEY_VALUES':
      return isObject(value) && Object.values(value).every(isText)
        ? null
        : fault('pattern', 'must be texts by name')
  }
}

type Say = (rule: string, must: string) => Fault

function faultOfText(spec: OptionSpec, value: unknown, fault: Say): Fault | null {
  if (!isText(value)) return fault('pattern', 'must be a text')
  if (spec.pattern !== undefined && !new RegExp(spec.pattern, 'u').test(value))
    return fault('pattern', `must match ${spec.pattern}`)
  return null
}

function faultOfNumber({ min, max }: OptionSpec, value: number, fault: Say): Fault | null {
  if (min !== undefined && value < min) return fault('range', `must be ${min} at least`)
  if (max !== undefined && value > max) return fault('range', `must be ${max} at most`)
  return null
}

function faultOfDuration(value: unknown, fault: Say): Fault | null {
  try {
    if (isText(value) && parseDuration(value) >= 0) return null
    return fault('pattern', 'must be an ISO 8601 duration, such as PT30M')
  } catch (error) {
    return fault('pattern', `must be an ISO 8601 duration, such as PT30M (${messageOf(error)})`)
  }
}

function choicesOf({ choices = [] }: OptionSpec): readonly unknown[] {
  return choices.map(({ value }) => value)
}

function listOf({ choices = [] }: OptionSpec): string {
  return choices.map(({ value }) => value).join(', ')
}

/** The texts inside a secret: all are to be masked. */
export function textsOf(value: OptionValue): readonly string[] {
  if (isText(value)) return [value]
  return typeof value === 'object' ? Object.values(value).filter(isText) : [String(value)]
}
