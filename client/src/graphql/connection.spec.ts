import { expect, it } from 'vitest'
import { connection, connectionLost, connectionOpened, shownFromMemory } from './connection'

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

it('remembers how old the oldest figure is, until the server is back', () => {
  connectionLost(3000)
  shownFromMemory(2000)
  shownFromMemory(1000)
  shownFromMemory(2500)
  expect(connection.rememberedAt.value).toBe(1000)
  connectionOpened()
  expect(connection.rememberedAt.value).toBeNull()
})
