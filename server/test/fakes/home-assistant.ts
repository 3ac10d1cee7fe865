import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'

import { FakeRecorder, Refusal } from './home-assistant-recorder.js'

type Json = Readonly<Record<string, unknown>>

export const TOKEN = 'owner-token-of-the-fake'
export const GUEST_TOKEN = 'guest-token-of-the-fake'

export interface FakeOptions {
  readonly version?: string
  readonly components?: readonly string[]
  readonly zone?: string
  readonly currency?: string
  /** Between the result of an import and its writing. */
  readonly writeDelayMs?: number
}

/** A message that changed something, worded as the exporter words its previews. */
export interface Received {
  readonly destination: string
  readonly payload: string
}

/**
 * Home Assistant as contracts/exports.md tells it, and no kinder: keys of the other age refused, ids that must grow, 4 MiB
 * frames killed without a word, results before writing, attributes replaced whole, no answer to who is not an administrator.
 */
export class FakeHomeAssistant {
  readonly recorder: FakeRecorder
  readonly states = new Map<string, { state: string; attributes: Json }>()
  /** Notifications of its own, by id. */
  readonly notifications = new Map<string, Json>()
  /** Calls of its one notify action, for a phone. */
  readonly notified: Json[] = []
  readonly received: Received[] = []
  readonly clears: string[][] = []
  energySources: Json[] | null = null
  logins = 0
  swallows = false
  stalls = false
  /** Messages that it still takes before it breaks; null = as many as come. */
  private left: number | null = null
  private readonly http: Server
  private readonly sockets = new Set<WebSocket>()

  private constructor(private readonly options: FakeOptions) {
    this.recorder = new FakeRecorder(this.version, options.writeDelayMs ?? 5)
    this.http = createServer((request, response) => void this.rest(request, response))
    const server = new WebSocketServer({
      server: this.http,
      path: '/api/websocket',
      maxPayload: 4 * 1024 * 1024,
    })
    server.on('connection', (socket) => {
      this.welcome(socket)
    })
  }

  static async start(options: FakeOptions = {}): Promise<FakeHomeAssistant> {
    const fake = new FakeHomeAssistant(options)
    await new Promise<void>((resolve) => fake.http.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  get version(): string {
    return this.options.version ?? '2026.2.1'
  }

  dieAfter(messages: number): void {
    this.left = messages
    if (messages === 0) this.dropAll()
  }

  revive(): void {
    this.left = null
  }

  /** As after a restart: what was pushed is gone, what was recorded is not. */
  restart(): void {
    this.states.clear()
    this.dropAll()
  }

  async close(): Promise<void> {
    this.dropAll()
    this.http.closeAllConnections()
    await new Promise((resolve) => this.http.close(resolve))
  }

  private dropAll(): void {
    for (const socket of this.sockets) socket.terminate()
  }

  private get isDead(): boolean {
    return this.left !== null && this.left <= 0
  }

  /** @returns whether the message is answered */
  private took(received: Received): boolean {
    this.received.push(received)
    if (this.left === null) return true
    this.left--
    if (this.left > 0) return true
    this.dropAll()
    return false
  }

  private welcome(socket: WebSocket): void {
    if (this.isDead) {
      socket.terminate()
      return
    }
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('error', () => undefined)
    const say = (message: Json) => {
      socket.send(JSON.stringify(message))
    }
    let role: 'none' | 'owner' | 'guest' = 'none'
    let lastId = 0
    say({ type: 'auth_required', ha_version: this.version })
    socket.on('message', (data: Buffer) => {
      if (this.stalls) return
      const message = JSON.parse(data.toString()) as Json
      if (role === 'none') {
        this.logins++
        role = roleOf(message)
        if (role !== 'none') say({ type: 'auth_ok', ha_version: this.version })
        else {
          say({ type: 'auth_invalid', message: 'Invalid access token or password' })
          socket.close(1000)
        }
        return
      }
      const id = Number(message['id'])
      const fail = ({ code, message: words }: Refusal) => {
        say({ id, type: 'result', success: false, error: { code, message: words } })
      }
      if (!(id > lastId)) {
        fail(new Refusal('id_reuse', 'Identifier values have to increase.'))
        return
      }
      lastId = id
      try {
        const result = this.command(message, role === 'owner')
        if (result !== undefined) say({ id, type: 'result', success: true, result })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        fail(error)
      }
    })
  }

  /** @returns undefined = no answer */
  private command(message: Json, isAdmin: boolean): unknown {
    const { type, ...rest } = message
    const fields = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'id'))
    const components = this.components
    const needs = String(type).split('/')[0] ?? ''
    if (['recorder', 'energy'].includes(needs) && !components.includes(needs))
      throw new Refusal('unknown_command', 'Unknown command.')
    const admin = () => {
      if (!isAdmin) throw new Refusal('unauthorized', 'Unauthorized')
    }
    switch (type) {
      case 'auth/current_user':
        return { id: 'x', name: 'x', is_owner: isAdmin, is_admin: isAdmin }
      case 'recorder/statistics_during_period':
        return this.recorder.during(fields)
      case 'recorder/import_statistics': {
        const command = this.recorder.check(fields)
        admin()
        const isAnswered = this.took({
          destination: command.metadata.statistic_id,
          payload: JSON.stringify({ type, ...fields }),
        })
        if (!this.swallows) this.recorder.import(command)
        return isAnswered ? null : undefined
      }
      case 'recorder/clear_statistics':
        admin()
        this.clears.push(fields['statistic_ids'] as string[])
        this.recorder.clear(fields['statistic_ids'] as string[])
        return null
      case 'energy/get_prefs':
        if (!this.energySources) throw new Refusal('not_found', 'No prefs')
        return { energy_sources: this.energySources, device_consumption: [] }
      case 'energy/save_prefs':
        admin()
        this.energySources = checkedSources(fields['energy_sources'], this.version)
        return { energy_sources: this.energySources, device_consumption: [] }
      default:
        throw new Refusal('unknown_command', 'Unknown command.')
    }
  }

