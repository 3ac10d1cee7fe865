import { expect, it } from 'vitest'
import { connection, connectionLost, connectionOpened } from './connection'

it('tells a first contact from a return', () => {
  expect(connection.state.value).toBe('OPENING')
  expect(connectionOpened()).toBe(false)
  connectionLost(1000)
  connectionLost(2000)
  expect(connection.state.value).toBe('LOST')
  expect(connection.lostAt.value).toBe(1000)
  expect(connectionOpened()).toBe(true)
  expect(connection.lostAt.value).toBeNull()
})
