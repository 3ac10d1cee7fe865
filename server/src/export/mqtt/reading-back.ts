import type { Arrival, MqttConnection } from './connection.js'

/** Topics asked at once: some brokers limit a subscription. */
const AT_ONCE = 100
const LEAST_QUIET_MS = 150
const MOST_QUIET_MS = 10_000
const TRIES = 3

/**
 * What the broker retains on these topics; those without anything are left out.
 * It never says that it is done, so an absence is only believed after a silence longer than its usual delay.
 */
export async function readRetained(
  connection: MqttConnection,
  topics: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < topics.length; from += AT_ONCE) {
    const batch = topics.slice(from, from + AT_ONCE)
    for (const [topic, payload] of await connection.inTurn(() => heardOn(connection, batch, signal)))
      if (payload !== '') found.set(topic, payload)
  }
  return found
}

async function heardOn(
  connection: MqttConnection,
  topics: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const ears = new Ears(connection, topics, ({ isRetained }) => isRetained)
  try {
    const delayMs = await connection.subscribe(topics, signal)
    await ears.complete(delayMs, signal)
    await connection.unsubscribe(topics, signal)
    return ears.heard
  } finally {
    ears.close()
  }
}

/** Retained payloads that are not as expected, after a few tries: brokers may store a little late. */
export async function readBack(
  connection: MqttConnection,
  expected: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<string[]> {
  let wrong = [...expected.keys()]
  for (let attempt = 0; attempt < TRIES && wrong.length > 0; attempt++) {
    const held = await readRetained(connection, wrong, signal)
    wrong = wrong.filter((topic) => (held.get(topic) ?? '') !== expected.get(topic))
  }
  return wrong
}

/** Collects what comes on some topics. */
export class Ears {
  readonly heard = new Map<string, string>()
  private readonly wanted: ReadonlySet<string>
  private readonly stop: () => void
  private wake: () => void = () => undefined

  constructor(connection: MqttConnection, topics: readonly string[], accepts: (arrival: Arrival) => boolean) {
    this.wanted = new Set(topics)
    this.stop = connection.listen((arrival) => {
      if (!this.wanted.has(arrival.topic) || !accepts(arrival)) return
      this.heard.set(arrival.topic, arrival.payload)
      this.wake()
    })
  }

  /** Until every topic was heard, or nothing came for a while; `delayMs` is how slow the broker was just now. */
  async complete(delayMs: number, signal?: AbortSignal): Promise<void> {
    const quietMs = Math.min(MOST_QUIET_MS, LEAST_QUIET_MS + 2 * delayMs)
    const { promise: done, resolve, reject } = Promise.withResolvers<undefined>()
    let timer = setTimeout(() => resolve(undefined), quietMs)
    this.wake = () => {
      clearTimeout(timer)
      if (this.heard.size === this.wanted.size) resolve(undefined)
      else timer = setTimeout(() => resolve(undefined), quietMs)
    }
    const abort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('Aborted.'))
    signal?.addEventListener('abort', abort, { once: true })
    if (this.heard.size === this.wanted.size) resolve(undefined)
    try {
      await done
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  close(): void {
    this.stop()
  }
}
