import { randomUUID } from 'node:crypto'

import type { AppError } from '../../core/index.js'
import { ExportFailed } from '../../core/index.js'
import type { Arrival } from './connection.js'
import { MqttConnection } from './connection.js'
import { statusTopic } from './discovery.js'
import type { Message } from './message.js'
import type { MqttSettings } from './settings.js'

/** What a person or Home Assistant wants of us. */
export type Order =
  /** pdl null: all meters. */
  | { readonly order: 'sync' | 'resend'; readonly pdl: string | null }
  /** Home Assistant started anew. */
  | { readonly order: 'born' }
  /** The broker is back, and may have forgotten. */
  | { readonly order: 'back' }

export interface LinkEvents {
  readonly heard: (order: Order) => void
  readonly told: (level: 'log' | 'warn', line: string) => void
}

const FAREWELL_MS = 2000
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 5 * 60_000
const BIRTH = 'online'
/** Home Assistant is busy at its birth; and it may be everybody's birth. */
const [LEAST_BIRTH_PAUSE_MS, MORE_BIRTH_PAUSE_MS] = [1000, 4000]

/**
 * Our presence on a broker while a destination is enabled: one connection, kept; online told, offline as a will; orders
 * heard. It comes back by itself, more and more slowly, but for a refusal: somebody must act first.
 */
export class MqttLink {
  private connection: MqttConnection | undefined
  private opening: Promise<MqttConnection> | undefined
  private readonly clientId: string
  private timers = new Set<NodeJS.Timeout>()
  private failures = 0
  private wasOpen = false
  private isEnded = false

  constructor(
    readonly settings: MqttSettings,
    private readonly events: LinkEvents,
  ) {
    this.clientId = settings.clientId ?? `linky-local-${randomUUID().slice(0, 8)}`
  }

  /** The connection, opened if need be. Throws ExportFailed, at once when it cannot be. */
  async open(signal?: AbortSignal): Promise<MqttConnection> {
    if (this.isEnded) throw new ExportFailed('PEER_UNREACHABLE', 'This connection was closed by its owner.')
    if (this.connection?.isOpen) return this.connection
    this.opening ??= this.connect(signal).finally(() => {
      this.opening = undefined
    })
    return this.opening
  }

  /** What tells that we are there: to be held like all the rest. */
  get present(): Message {
    return this.presence('online')
  }

  /** Opens in the background, and keeps at it. */
  keep(): void {
    this.open().catch((error: unknown) => this.retryLater(error as AppError))
  }

  /** @param silent leaves no word of us behind */
  async end({ silent = false } = {}): Promise<void> {
    this.isEnded = true
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
    const { connection } = this
    this.connection = undefined
    if (!connection?.isOpen) return
    const farewell = AbortSignal.timeout(FAREWELL_MS)
    if (!silent) await connection.publish(this.presence('offline'), farewell).catch(() => undefined)
    await connection.end().catch(() => undefined)
  }

  private async connect(signal?: AbortSignal): Promise<MqttConnection> {
    const { clientId, settings } = this
    const will = this.presence('offline')
    const connection = await MqttConnection.open(settings, { clientId, will, ...(signal && { signal }) })
    try {
      connection.listen((arrival) => this.hear(arrival))
      await connection.publish(this.presence('online'), signal)
      await this.subscribe(connection)
    } catch (error) {
      await connection.end().catch(() => undefined)
      throw error
    }
    this.connection = connection
    this.failures = 0
    connection.onLost(() => {
      this.connection = undefined
      if (!this.isEnded)
        this.events.told('warn', `The connection to ${settings.url} was lost; it is tried again.`)
      this.retryLater()
    })
    if (this.wasOpen) this.events.heard({ order: 'back' })
    this.wasOpen = true
    return connection
  }

  /** A broker may forbid us to hear: figures go out all the same. */
  private async subscribe(connection: MqttConnection): Promise<void> {
    const { prefix, discovery, discoveryPrefix } = this.settings
    const topics = [`${prefix}/cmd/+`, `${prefix}/+/cmd/+`]
    for (const wanted of [topics, ...(discovery ? [[`${discoveryPrefix}/status`]] : [])]) {
      try {
        await connection.subscribe(wanted)
      } catch (error) {
        this.events.told('warn', (error as AppError).message)
        if (!connection.isOpen) throw error
      }
    }
  }

  private hear({ topic, payload, isRetained }: Arrival): void {
    const { prefix, discovery, discoveryPrefix } = this.settings
    if (isRetained || payload === '') return
    if (discovery && topic === `${discoveryPrefix}/status`) {
      if (payload === BIRTH)
        this.later(LEAST_BIRTH_PAUSE_MS + Math.random() * MORE_BIRTH_PAUSE_MS, () =>
          this.events.heard({ order: 'born' }),
        )
      return
    }
    const [, pdl, order] = /^(?:([^/]+)\/)?cmd\/(sync|resend)$/.exec(topic.slice(prefix.length + 1)) ?? []
    if (topic.startsWith(`${prefix}/`) && (order === 'sync' || order === 'resend'))
      this.events.heard({ order, pdl: pdl ?? null })
  }

  private retryLater(error?: AppError): void {
    if (this.isEnded) return
    if (error) this.events.told('warn', error.message)
    if (error?.retry === 'never') return
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++)
    this.later(pauseMs * (0.5 + Math.random()), () => this.keep())
  }

  private later(pauseMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      act()
    }, pauseMs)
    timer.unref()
    this.timers.add(timer)
  }

  private presence(payload: 'online' | 'offline'): Message {
    return { topic: statusTopic(this.settings.prefix), payload, retain: true, values: 0, role: 'state' }
  }
}
