import { expect, it } from 'vitest'

import { toDay } from '../core/index.js'
import { Flights } from './flights.js'

const range = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) })
const january = range('2026-01-01', '2026-02-01')

function deferred() {
  let land: (value: string) => void = () => undefined
  const landing = new Promise<string>((resolve) => {
    land = resolve
  })
  return { landing, land }
}

it('are shared by who asks for less', async () => {
  const flights = new Flights<string>()
  const { landing, land } = deferred()
  const first = flights.start('a', january, 'auto', () => landing)
  expect(flights.find('a', range('2026-01-10', '2026-01-12'), 'auto')).toBe(first)
  expect(flights.find('a', range('2026-01-10', '2026-02-12'), 'auto')).toBeUndefined()
  expect(flights.find('b', january, 'auto')).toBeUndefined()
  land('here')
  await first
  expect(flights.isBusy('a')).toBe(false)
})

it('follow one another on the same series, also after a failure', async () => {
  const flights = new Flights<string>()
  const order: string[] = []
  const fails = flights.start('a', january, 'auto', () => {
    order.push('first')
    return Promise.reject(new Error('no'))
  })
  const follows = flights.start('a', january, 'force', () => {
    order.push('second')
    return Promise.resolve('here')
  })
  await expect(fails).rejects.toThrow('no')
  expect(await follows).toBe('here')
  expect(order).toEqual(['first', 'second'])
  expect(flights.isBusy('a')).toBe(false)
})
