import { describe, expect, it } from 'vitest'
import { arranged, draftOf, fieldErrors, isShown, patchOf, readNumber, type Option } from './optionForm'

function anOption(name: string, change: Partial<Option> = {}): Option {
  return {
    name,
    group: 'Connexion',
    title: name,
    help: '',
    type: 'TEXT',
    required: false,
    secret: false,
    choices: [],
    default: null,
    example: null,
    min: null,
    max: null,
    shownWhen: null,
    hasValue: false,
    value: null,
    origin: 'DEFAULT',
    variable: null,
    ...change,
  }
}
const names = (groups: { options: Option[] }[]) =>
  groups.flatMap(({ options }) => options.map(({ name }) => name))

describe('arranged', () => {
  const options = [
    anOption('broker', { type: 'URL', required: true }),
    anOption('password', { secret: true }),
    anOption('qos', { type: 'INTEGER', default: 1, value: 1, hasValue: true }),
    anOption('tlsCa', { type: 'LONG_TEXT', group: 'TLS' }),
    anOption('discovery', { type: 'BOOLEAN', group: 'HA', value: true, default: true, hasValue: true }),
    anOption('form', { type: 'CHOICE', group: 'HA', shownWhen: 'discovery=true', default: 'a', value: 'a' }),
  ]

  it('begins with what is needed, and folds what is already filled', () => {
    const { main, advanced } = arranged(options, draftOf(options))
    expect(names(main)).toEqual(['broker', 'password', 'discovery'])
    expect(names(advanced)).toEqual(['qos', 'tlsCa', 'form'])
  })

  it('leaves out what does not apply any more', () => {
    const { advanced } = arranged(options, { ...draftOf(options), discovery: false })
    expect(names(advanced)).not.toContain('form')
  })

  it('keeps a choice in sight when a needed option hangs on it', () => {
    const choice = [
      anOption('from', { type: 'CHOICE', default: 'A', value: 'A' }),
      anOption('map', { type: 'KEY_VALUES', required: true, shownWhen: 'from=B' }),
    ]
    expect(names(arranged(choice, { from: 'A' }).main)).toEqual(['from'])
    expect(names(arranged(choice, { from: 'B' }).main)).toEqual(['from', 'map'])
  })
})

it('compares a condition with what the form says, booleans included', () => {
  const option = anOption('x', { shownWhen: 'retain=true' })
  expect(isShown(option, { retain: true })).toBe(true)
  expect(isShown(option, { retain: false })).toBe(false)
  expect(isShown(option, {})).toBe(false)
})

describe('patchOf', () => {
  const options = [
    anOption('broker', { value: 'mqtt://a', hasValue: true }),
    anOption('qos', { type: 'INTEGER', value: 1, hasValue: true }),
    anOption('password', { secret: true, hasValue: true, origin: 'MANUAL' }),
    anOption('headers', { type: 'KEY_VALUES', value: { a: 'b' }, hasValue: true }),
  ]
  const draft = draftOf(options)

  it('is empty when nothing was touched: a secret is never sent back', () => {
    expect(patchOf(options, draft)).toEqual({})
    expect(draft.password).toBe('')
  })

  it('holds only what changed', () => {
    expect(patchOf(options, { ...draft, qos: 2, headers: { a: 'c' } })).toEqual({
      qos: 2,
      headers: { a: 'c' },
    })
  })

  it('gives an emptied field back to its default', () => {
    expect(patchOf(options, { ...draft, broker: '' })).toEqual({ broker: null })
  })

  it('sends a secret that was typed, and forgets one on demand', () => {
    expect(patchOf(options, { ...draft, password: 'new' }, ['password'])).toEqual({ password: 'new' })
    expect(patchOf(options, draft, ['password'])).toEqual({ password: null })
  })
})

it('brings each fault to its field', () => {
  const problem = {
    __typename: 'Problem' as const,
    code: 'INVALID_INPUT' as const,
    message: '',
    detail: null,
    pdl: null,
    retryAt: null,
    fields: [
      { path: 'options.broker', rule: 'pattern', message: 'bad' },
      { path: 'cron', rule: 'pattern', message: 'bad' },
    ],
  }
  expect(Object.keys(fieldErrors(problem))).toEqual(['broker', 'cron'])
  expect(fieldErrors(null)).toEqual({})
})

it('reads a comma, and leaves to the server what is no number', () => {
  expect(readNumber('1,5')).toBe(1.5)
  expect(readNumber('')).toBe('')
  expect(readNumber('deux')).toBe('deux')
})
