import type { Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { Aedes } from 'aedes'

import type { ExportMessage } from '../../src/export/index.js'

export interface BrokerOptions {
  readonly username?: string
  readonly password?: string
}

type Published = Pick<ExportMessage, 'destination' | 'payload'>

/** Presence, probes and questions: what a preview does not show. */
export function isHandshake(topic: string): boolean {
  return topic.startsWith('$SYS/') || topic.endsWith('/bridge/status') || topic.endsWith('/linky_local/probe')
}

/** A real MQTT 3.1.1 broker in this process, which can be made to misbehave. */
export class FakeBroker {
  readonly received: Published[] = []
  /** It acknowledges everything and keeps nothing. */
  swallows = false
  /** It knows no password any more. */
  refuses = false
  /** It takes everything and answers nothing. */
  stalls = false
  private readonly sockets = new Set<Socket>()
  private server: Server | undefined
  private port = 0
  private left = Infinity

  private constructor(private readonly broker: Aedes) {}

  static async create({ username, password }: BrokerOptions = {}): Promise<FakeBroker> {
    const broker = await Aedes.createBroker()
    const fake = new FakeBroker(broker)
    broker.authenticate = (_client, name, word, done) => {
      const isKnown = !fake.refuses && name === username && word?.toString() === password
      done(isKnown ? null : Object.assign(new Error('refused'), { returnCode: 4 }), isKnown)
    }
    broker.authorizePublish = (client, packet, done) => {
      if (client?.id.startsWith('test-')) {
        done(null)
        return
      }
      fake.take(packet.topic, packet.payload.toString())
      if (fake.stalls || fake.left <= 0) return
      if (fake.swallows) Object.assign(packet, { topic: 'swallowed', retain: false })
      done(null)
    }
    await fake.listen()
    return fake
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`
  }

  /** It breaks once it took so many messages more, without answering the last of them. */
  dieAfter(messages: number): void {
    this.left = messages
    if (messages === 0) this.die()
  }

  async revive(): Promise<void> {
    this.left = Infinity
    if (!this.server?.listening) await this.listen()
  }

  async close(): Promise<void> {
    this.die()
    await new Promise<void>((resolve) => this.broker.close(resolve))
  }

  private take(topic: string, payload: string): void {
    if (isHandshake(topic)) return
    this.received.push({ destination: topic, payload })
    if (--this.left <= 0) this.die()
  }

  /** Every connection is cut; new ones are welcome. */
  dropAll(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private die(): void {
    this.server?.close()
    this.dropAll()
  }

  private async listen(): Promise<void> {
    const server = createServer((socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
      this.broker.handle(socket)
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.server = server
    this.port = (server.address() as AddressInfo).port
  }
}
