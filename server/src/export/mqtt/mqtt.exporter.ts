import type { OnApplicationShutdown } from '@nestjs/common'
import { Injectable } from '@nestjs/common'

import type { Dataset } from '../../core/index.js'
import { productVersion } from '../../core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  ExportPreview,
  OptionValues,
  ProtocolCheck,
  SendRequest,
  TargetMemory,
  Telling,
  Told,
  Verified,
} from '../exporter.js'
import { checksOf } from './checks.js'
import { connectionOptions } from './connection-options.js'
import { contentOptions } from './content-options.js'
import { clearAll, converge } from './converge.js'
import { compare } from './differences.js'
import type { Facts, Origins } from '../facts/facts.js'
import { factsOf, originKey } from '../facts/facts.js'
import { MqttKeeper } from './keeper.js'
import type { Message } from './message.js'
import { allMessages } from './messages.js'
import { noticeTopic, tellByMqtt } from './notices.js'
import { readRetained } from './reading-back.js'
import { settingsOf } from './settings.js'

const ORIGINS = 'origins'
/** Measured on Mosquitto, both ways. */
const MESSAGES_PER_SECOND = 500

type Sight = Pick<Delivery, 'options' | 'source'> & Partial<Pick<Delivery, 'memory'>>

/**
 * MQTT: the state of everything, on retained topics. It carries no history: what changed only tells that the state is to be
 * looked at; what differs from what the broker holds is written, and read back.
 */
@Injectable()
export class MqttExporter implements Exporter, OnApplicationShutdown {
  readonly kind = 'MQTT'
  readonly tellsPrice = true
  readonly options = [...connectionOptions, ...contentOptions]
  readonly datasets: readonly Dataset[] = [
    'CONSUMPTION_DAILY',
    'CONSUMPTION_CURVE',
    'PRODUCTION_DAILY',
    'PRODUCTION_CURVE',
    'MAX_POWER',
    'USAGE_POINTS',
    'CONTRACT',
    'TEMPO',
    'TEMPO_FORECAST',
    'ECOWATT',
    'OFFERS',
    'NOTICES',
  ]

  constructor(private readonly keeper: MqttKeeper) {}

  async check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    return checksOf(settingsOf(options), signal)
  }

  async preview(delivery: Sight, _changes: readonly ChangedDays[], limit: number): Promise<ExportPreview> {
    const { messages } = await this.wanted(delivery)
    return {
      messages: messages
        .slice(0, limit)
        .map(({ topic, payload, values }) => ({ destination: topic, payload, values })),
      total: messages.length,
      values: messages.reduce((sum, { values }) => sum + values, 0),
      estimatedSeconds: Math.ceil(messages.length / MESSAGES_PER_SECOND),
    }
  }

  async send(request: SendRequest): Promise<{ readonly records: number }> {
    return this.write(request, () => request.delivered(request.changes))
  }

  async verify(delivery: Delivery): Promise<Verified> {
    const { messages } = await this.wanted(delivery)
    const connection = await (await this.keeper.linkOf(delivery)).open(delivery.signal)
    const topics = messages.filter(({ retain }) => retain).map(({ topic }) => topic)
    const held = await readRetained(connection, topics, delivery.signal)
    // A silence is no answer: what was not heard is asked once more before it is missed.
    const silent = topics.filter((topic) => !held.has(topic))
    for (const [topic, payload] of await readRetained(connection, silent, delivery.signal))
      held.set(topic, payload)
    return compare(messages, held)
  }

  async repair(delivery: Delivery): Promise<{ readonly records: number }> {
    return this.write(delivery)
  }

  async install(delivery: Delivery): Promise<{ readonly records: number }> {
    return this.write(delivery)
  }

  async purge(delivery: Delivery): Promise<{ readonly records: number }> {
    const { messages } = await this.wanted(delivery)
    const link = await this.keeper.linkOf(delivery)
    const connection = await link.open(delivery.signal)
    const topics = [
      ...[...messages, link.present].map(({ topic }) => topic),
      noticeTopic(link.settings.prefix),
    ]
    const records = await clearAll(connection, topics, delivery)
    await this.keeper.end(delivery.memory, { silent: true })
    await delivery.memory.set(ORIGINS, {})
    return { records }
  }

  tell = async (telling: Telling): Promise<Told> => tellByMqtt(await this.keeper.linkOf(telling), telling)

  async start(delivery: Pick<Delivery, 'options' | 'memory'>): Promise<void> {
    ;(await this.keeper.linkOf(delivery)).keep()
  }

  async release(memory: TargetMemory): Promise<void> {
    await this.keeper.end(memory)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.keeper.end()
  }

  private async write(delivery: Delivery, held?: () => Promise<void>): Promise<{ readonly records: number }> {
    const { messages, facts } = await this.wanted(delivery)
    const link = await this.keeper.linkOf(delivery)
    const connection = await link.open(delivery.signal)
    await this.keepOrigins(delivery.memory, facts)
    const records = await converge(connection, [...messages, link.present], {
      ...delivery,
      discoveryPrefix: link.settings.discoveryPrefix,
      ...(held && { held }),
    })
    await this.keeper.remember(delivery.memory, messages)
    return { records }
  }

  private async wanted({ options, source, memory }: Sight): Promise<{ messages: Message[]; facts: Facts }> {
    const origins = (await memory?.get<Origins>(ORIGINS)) ?? {}
    const facts = await factsOf(source, origins)
    return { messages: allMessages(facts, settingsOf(options), productVersion), facts }
  }

  private async keepOrigins(memory: TargetMemory, { meters }: Facts): Promise<void> {
    const known = (await memory.get<Origins>(ORIGINS)) ?? {}
    const begun = meters.flatMap(({ meter: { pdl }, energies }) =>
      energies.flatMap(({ direction, since }) =>
        since === null ? [] : [[originKey(pdl, direction), since] as const],
      ),
    )
    const added = begun.filter(([key]) => !(key in known))
    if (added.length > 0) await memory.set(ORIGINS, { ...known, ...Object.fromEntries(added) })
  }
}
