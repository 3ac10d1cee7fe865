import { Agent } from 'node:https'

import axios from 'axios'

import { ExportFailed } from '../../core/index.js'
import type { HomeAssistantAccess } from './access.js'
import { networkFailure, tokenRefused } from './access.js'

export interface RestAnswer {
  readonly status: number
  /** Parsed; text when it is not JSON. */
  readonly body: unknown
}

/** The REST side of a Home Assistant. Throws ExportFailed; a 404 is an answer. */
export class HomeAssistantRest {
  private readonly agent: Agent | undefined

  constructor(
    private readonly access: HomeAssistantAccess,
    private readonly signal: AbortSignal,
  ) {
    this.agent = access.certificateAuthority ? new Agent({ ca: access.certificateAuthority }) : undefined
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<RestAnswer> {
    this.signal.throwIfAborted()
    const { status, data } = await this.request(method, path, body)
    if (status === 401) throw tokenRefused()
    if (status >= 500)
      throw new ExportFailed('PEER_UNREACHABLE', `Home Assistant failed at ${path}: status ${status}.`)
    if (status >= 400 && status !== 404)
      throw new ExportFailed('PEER_UNSUPPORTED', `Home Assistant refuses ${path}: status ${status}.`)
    return { status, body: data }
  }

  private async request(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; data: unknown }> {
    try {
      return await axios.request<unknown>({
        method,
        url: `${this.access.url}/api/${path}`,
        headers: { Authorization: `Bearer ${this.access.token}` },
        ...(body ? { data: body } : {}),
        httpsAgent: this.agent,
        proxy: false,
        signal: this.signal,
        timeout: this.access.answerMs,
        validateStatus: () => true,
      })
    } catch (error) {
      this.signal.throwIfAborted()
      throw networkFailure(error)
    }
  }
}
