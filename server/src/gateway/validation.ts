import { plainToInstance } from 'class-transformer'
import type { ValidationError } from 'class-validator'
import { validateSync } from 'class-validator'

import { GatewayMalformed } from '../core/index.js'

import { isRecord } from './gateway.forms.js'
import type { Rejected } from './gateway.types.js'

type Shape<T extends object> = new () => T

/**
 * Checks an answer against its shape; keys we do not know are let through.
 * Throws GatewayMalformed, which names every field at fault, and none of their values.
 */
export function read<T extends object>(shape: Shape<T>, data: unknown, what: string): T {
  const result = check(shape, data)
  if ('faults' in result)
    throw new GatewayMalformed(`The answer of the gateway on ${what} has changed: ${result.faults}.`)
  return result.value
}

/** Same for each item of a list: one that is not right is set aside under its label, its neighbours stay. */
export function readList<T extends object>(
  shape: Shape<T>,
  data: unknown,
  what: string,
  labelKey: string,
): { items: T[]; rejected: Rejected[] } {
  if (!Array.isArray(data)) throw new GatewayMalformed(`The answer of the gateway on ${what} is not a list.`)
  const items: T[] = []
  const rejected: Rejected[] = []
  for (const [index, item] of (data as unknown[]).entries()) {
    const result = check(shape, item)
    if ('value' in result) items.push(result.value)
    else {
      const label = isRecord(item) ? item[labelKey] : undefined
      rejected.push({ label: typeof label === 'string' ? label : `#${index}`, cause: `${result.faults}.` })
    }
  }
  return { items, rejected }
}

function check<T extends object>(shape: Shape<T>, data: unknown): { value: T } | { faults: string } {
  if (!isRecord(data)) return { faults: 'it is not an object' }
  const value = plainToInstance(shape, data)
  const errors = validateSync(value, { forbidUnknownValues: false })
  return errors.length === 0 ? { value } : { faults: errors.flatMap((error) => faultsOf(error)).join('; ') }
}

function faultsOf(error: ValidationError, path = ''): string[] {
  const here = path === '' ? error.property : `${path}.${error.property}`
  return [
    ...Object.values(error.constraints ?? {}).map((text) => `${here}: ${text}`),
    ...(error.children ?? []).flatMap((child) => faultsOf(child, here)),
  ]
}
