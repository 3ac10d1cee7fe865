import { setTimeout as wait } from 'node:timers/promises'

import type { IClientOptions } from 'mqtt'
import { connectAsync } from 'mqtt'

const QUIET_MS = 100

/** A client of the tests, beside the exporter: everything that the broker retains for it, by topic. */
export async function retainedAt(url: string, options: IClientOptions = {}): Promise<Map<string, string>> {
  const client = await connectAsync(url, {
    ...options,
    clientId: `test-${Math.random()}`,
    reconnectPeriod: 0,
  })
  const found = new Map<string, string>()
  client.on('message', (topic, payload) => found.set(topic, payload.toString()))
  await client.subscribeAsync('#', { qos: 0 })
  let before = -1
  while (before !== found.size) {
    before = found.size
    await wait(QUIET_MS)
  }
  await client.endAsync()
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export async function publishAt(
  url: string,
  topic: string,
  payload: string,
  { retain = true, ...options }: IClientOptions & { retain?: boolean } = {},
): Promise<void> {
  const client = await connectAsync(url, {
    ...options,
    clientId: `test-${Math.random()}`,
    reconnectPeriod: 0,
  })
  await client.publishAsync(topic, payload, { qos: 1, retain })
  await client.endAsync()
}
