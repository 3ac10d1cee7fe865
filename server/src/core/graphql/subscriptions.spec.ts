import { describe, expect, it } from 'vitest'

import { EventBus } from '../event-bus.js'
import type { Events } from '../events.js'
import type { Day } from '../time/paris.js'
import { eventStream } from './subscriptions.js'

const ranges = [{ from: '2026-01-01' as Day, to: '2026-01-02' as Day }]
const merged = (pdl: string): Events['ReadingsMerged'] => ({ pdl, dataset: 'MAX_POWER', ranges })
const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('eventStream', () => {
  it('keeps order and says nothing for what maps to null', async () => {
    const bus = new EventBus()
    const stream = eventStream(bus, 'ReadingsMerged', { map: ({ pdl }) => (pdl === 'b' ? null : pdl) })
    for (const pdl of ['a', 'b', 'c']) bus.publish('ReadingsMerged', merged(pdl))
    expect(await stream.next()).toEqual({ value: 'a', done: false })
    expect(await stream.next()).toEqual({ value: 'c', done: false })
  })

  it('speaks first when something is under way', async () => {
    const bus = new EventBus()
    const stream = eventStream(bus, 'SyncFinished', { map: ({ runId }) => runId, first: () => 'now' })
    bus.publish('SyncFinished', { runId: 'later' })
    expect([(await stream.next()).value, (await stream.next()).value]).toEqual(['now', 'later'])
  })

  it('makes one of the events that wait under one key', async () => {
    const bus = new EventBus()
    const stream = eventStream(bus, 'ReadingsMerged', {
      key: ({ pdl }) => pdl ?? '',
      merge: (older, newer) => ({ ...newer, ranges: [...older.ranges, ...newer.ranges] }),
      map: (event) => event.ranges.length,
    })
    for (const pdl of ['a', 'a', 'a', 'b']) bus.publish('ReadingsMerged', merged(pdl))
    await settle()
    expect([(await stream.next()).value, (await stream.next()).value]).toEqual([3, 1])
  })

  it('ends a pending wait when the client leaves', async () => {
    const stream = eventStream(new EventBus(), 'SyncFinished', { map: ({ runId }) => runId })
    const pending = stream.next()
    await stream.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
    expect(await stream.next()).toEqual({ value: undefined, done: true })
  })

  it('ends with an error rather than lose events of a client that does not read', async () => {
    const bus = new EventBus()
    const stream = eventStream(bus, 'SyncFinished', { map: ({ runId }) => runId, limit: 2 })
    for (const runId of ['1', '2', '3']) bus.publish('SyncFinished', { runId })
    await settle()
    await expect(stream.next()).rejects.toThrow('subscribe again')
    expect(await stream.next()).toEqual({ value: undefined, done: true })
  })
})
