import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, GraphQLEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { en } from './en'
import { apart as enApart } from './en/apart'
import { fr } from './fr'
import { apart as frApart } from './fr/apart'

type Tree = { [key: string]: string | Tree }

const root = join(import.meta.dirname, '../..')

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

function sources(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(vue|ts)$/.test(path) && !path.includes('generated') && !path.includes('.spec.'))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
}

function enumValues(name: string): string[] {
  const type = buildSchema(readFileSync(join(root, '../schema.graphql'), 'utf8')).getType(name)
  if (!(type instanceof GraphQLEnumType)) throw new Error(`${name} is not an enum of the schema`)
  return type.getValues().map(({ name: value }) => value)
}

const french = flat({ ...fr, ...frApart })
const english = flat({ ...en, ...enApart })
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe('messages', () => {
  it('exist in both languages under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it('take the same values in both languages', () => {
    for (const [key, text] of french) {
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)])
    }
  })

  it('are all there when a source asks for one', () => {
    const used = sources().flatMap((source) =>
      [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    )
    expect(used.length).toBeGreaterThan(80)
    expect(used.filter((key) => !french.has(key))).toEqual([])
  })

  it('have a group for every key that a source builds', () => {
    const built = sources().flatMap((source) =>
      [...source.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map(([, group]) => group ?? ''),
    )
    const groups = [...french.keys()]
    expect(built.filter((group) => !groups.some((key) => key.startsWith(`${group}.`)))).toEqual([])
  })

  it('give every reason of the schema a title and a sentence', () => {
    const codes = enumValues('Reason')
    expect(Object.keys(fr.reasons).sort()).toEqual(codes.sort())
    for (const { title, text } of [...Object.values(fr.reasons), ...Object.values(en.reasons)]) {
      expect(title).toMatch(/^[A-ZÉ].*[^.]$/)
      expect(text).toMatch(/^[A-ZÉ].*\.$/)
    }
  })

  it('name every dataset, direction and colour of the schema', () => {
    expect(Object.keys(fr.sync.datasets).sort()).toEqual(enumValues('Dataset').sort())
    expect(Object.keys(fr.energy.directions).sort()).toEqual(enumValues('Direction').sort())
    expect(Object.keys(fr.energy.tempo.left).sort()).toEqual(enumValues('TempoColor').sort())
    expect(
      Object.keys(fr.welcome.series)
        .filter((key) => key !== 'since')
        .sort(),
    ).toEqual(enumValues('RunState').sort())
  })

  it('are written as French is: vous, no exclamation, curly apostrophes', () => {
    for (const [key, text] of french) {
      expect([key, text]).toEqual([key, expect.not.stringMatching(/!|'|\b(tu|ton|ta|tes|toi)\b/i)])
    }
  })
})
