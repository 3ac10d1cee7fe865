import { ValidationPipe } from '@nestjs/common'
import type { ValidationError } from 'class-validator'

import { InvalidInput } from '../errors.js'
import type { FieldFault } from '../errors.js'

/** Names of class-validator's checks → the stable words of `FieldProblem.rule`; any other check keeps its name. */
const RULES: Readonly<Record<string, string>> = {
  isDefined: 'required',
  isNotEmpty: 'required',
  matches: 'pattern',
  isUrl: 'pattern',
  isEmail: 'pattern',
  min: 'range',
  max: 'range',
  minLength: 'range',
  maxLength: 'range',
  isLength: 'range',
  isPositive: 'range',
  arrayMinSize: 'range',
  arrayMaxSize: 'range',
  arrayUnique: 'duplicate',
  whitelistValidation: 'unknown',
}

/** Nested errors of class-validator → one line per broken rule, with the path from the input. */
export function fieldFaultsOf(errors: readonly ValidationError[], prefix = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const path = `${prefix}${error.property}`
    const own = Object.entries(error.constraints ?? {}).map(([check, message]) => ({
      path,
      rule: RULES[check] ?? check,
      message,
    }))
    return [...own, ...fieldFaultsOf(error.children ?? [], `${path}.`)]
  })
}

/** Checks every input class. An optional field carries `@IsOptional()`: without a decorator it "should not exist". */
export function inputValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => {
      const fields = fieldFaultsOf(errors)
      return new InvalidInput(fields.map(({ message }) => message).join('; '), { fields })
    },
  })
}
