import { createHash, randomUUID } from 'node:crypto'

import { Injectable, Logger } from '@nestjs/common'

import { EventBus, maskSecrets, messageOf } from '../../core/index.js'
import type { Delivery, TargetMemory } from '../exporter.js'
import type { Order } from './link.js'
import { MqttLink } from './link.js'
import type { Message } from './message.js'
import { readRetained } from './reading-back.js'
import type { MqttSettings } from './settings.js'
import { settingsOf } from './settings.js'

interface Kept {
  readonly key: string
  readonly link: MqttLink
  /** What the broker held of ours after the last run: told again at a birth. */
  messages: readonly Message[]
}

const IDENTITY = 'link'

/** One connection per destination, from run to run; what is heard on it becomes a fact of the house. */
@Injectable()
export class MqttKeeper {
  private readonly logger = new Logger('MqttExporter')
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly bus: EventBus) {}

  /** The destination's connection keeper; another one when its options changed. */
  async linkOf({ options, memory }: Pick<Delivery, 'options' | 'memory'>): Promise<MqttLink> {
    const settings = settingsOf(options)
    const identity = await identityOf(memory)
    const key = keyOf(settings)
    const kept = this.kept.get(identity)
    if (kept?.key === key) return kept.link
    this.kept.delete(identity)
    await kept?.link.end()
    const link: MqttLink = new MqttLink(settings, {
      heard: (order) => void this.follow(identity, order),
      told: (level, line) => this.logger[level](maskSecrets(line)),
    })
    this.kept.set(identity, { key, link, messages: [] })
    return link
  }

  async remember(memory: TargetMemory, messages: readonly Message[]): Promise<void> {
    const kept = this.kept.get(await identityOf(memory))
    if (kept) kept.messages = messages
  }

  /** Left out: every destination's. */
  async end(memory?: TargetMemory, how: { silent?: boolean } = {}): Promise<void> {
    const identities = memory ? [await identityOf(memory)] : [...this.kept.keys()]
    const ending = identities.flatMap((identity) => this.kept.get(identity) ?? [])
    for (const identity of identities) this.kept.delete(identity)
    await Promise.all(ending.map(({ link }) => link.end(how)))
  }

  private async follow(identity: string, order: Order): Promise<void> {
    if (order.order === 'sync') {
      this.bus.publish('SyncRequested', { pdl: order.pdl })
      return
    }
    const pdl = order.order === 'resend' ? order.pdl : null
    await this.tellAgain(identity, order).catch((error: unknown) =>
      this.logger.warn(`Not told again: ${maskSecrets(messageOf(error))}`),
    )
    this.bus.publish('ResendRequested', { kind: 'MQTT', pdl })
  }

  /** What the last run left; after a loss of the connection, only what the broker lost. */
  private async tellAgain(identity: string, order: Order): Promise<void> {
    const kept = this.kept.get(identity)
    if (!kept || kept.messages.length === 0) return
    const connection = await kept.link.open()
    const topics = kept.messages.filter(({ retain }) => retain).map(({ topic }) => topic)
    const held = order.order === 'back' ? await readRetained(connection, topics) : new Map<string, string>()
    for (const message of kept.messages) {
      const isMeant = order.order !== 'resend' || order.pdl === null || message.topic.includes(order.pdl)
      if (isMeant && held.get(message.topic) !== message.payload) await connection.publish(message)
    }
  }
}

async function identityOf(memory: TargetMemory): Promise<string> {
  const known = await memory.get<string>(IDENTITY)
  if (known !== undefined) return known
  const drawn = randomUUID()
  await memory.set(IDENTITY, drawn)
  return drawn
}

function keyOf(settings: MqttSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('base64')
}
