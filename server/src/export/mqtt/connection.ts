import type { IClientOptions, MqttClient } from 'mqtt'
import { connect } from 'mqtt'
import type { IPublishPacket } from 'mqtt-packet'

import { ExportFailed } from '../../core/index.js'
import { connectFailure, mayBeTooNew, publishFailure, subscribeFailure } from './failures.js'
import type { Message } from './message.js'
import type { MqttSettings } from './settings.js'

export interface Arrival {
  readonly topic: string
  readonly payload: string
  /** Kept by the broker before we subscribed. */
  readonly isRetained: boolean
}

export interface ConnectOptions {
  readonly clientId: string
  /** Retained, published by the broker when we vanish. */
  readonly will?: { readonly topic: string; readonly payload: string }
  readonly signal?: AbortSignal
}

type Version = 4 | 5

const FAREWELL_MS = 1000

/**
 * One connection to a broker, by MQTT 5, else 3.1.1. It never reconnects by itself: whoever holds it does.
 * Every wait ends with the answer, the loss of the connection, the settings' patience, or the caller's signal.
 */
export class MqttConnection {
  private readonly listeners = new Set<(arrival: Arrival) => void>()
  private readonly lost: Promise<never>
  private turn: Promise<unknown> = Promise.resolve()
  private isEnding = false

  private constructor(
    private readonly client: MqttClient,
    private readonly settings: MqttSettings,
    readonly version: Version,
  ) {
    this.lost = new Promise((_, reject) => {
      const lose = (error?: unknown) =>
        reject(
          new ExportFailed(
            'PEER_UNREACHABLE',
            `The connection to ${settings.url} was lost.`,
            error === undefined ? {} : { cause: error },
          ),
        )
      client.on('error', lose)
      client.on('close', () => lose())
    })
    this.lost.catch(() => undefined)
    client.on('message', (topic, payload, packet: IPublishPacket) => {
      const arrival = { topic, payload: payload.toString('utf8'), isRetained: packet.retain }
      for (const listener of this.listeners) listener(arrival)
    })
  }

  /** Throws ExportFailed: PEER_REFUSED, PEER_TLS, PEER_UNSUPPORTED or PEER_UNREACHABLE. */
  static async open(settings: MqttSettings, options: ConnectOptions): Promise<MqttConnection> {
    const versions: readonly Version[] =
      settings.protocol === 'auto' ? [5, 4] : [settings.protocol === '5' ? 5 : 4]
    for (const version of versions) {
      try {
        const client = await clientOf(settings, options, version)
        return new MqttConnection(client, settings, version)
      } catch (error) {
        if (version === versions.at(-1) || !mayBeTooNew(error)) throw connectFailure(error, settings.url)
      }
    }
    throw new ExportFailed(
      'PEER_UNSUPPORTED',
      `The broker at ${settings.url} speaks no version of MQTT that we know.`,
    )
  }

  get isOpen(): boolean {
    return this.client.connected && !this.isEnding
  }

  /** Calls back once, when the connection is over for any reason but `end`. */
  onLost(listener: () => void): void {
    this.lost.catch(() => {
      if (!this.isEnding) listener()
    })
  }

  /** Resolves when the broker has taken it (QoS 1: acknowledged). An empty payload deletes what was retained. */
  async publish(message: Pick<Message, 'topic' | 'payload' | 'retain'>, signal?: AbortSignal): Promise<void> {
    const { topic, payload, retain } = message
    const { qos, expirySeconds } = this.settings
    const expires = this.version === 5 && expirySeconds !== undefined && payload !== ''
    const properties = expires ? { properties: { messageExpiryInterval: expirySeconds } } : {}
    await this.answered(
      this.client.publishAsync(topic, payload, { qos, retain, ...properties }),
      signal,
    ).catch((error: unknown) => {
      throw publishFailure(error, topic)
    })
  }

  /** The broker sends what it retains on these topics, and what comes. @returns how long it took to answer. */
  async subscribe(topics: readonly string[], signal?: AbortSignal): Promise<number> {
    const startedAt = performance.now()
    const [first = ''] = topics
    await this.answered(this.client.subscribeAsync([...topics], { qos: 0 }), signal).catch(
      (error: unknown) => {
        throw subscribeFailure(error, topics.length > 1 ? `${first} and the like` : first)
      },
    )
    return performance.now() - startedAt
  }

  async unsubscribe(topics: readonly string[], signal?: AbortSignal): Promise<void> {
    await this.answered(this.client.unsubscribeAsync([...topics]), signal)
  }

  /** One after another: a second subscription to a topic would not be told what is retained. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(act)
    this.turn = mine.catch(() => undefined)
    return mine
  }

  /** @returns a function that stops listening. */
  listen(listener: (arrival: Arrival) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Ends without a will; a broker that does not let go is left. */
  async end(): Promise<void> {
    this.isEnding = true
    const late = () => new Error('The broker does not let go.')
    await within(this.client.endAsync(!this.client.connected), FAREWELL_MS, late).catch(() => {
      this.client.end(true)
    })
  }

  private answered<T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> {
    const { url, timeoutMs } = this.settings
    const late = () =>
      new ExportFailed(
        'PEER_UNREACHABLE',
        `The broker at ${url} did not answer within ${timeoutMs / 1000} s.`,
      )
    return within(Promise.race([answer, this.lost]), timeoutMs, late, signal)
  }
}

/** The promise, unless time is up or the signal comes first. */
export async function within<T>(
  promise: Promise<T>,
  timeoutMs: number,
  late: () => Error,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(late()), timeoutMs)
  const abort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('Aborted.'))
  signal?.addEventListener('abort', abort, { once: true })
  promise.catch(() => undefined)
  try {
    return await Promise.race([promise, ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

async function clientOf(
  settings: MqttSettings,
  { clientId, will, signal }: ConnectOptions,
  version: Version,
): Promise<MqttClient> {
  const { url, timeoutMs } = settings
  const client = connect(url, {
    ...credentialsOf(settings),
    clientId,
    protocolVersion: version,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: timeoutMs,
    ...(will && { will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: true } }),
  })
  const connected = new Promise<MqttClient>((resolve, reject) => {
    client.once('connect', () => resolve(client))
    client.once('error', reject)
    client.once('close', () => reject(new Error('The broker closed the connection.')))
  })
  try {
    const late = () =>
      new ExportFailed(
        'PEER_UNREACHABLE',
        `The broker at ${url} did not answer within ${timeoutMs / 1000} s.`,
      )
    return await within(connected, timeoutMs, late, signal)
  } catch (error) {
    client.on('error', () => undefined)
    client.end(true)
    throw error
  }
}

function credentialsOf({ username, password, tls, isEncrypted }: MqttSettings): IClientOptions {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isEncrypted && {
      rejectUnauthorized: true,
      ...(tls.ca !== undefined && { ca: tls.ca }),
      ...(tls.serverName !== undefined && { servername: tls.serverName }),
      ...(tls.certificate !== undefined && { cert: tls.certificate, key: tls.key ?? '' }),
    }),
  }
}
