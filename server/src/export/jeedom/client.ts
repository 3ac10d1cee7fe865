import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

import axios from 'axios'

import type { Instant } from '../../core/index.js'
import { foreignFailure, rpcFailure, statusFailure, transportFailure } from './failures.js'
import type { HeldRow, RemoteCommand, RemoteEquipment } from './remote.js'
import { commandOf, currentOf, equipmentOf, isRecord, rowOf, textOf } from './remote.js'
import type { Settings } from './settings.js'

type Params = Readonly<Record<string, unknown>>

/**
 * JSON-RPC with one Jeedom, one call at a time. Throws ExportFailed, or the signal's reason once aborted.
 * The key travels in the body: no error carries a request or its cause.
 */
export class JeedomClient {
  private readonly httpAgent = new HttpAgent({ keepAlive: true })
  private readonly httpsAgent: HttpsAgent
  private calls = 0

  constructor(
    readonly settings: Settings,
    private readonly signal: AbortSignal,
    private readonly now: () => Instant,
  ) {
    this.httpsAgent = new HttpsAgent({
      keepAlive: true,
      ...(settings.ca === undefined ? {} : { ca: settings.ca }),
    })
  }

  /** Answers without looking at the key, which is not sent. */
  async ping(): Promise<void> {
    if ((await this.request('ping', {})) !== 'pong') throw foreignFailure('no pong', this.settings)
  }

  /** Needs the key. */
  async version(): Promise<string> {
    return String(await this.call('version'))
  }

  async virtualEquipments(): Promise<RemoteEquipment[]> {
    return listOf(await this.call('eqLogic::byType', { type: 'virtual' })).map(equipmentOf)
  }

  /** null: this Jeedom does not tell. */
  async hasPlugin(id: string): Promise<boolean | null> {
    const plugins = listOf(await this.call('plugin::listPlugin', { activateOnly: 1 }))
    return plugins.length === 0 ? null : plugins.some((plugin) => isRecord(plugin) && plugin.id === id)
  }

  async commandsOf(equipmentId: string): Promise<RemoteCommand[]> {
    return listOf(await this.call('cmd::byEqLogicId', { eqLogic_id: equipmentId })).map(commandOf)
  }

  async command(id: string): Promise<RemoteCommand> {
    return commandOf(await this.call('cmd::byId', { id }))
  }

  /** With an `id`, commands that are not listed are deleted. */
  async save(equipment: Params): Promise<void> {
    await this.call('eqLogic::save', equipment)
  }

  /** `ok` proves nothing: read back. @param datetime of Jeedom's wall clock; left out: now. */
  async event(id: string, value: number | string, datetime?: string): Promise<void> {
    await this.call('cmd::event', { id, value, ...(datetime === undefined ? {} : { datetime }) })
  }

  /** Live and archived rows of an inclusive span, and at times one row before it; the same moment may come twice. */
  async history(id: string, startTime: string, endTime: string): Promise<HeldRow[]> {
    return listOf(await this.call('cmd::getHistory', { id, startTime, endTime })).map(rowOf)
  }

  /** What the command shows now, and its moment. */
  async current(id: string): Promise<HeldRow> {
    return currentOf(await this.call('cmd::execCmd', { id, options: null }))
  }

  close(): void {
    this.httpAgent.destroy()
    this.httpsAgent.destroy()
  }

  private call(method: string, params: Params = {}): Promise<unknown> {
    return this.request(method, { apikey: this.settings.apiKey, ...params })
  }

  private async request(method: string, params: Params): Promise<unknown> {
    const answer = await this.post(JSON.stringify({ jsonrpc: '2.0', id: ++this.calls, method, params }))
    if (!isRecord(answer)) throw foreignFailure('not JSON', this.settings)
    const { error, result } = answer
    if (error !== undefined && error !== null) {
      const { code, message } = isRecord(error) ? error : { code: NaN, message: error }
      throw rpcFailure(method, Number(code), textOf(message), this.settings)
    }
    if (result === undefined) throw foreignFailure('no result', this.settings)
    return result
  }

  private async post(body: string): Promise<unknown> {
    const { endpoint, timeoutMs } = this.settings
    const deadline = AbortSignal.timeout(timeoutMs)
    let response
    try {
      response = await axios.post<string>(endpoint, body, {
        headers: { 'User-Agent': 'linky-local', 'Content-Type': 'application/json' },
        httpAgent: this.httpAgent,
        httpsAgent: this.httpsAgent,
        responseType: 'text',
        transformResponse: [(text: unknown) => text],
        maxRedirects: 0,
        proxy: false,
        validateStatus: () => true,
        signal: AbortSignal.any([this.signal, deadline]),
      })
    } catch (thrown) {
      if (this.signal.aborted) throw this.signal.reason as Error
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
      throw transportFailure(code, deadline.aborted, this.settings)
    }
    if (response.status !== 200) throw statusFailure(response.status, this.now(), this.settings)
    return parsed(response.data)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An empty list arrives as the text `ok`. */
function listOf(result: unknown): unknown[] {
  if (Array.isArray(result)) return result
  return isRecord(result) ? Object.values(result) : []
}
