import { AppError } from '../errors.js'
import type { EventBus } from '../event-bus.js'
import type { EventName, Events } from '../events.js'

export interface StreamOptions<E, T> {
  /** Events that this subscriber asked for; left out: all. */
  filter?: (event: E) => boolean
  /** Event → what is sent; null sends nothing. Runs when the client is ready for it, so it sees the latest state. */
  map: (event: E) => T | null | Promise<T | null>
  /** Events of one key that wait together become one: the newer, or their `merge`. Left out: none. */
  key?: (event: E) => string
  merge?: (older: E, newer: E) => E
  /** Said at once, before any event; null says nothing. */
  first?: () => T | null | Promise<T | null>
  /** Events that may wait for a slow client before its stream ends with an error. */
  limit?: number
}

/** For `@Subscription(() => X, { resolve: itself })`: what the stream yields is the answer. */
export function itself<T>(value: T): T {
  return value
}

/**
 * Events of the bus → what a subscription resolver returns.
 * Listens from the call on; stops when the client leaves, even in the middle of a wait (an async generator could not:
 * its `return` queues behind the pending `next`).
 */
export function eventStream<N extends EventName, T>(
  bus: EventBus,
  name: N,
  {
    filter = () => true,
    map,
    key,
    merge = (_, newer) => newer,
    first,
    limit = 1000,
  }: StreamOptions<Events[N], T>,
): AsyncIterableIterator<T> {
  const waiting = new Map<string, Events[N]>()
  let serial = 0
  let open = true
  let overflown = false
  let wake: () => void = () => undefined
  let opening = first

  const stop = bus.on(name, `subscription to ${name}`, (event) => {
    if (!filter(event)) return
    const slot = key?.(event) ?? String(serial++)
    const older = waiting.get(slot)
    waiting.set(slot, older === undefined ? event : merge(older, event))
    if (waiting.size > limit) {
      overflown = true
      close()
    }
    wake()
  })

  function close(): void {
    open = false
    stop()
    waiting.clear()
    wake()
  }

  async function take(): Promise<IteratorResult<T, undefined>> {
    if (opening) {
      const speak = opening
      opening = undefined
      const value = await speak()
      if (open && value !== null) return { value, done: false }
    }
    while (open) {
      const [next] = waiting
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else {
        waiting.delete(next[0])
        const value = await map(next[1])
        if (value !== null) return { value, done: false }
      }
    }
    if (overflown) {
      overflown = false
      throw new AppError('TOO_LARGE', 'Too many events waited for this client; subscribe again.')
    }
    return { value: undefined, done: true }
  }

  let turn: Promise<unknown> = Promise.resolve()
  return {
    next() {
      const result = turn.then(take)
      turn = result.catch(close)
      return result
    },
    return() {
      close()
      return Promise.resolve({ value: undefined, done: true })
    },
    throw(error: Error) {
      close()
      return Promise.reject(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