  private get components(): readonly string[] {
    return this.options.components ?? ['http', 'api', 'websocket_api', 'recorder', 'energy']
  }

  private async rest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isDead) {
      request.socket.destroy()
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (this.stalls) return
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const token = request.headers.authorization?.replace('Bearer ', '')
    if (token !== TOKEN && !(token === GUEST_TOKEN && request.method === 'GET')) {
      this.logins++
      response.writeHead(401, { 'content-type': 'text/plain' }).end('401: Unauthorized')
      return
    }
    const [, , path = '', entityId = ''] = (request.url ?? '').split('/')
    if (path === '') answer(200, { message: 'API running.' })
    else if (path === 'config')
      answer(200, {
        version: this.version,
        components: this.components,
        time_zone: this.options.zone ?? 'Europe/Paris',
        currency: this.options.currency ?? 'EUR',
        state: 'RUNNING',
      })
    else if (path === 'services') this.act((request.url ?? '').slice('/api/services/'.length), chunks, answer)
    else if (path !== 'states') answer(404, { message: 'Not found' })
    else
      this.state(request.method ?? '', entityId, Buffer.concat(chunks).toString(), answer, () =>
        request.socket.destroy(),
      )
  }

  private act(action: string, chunks: Buffer[], answer: (status: number, body: unknown) => void): void {
    const { notification_id: id, ...fields } = JSON.parse(Buffer.concat(chunks).toString()) as Json
    if (action === 'persistent_notification/create') this.notifications.set(String(id), fields)
    else if (action === 'notify/mobile_app_pixel') this.notified.push({ action, ...fields })
    else {
      answer(400, { message: `Action ${action} not found.` })
      return
    }
    answer(200, [])
  }

  private state(
    method: string,
    id: string,
    text: string,
    answer: (status: number, body: unknown) => void,
    drop: () => void,
  ): void {
    const known = this.states.get(id)
    if (method !== 'POST') {
      if (method === 'DELETE') this.states.delete(id)
      if (known) answer(200, { entity_id: id, ...known })
      else answer(404, { message: 'Entity not found.' })
      return
    }
    const { state, attributes } = JSON.parse(text) as { state?: unknown; attributes?: Json }
    if (typeof state !== 'string' || state.length > 255 || !/^[a-z_]+\.[a-z0-9_]+$/.test(id)) {
      answer(400, { message: 'Invalid state or entity ID specified.' })
      return
    }
    if (!this.took({ destination: `POST /api/states/${id}`, payload: text })) {
      drop()
      return
    }
    const kept = { state, attributes: attributes ?? {} }
    if (!this.swallows) this.states.set(id, kept)
    answer(known ? 200 : 201, { entity_id: id, ...kept })
  }
}

function roleOf({ type, access_token: token, ...extra }: Json): 'none' | 'owner' | 'guest' {
  if (type !== 'auth' || Object.keys(extra).length > 0) return 'none'
  return token === TOKEN ? 'owner' : token === GUEST_TOKEN ? 'guest' : 'none'
}

const FLAT_KEYS =
  'cost_adjustment_day entity_energy_price entity_energy_price_export number_energy_price number_energy_price_export stat_compensation stat_cost stat_energy_from stat_energy_to type'
const FLOW_KEYS = 'cost_adjustment_day flow_from flow_to type'

function checkedSources(sources: unknown, version: string): Json[] {
  const keys = version >= '2026.3' ? FLAT_KEYS : FLOW_KEYS
  const list = sources as Json[]
  const grids = list.filter(({ type }) => type === 'grid')
  for (const grid of grids)
    if (Object.keys(grid).sort().join(' ') !== keys)
      throw new Refusal('invalid_format', "extra keys not allowed @ data['energy_sources'][0]")
  if (keys === FLOW_KEYS && grids.length > 1)
    throw new Refusal('invalid_format', "You cannot have more than 1 grid source @ data['energy_sources']")
  return list
}
