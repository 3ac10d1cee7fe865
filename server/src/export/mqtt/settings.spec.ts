import { expect, it } from 'vitest'

import { settingsOf } from './settings.js'

it.each([
  ['mqtt://broker.lan', 'mqtt://broker.lan:1883', false],
  ['broker.lan:1884', 'mqtt://broker.lan:1884', false],
  ['ssl://broker.lan', 'mqtts://broker.lan:8883', true],
  ['wss://broker.lan/mqtt', 'wss://broker.lan:443/mqtt', true],
])('reads the address %s', (broker, url, isEncrypted) => {
  expect(settingsOf({ broker })).toMatchObject({ url, isEncrypted })
})

it.each([
  [{}, 'options.broker'],
  [{ broker: 'http://broker.lan' }, 'options.broker'],
  [{ broker: 'mqtt://linky:hush-hush@broker.lan' }, 'options.broker'],
  [{ broker: 'mqtt://broker.lan', prefix: 'a/#' }, 'options.prefix'],
  [{ broker: 'mqtt://broker.lan', tlsCertificate: 'PEM' }, 'options.tlsKey'],
])('refuses %j, and repeats no secret', (options, path) => {
  let refusal: unknown
  try {
    settingsOf(options)
  } catch (error) {
    refusal = error
  }
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', retry: 'never', fields: [{ path }] })
  expect(String(refusal)).not.toContain('hush')
})

it('keeps a password as it was given', () => {
  expect(settingsOf({ broker: 'mqtt://broker.lan', password: ' with spaces ' }).password).toBe(
    ' with spaces ',
  )
})
