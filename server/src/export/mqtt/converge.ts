import { ExportFailed } from '../../core/index.js'
import type { Delivery } from '../exporter.js'
import type { MqttConnection } from './connection.js'
import { migrationMessages, removalPayload } from './discovery-moves.js'
import type { Message } from './message.js'
import { Ears, readBack, readRetained } from './reading-back.js'

/** Topics that we once wrote, and may still hold something. */
const TOPICS = 'topics'
const IN_FLIGHT = 16

type Means = Pick<Delivery, 'memory' | 'signal' | 'log' | 'progress'>

export interface Converging extends Means {
  readonly discoveryPrefix: string
  /** Once the broker is known to hold what it should; before anything is cleared. */
  readonly held?: () => Promise<void>
}

/**
 * Makes the broker hold these messages, and nothing else of ours: writes what differs, reads it back, then clears what is no
 * longer exported. Not retained messages are always sent, and heard back.
 * Throws PEER_DROPPED when the broker acknowledged and does not hold. @returns values sent.
 */
export async function converge(
  connection: MqttConnection,
  wanted: readonly Message[],
  { memory, signal, log, progress, discoveryPrefix, held }: Converging,
): Promise<number> {
  const known = (await memory.get<readonly string[]>(TOPICS)) ?? []
  const topics = new Set(wanted.map(({ topic }) => topic))
  const leaving = known.filter((topic) => !topics.has(topic))
  const retained = wanted.filter(({ retain }) => retain).map(({ topic }) => topic)
  const before = await readRetained(connection, [...retained, ...leaving], signal)
  const stale = wanted.filter(({ topic, payload, retain }) => !retain || before.get(topic) !== payload)
  if (stale.length > 0) await memory.set(TOPICS, [...new Set([...known, ...topics])])

  const stillThere = leaving.filter((topic) => before.has(topic))
  await publishAll(connection, migrationMessages(stillThere, wanted, discoveryPrefix), signal)
  await publishAll(connection, removals(stale, before), signal)
  const values = await publishAndHear(connection, stale, signal, progress)
  await held?.()

  const cleared = stillThere.map((topic) => ({ topic, payload: '', retain: true, values: 0 }))
  await publishAll(connection, cleared, signal)
  if (known.length > 0 || stale.length > 0) await memory.set(TOPICS, [...topics])
  log(`${stale.length} of ${wanted.length} topics written and read back, ${cleared.length} cleared.`)
  return values
}

/** Empties every topic of ours. @returns how many held something. */
export async function clearAll(
  connection: MqttConnection,
  topics: readonly string[],
  { memory, signal }: Pick<Delivery, 'memory' | 'signal'>,
): Promise<number> {
  const known = (await memory.get<readonly string[]>(TOPICS)) ?? []
  const held = await readRetained(connection, [...new Set([...known, ...topics])], signal)
  const cleared = [...held.keys()].map((topic) => ({ topic, payload: '', retain: true, values: 0 }))
  await publishAll(connection, cleared, signal)
  const left = await readRetained(connection, [...held.keys()], signal)
  if (left.size > 0) throw dropped([...left.keys()], 'still holds')
  await memory.set(TOPICS, [])
  return cleared.length
}

async function publishAndHear(
  connection: MqttConnection,
  messages: readonly Message[],
  signal: AbortSignal,
  progress: Delivery['progress'],
): Promise<number> {
  const passing = messages.filter(({ retain }) => !retain)
  const ears = new Ears(
    connection,
    passing.map(({ topic }) => topic),
    ({ isRetained }) => !isRetained,
  )
  try {
    const delayMs =
      passing.length > 0
        ? await connection.subscribe(
            passing.map(({ topic }) => topic),
            signal,
          )
        : 0
    const values = await publishAll(connection, messages, signal, progress)
    if (passing.length > 0) await ears.complete(delayMs, signal)
    const unheard = passing.filter(({ topic, payload }) => ears.heard.get(topic) !== payload)
    const expected = new Map(
      messages.filter(({ retain }) => retain).map(({ topic, payload }) => [topic, payload]),
    )
    const wrong = [...unheard.map(({ topic }) => topic), ...(await readBack(connection, expected, signal))]
    if (wrong.length > 0) throw dropped(wrong, 'does not hold')
    return values
  } finally {
    ears.close()
    if (passing.length > 0 && connection.isOpen)
      await connection.unsubscribe(passing.map(({ topic }) => topic)).catch(() => undefined)
  }
}

/** In their order, a few on the way at once. */
async function publishAll(
  connection: MqttConnection,
  messages: readonly Pick<Message, 'topic' | 'payload' | 'retain' | 'values'>[],
  signal: AbortSignal,
  progress?: Delivery['progress'],
): Promise<number> {
  const total = messages.reduce((sum, { values }) => sum + values, 0)
  let done = 0
  for (let from = 0; from < messages.length; from += IN_FLIGHT) {
    const batch = messages.slice(from, from + IN_FLIGHT)
    await Promise.all(batch.map((message) => connection.publish(message, signal)))
    done += batch.reduce((sum, { values }) => sum + values, 0)
    progress?.(done, total)
  }
  return total
}

function removals(stale: readonly Message[], before: ReadonlyMap<string, string>): Message[] {
  return stale.flatMap((message) => {
    if (message.role !== 'discovery') return []
    const payload = removalPayload(before.get(message.topic), message.payload)
    return payload === null ? [] : [{ ...message, payload, values: 0 }]
  })
}

function dropped(topics: readonly string[], how: string): ExportFailed {
  const [first = ''] = topics
  return new ExportFailed(
    'PEER_DROPPED',
    `The broker acknowledged, but ${how} ${topics.length} topics as they should be, ${first} first: its access list, or its limits, may keep them away.`,
  )
}
