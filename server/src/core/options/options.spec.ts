import { describe, expect, it } from 'vitest'

import type { OptionSpec, OptionValue } from './option.js'
import { effectiveOptions, faultsOf, patched, valuesOf } from './options.js'

const say = (text: string) => ({ fr: text, en: text })
const spec = (name: string, rest: Partial<OptionSpec> = {}): OptionSpec => ({
  name,
  group: say('Group'),
  title: say(name),
  help: say(''),
  type: 'TEXT',
  ...rest,
})
const specs = [
  spec('url', { type: 'URL', required: true, variable: 'X_URL' }),
  spec('prefix', { default: 'linky', variable: 'X_PREFIX', pattern: '^[a-z/]+$' }),
  spec('token', { secret: true, variable: 'X_TOKEN' }),
  spec('qos', { type: 'INTEGER', min: 0, max: 2, default: 1 }),
  spec('tls', { type: 'BOOLEAN', default: false }),
  spec('caFile', { required: true, shownWhen: 'tls=true' }),
]
const environment: Record<string, OptionValue> = {
  X_URL: 'http://env:1',
  X_PREFIX: 'env',
  X_TOKEN: 'env-token',
}
const effective = (values: Record<string, OptionValue>, variables = environment, closed: string[] = []) =>
  effectiveOptions(specs, { values, closed }, (name) => variables[name])
const origins = (options: ReturnType<typeof effective>) =>
  Object.fromEntries(options.map(({ spec: { name }, value, origin }) => [name, [value, origin]]))

describe('the value in force', () => {
  it('is what was saved, else the environment, else the default', () => {
    expect(origins(effective({ url: 'http://saved:2' }))).toEqual({
      url: ['http://saved:2', 'MANUAL'],
      prefix: ['env', 'ENVIRONMENT'],
      token: ['env-token', 'ENVIRONMENT'],
      qos: [1, 'DEFAULT'],
      tls: [false, 'DEFAULT'],
      caFile: [undefined, 'DEFAULT'],
    })
  })

  it('is there, though unseen, when it is a secret that is kept closed', () => {
    const token = effective({}, environment, ['token']).find(({ spec: { name } }) => name === 'token')
    expect(token).toMatchObject({ hasValue: true, origin: 'MANUAL', value: undefined })
  })

  it('may be false or zero', () => {
    expect(valuesOf(effective({ qos: 0, tls: false }))).toMatchObject({ qos: 0, tls: false })
  })
})

describe('faults', () => {
  const rules = (values: Record<string, OptionValue>, variables: Record<string, OptionValue> = environment) =>
    faultsOf(effective(values, variables)).map(({ path, rule }) => `${path} ${rule}`)

  it('name each option and the rule it breaks, wherever the value comes from', () => {
    expect(rules({})).toEqual([])
    expect(rules({}, {})).toEqual(['options.url required'])
    expect(rules({ url: 'somewhere', prefix: 'A B', qos: 3 })).toEqual([
      'options.url pattern',
      'options.prefix pattern',
      'options.qos range',
    ])
    expect(rules({}, { X_URL: 'nowhere' })).toEqual(['options.url pattern'])
  })

  it('leave alone what is not shown', () => {
    expect(rules({ tls: true })).toEqual(['options.caFile required'])
    expect(rules({ tls: false, caFile: '' })).toEqual([])
  })

  it('know every kind of field', () => {
    const choices = [
      { value: 'a', title: say('a') },
      { value: 'b', title: say('b') },
    ]
    const cases: [Partial<OptionSpec>, OptionValue, OptionValue][] = [
      [{ type: 'TEXT' }, 'x', 1],
      [{ type: 'LONG_TEXT' }, 'x\ny', true],
      [{ type: 'URL' }, 'mqtt://host:1883', 'host'],
      [{ type: 'INTEGER' }, 3, 1.5],
      [{ type: 'NUMBER', min: 0 }, 1.5, -1],
      [{ type: 'BOOLEAN' }, true, 'true'],
      [{ type: 'CHOICE', choices }, 'a', 'c'],
      [{ type: 'CHOICES', choices }, ['a', 'b'], ['a', 'c']],
      [{ type: 'DURATION' }, 'PT30M', '30 minutes'],
      [{ type: 'KEY_VALUES' }, { a: 'b' }, 'a=b'],
    ]
    for (const [rest, good, bad] of cases) {
      const faults = (value: OptionValue) =>
        faultsOf(effectiveOptions([spec('x', rest)], { values: { x: value } }, () => undefined))
      expect(faults(good), rest.type).toEqual([])
      expect(faults(bad), rest.type).toHaveLength(1)
    }
  })
})

describe('a patch', () => {
  it('keeps what it leaves out, forgets what is null or emptied, and sets secrets apart', () => {
    expect(
      patched(
        specs,
        { url: 'http://a:1', prefix: 'b', qos: 2 },
        { prefix: null, qos: 0, token: ' new ', caFile: ' ' },
      ),
    ).toEqual({ config: { url: 'http://a:1', qos: 0 }, secrets: { token: 'new' }, forgotten: [], faults: [] })
    expect(patched(specs, {}, { token: null }).forgotten).toEqual(['token'])
  })

  it('refuses what nobody knows, and keeps no wrong value', () => {
    const { config, faults } = patched(specs, {}, { surprise: 1, qos: 'two' })
    expect(config).toEqual({})
    expect(faults.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'options.surprise unknown',
      'options.qos pattern',
    ])
  })
})
