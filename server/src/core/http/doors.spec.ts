import { describe, expect, it } from 'vitest'

import { refusalOf } from './doors.js'
import type { Knock } from './doors.js'

const knock = (given: Partial<Knock>): Knock => ({
  method: 'GET',
  host: 'localhost:8181',
  origin: undefined,
  upgrade: false,
  ...given,
})
const statusOf = (given: Partial<Knock>, allowed: string[] = []) => refusalOf(knock(given), allowed)?.status

describe('Host', () => {
  it.each([
    'localhost:8181',
    'LOCALHOST',
    'app.localhost:1',
    '127.0.0.1:8181',
    '192.168.1.20',
    '[::1]:8181',
    '[fe80::1]',
  ])('lets %s in', (host) => {
    expect(statusOf({ host })).toBeUndefined()
  })

  it.each([
    'evil.example',
    'evil.example:8181',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '',
    undefined,
    '[evil]',
  ])('refuses %s', (host) => {
    expect(statusOf({ host })).toBe(421)
  })

  it('lets the names of ALLOWED_HOSTS in, on any port, and names the variable otherwise', () => {
    expect(statusOf({ host: 'Linky.home:8181' }, ['linky.home'])).toBeUndefined()
    expect(refusalOf(knock({ host: 'linky.home' }), [])?.sentence).toContain('ALLOWED_HOSTS')
  })
})

describe('Origin', () => {
  it('must be ours to change something or to open a websocket', () => {
    for (const given of [{ method: 'POST' }, { method: 'DELETE' }, { upgrade: true }]) {
      expect(statusOf({ ...given, origin: 'http://evil.example' })).toBe(403)
      expect(statusOf({ ...given, origin: 'http://localhost:9999' })).toBe(403)
      expect(statusOf({ ...given, origin: 'null' })).toBe(403)
      expect(statusOf({ ...given, origin: 'http://localhost:8181' })).toBeUndefined()
    }
  })

  it('may be absent: tools are no browsers', () => {
    expect(statusOf({ method: 'POST' })).toBeUndefined()
    expect(statusOf({ upgrade: true })).toBeUndefined()
  })

  it('does not matter to a plain read, which the browser hides from other sites by itself', () => {
    expect(statusOf({ origin: 'http://evil.example' })).toBeUndefined()
  })

  it('may be an allowed name in front of a proxy that rewrites Host', () => {
    const given = { method: 'POST', host: '127.0.0.1:8181', origin: 'https://linky.home' }
    expect(statusOf(given, ['linky.home'])).toBeUndefined()
    expect(statusOf(given)).toBe(403)
  })
})
