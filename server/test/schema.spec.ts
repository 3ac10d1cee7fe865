import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { buildSchema, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql'
import { expect, it } from 'vitest'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8'))
const builtIn = new Set(['Boolean', 'Float', 'ID', 'Int', 'String'])
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !builtIn.has(type.name),
)

it('says what every type is', () => {
  expect(types.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
})

it('says what every field and argument is', () => {
  const silent = types.flatMap((type) => {
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).flatMap((field) =>
        field.description ? [] : [`${type.name}.${field.name}`],
      )
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return []
    return Object.values(type.getFields()).flatMap((field) => [
      ...(field.description ? [] : [`${type.name}.${field.name}`]),
      ...field.args.flatMap((arg) => (arg.description ? [] : [`${type.name}.${field.name}(${arg.name})`])),
    ])
  })
  expect(silent).toEqual([])
})
