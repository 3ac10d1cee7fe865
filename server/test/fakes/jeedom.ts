import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { StoredCommand, StoredEquipment } from './jeedom-store.js'
import { JeedomError, JeedomStore } from './jeedom-store.js'

export const ADMIN_KEY = 'Admin-Key/0123456789+abcdefghijklmnop'
export const PLAIN_KEY = 'Plain-Key/0123456789+abcdefghijklmnop'
const BAN_AFTER = 6

interface Call {
  readonly id: unknown
  readonly method: string
  readonly params: Record<string, unknown>
}

/**
 * A Jeedom as lax as the real one (exports.md, 4): always HTTP 200 but when it bans, errors whose code lost its sign, `ok`
 * for whatever is empty or was dropped. Its key is never sent back.
 */
export class FakeJeedom {
  readonly store = new JeedomStore(() => this.now)
  readonly received: { readonly destination: string; readonly payload: string }[] = []
  readonly calls: string[] = []
  /** Its wall clock, without a zone. */
  now = '2026-04-06 10:00:00'
  /** Acknowledges and keeps nothing: all, or the dated values alone. */
  swallows: 'nothing' | 'all' | 'histories' = 'nothing'
  stalls = false
  slowMs = 0
  /** Called with each message that it took, before it answers. */
  onMessage: () => void = () => undefined
  isBanned = false
  isShut = false
  isRestricted = false
  private strikes = 0
  private server: Server | undefined
  private port = 0
  private messagesToLive = Infinity

  get url(): string {
    return `http://127.0.0.1:${this.port}/jeedom`
  }

  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.answer(request, response))
    this.server = server
    this.messagesToLive = Infinity
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
    return this
  }

  async close(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (!server) return
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  async dieAfter(messages: number): Promise<void> {
    this.messagesToLive = messages
    if (messages === 0) await this.close()
  }

  equipment(logicalId: string): StoredEquipment {
    const found = [...this.store.equipments.values()].find(
      ({ attributes }) => attributes.logicalId === logicalId,
    )
    if (!found) throw new Error(`there is no equipment ${logicalId}`)
    return found
  }

  command(equipmentLogicalId: string, logicalId: string): StoredCommand {
    const found = this.store
      .commandsOf(this.equipment(equipmentLogicalId).id)
      .find(({ attributes }) => attributes.logicalId === logicalId)
    if (!found) throw new Error(`there is no command ${logicalId}`)
    return found
  }

  /** Without ids and without times of sending; an equipment without commands shows nobody anything. */
  state(): unknown {
    return [...this.store.equipments.values()]
      .map(({ id, attributes }) => ({
        name: attributes.name,
        logicalId: attributes.logicalId,
        commands: this.store.commandsOf(id).map(stateOf),
      }))
      .filter(({ commands }) => commands.length > 0)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request).catch(() => null)
    if (body === null || this.stalls) return
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs))
    if (this.isBanned || this.strikes > BAN_AFTER || request.url !== '/jeedom/core/api/jeeApi.php') {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<html><h1>404 Not found</h1></html>')
      return
    }
    const text = JSON.stringify(this.replyTo(body))
    if (this.messagesToLive > 0) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(text)
      return
    }
    request.socket.destroy()
    await this.close()
  }

  private replyTo(body: string): object {
    const call = callOf(body)
    const id = call?.id ?? 99999
    try {
      if (!call) {
        this.strikes++
        throw new JeedomError(1, 'Requête invalide. Version JSON-RPC invalide')
      }
      const result = this.perform(call)
      const isEmpty = !result || (Array.isArray(result) && result.length === 0)
      return { jsonrpc: '2.0', id, result: isEmpty ? 'ok' : result }
    } catch (failure) {
      if (!(failure instanceof JeedomError)) throw failure
      return { jsonrpc: '2.0', id, error: { code: failure.code, message: failure.message } }
    }
  }

  private perform({ method, params }: Call): unknown {
    this.calls.push(method)
    if (this.isShut) throw new JeedomError(1, 'Vous n’êtes pas autorisé à effectuer cette action (JSON-RPC)')
    if (method === 'ping') return 'pong'
    const { apikey } = params
    if (apikey === undefined) throw new JeedomError(1, 'Aucune clé API')
    if (apikey !== ADMIN_KEY && apikey !== PLAIN_KEY) throw new JeedomError(2, 'Clé API invalide')
    if (method === 'version') return '4.5.3'
    if (this.isRestricted) throw new JeedomError(500, `Aucune méthode correspondante : ${method}`)
    const { store } = this
    switch (method) {
      case 'eqLogic::byType':
        return [...store.equipments.values()]
          .filter(({ attributes }) => attributes.eqType_name === params.type)
          .map(({ id, attributes }) => ({ id, ...attributes }))
      case 'plugin::listPlugin':
        return [{ id: 'openzwave' }, ...(store.hasVirtualPlugin ? [{ id: 'virtual' }] : [])]
      case 'eqLogic::save':
        return this.save(params)
      case 'cmd::byEqLogicId':
        return store.commandsOf(String(params.eqLogic_id)).map(exported)
      case 'cmd::byId':
        return exported(store.command(params.id, 701))
      case 'cmd::execCmd': {
        const { value, collectDate } = store.command(params.id, 702)
        return { value, collectDate }
      }
      case 'cmd::getHistory':
        return store.history(store.command(params.id, 702), params.startTime, params.endTime)
      case 'cmd::event':
        return this.event(params)
      default:
        throw new JeedomError(500, `Aucune méthode correspondante : ${method}`)
    }
  }

  private save(params: Record<string, unknown>): unknown {
    const { apikey, ...shown } = params
    this.took('eqLogic::save', shown)
    if (this.swallows === 'all') return { id: '1' }
    const { id, attributes } = this.store.save(shown, apikey === ADMIN_KEY)
    return { id, ...attributes }
  }

  private event({ id, value, datetime }: Record<string, unknown>): null {
    const command = this.store.command(id, 702)
    const equipment = this.store.equipments.get(command.equipmentId)
    const place = `${String(equipment?.attributes.logicalId)}/${String(command.attributes.logicalId)}`
    this.took(`cmd::event ${place}`, { value, ...(datetime === undefined ? {} : { datetime }) })
    if (this.swallows === 'all' || (this.swallows === 'histories' && datetime !== undefined)) return null
    this.store.event(command, value, datetime)
    return null
  }

  private took(destination: string, payload: object): void {
    this.received.push({ destination, payload: JSON.stringify(payload) })
    this.messagesToLive--
    this.onMessage()
  }
}

function callOf(body: string): Call | null {
  const text = body.startsWith('request=') ? (new URLSearchParams(body).get('request') ?? '') : body
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null || !('method' in parsed)) return null
  const { jsonrpc, id, method, params } = parsed as Record<string, unknown>
  if (jsonrpc !== '2.0') return null
  return { id, method: String(method), params: (params ?? {}) as Record<string, unknown> }
}

function exported({ id, attributes, configuration, value }: StoredCommand): object {
  const isNumber = attributes.subType === 'numeric' && value !== ''
  return { id, ...attributes, configuration, currentValue: isNumber ? Number(value) : value }
}

function stateOf({ attributes, configuration, live, archive, value, collectDate }: StoredCommand): object {
  const isHistorized = String(attributes.isHistorized) === '1'
  return {
    ...attributes,
    configuration,
    history: [...new Map([...archive, ...live])].sort(),
    value,
    ...(isHistorized ? { collectDate } : {}),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
