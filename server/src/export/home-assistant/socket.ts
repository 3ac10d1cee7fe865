import { WebSocket } from 'ws'

import { ExportFailed } from '../../core/index.js'
import type { HomeAssistantAccess } from './access.js'
import { CommandRefused, networkFailure, tokenRefused } from './access.js'

/** Home Assistant closes a connection, without a word, on a frame over 4 MiB. */
const FRAME_BYTES = 4 * 1024 * 1024 - 4096
const TOO_BIG = 1009

interface Waiting {
  readonly command: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

type Message = Readonly<Record<string, unknown>>

/** One authenticated connection. Answers are paired by id; the end of the connection ends every question. */
export class HomeAssistantSocket {
  /** `2026.2.1`. */
  readonly version: string
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private ended: Error | undefined

  private constructor(
    private readonly socket: WebSocket,
    private readonly answerMs: number,
    version: unknown,
  ) {
    this.version = typeof version === 'string' ? version : ''
  }

  /** Throws ExportFailed: PEER_UNREACHABLE, PEER_TLS, PEER_REFUSED for a token that is not accepted. */
  static open(access: HomeAssistantAccess, signal: AbortSignal): Promise<HomeAssistantSocket> {
    return new Promise((resolve, reject) => {
      let socket: WebSocket
      try {
        signal.throwIfAborted()
        socket = new WebSocket(`${access.url.replace(/^http/, 'ws')}/api/websocket`, {
          ca: access.certificateAuthority,
          handshakeTimeout: access.answerMs,
          maxPayload: 256 * 1024 * 1024,
        })
      } catch (error) {
        reject(networkFailure(error))
        return
      }
      let opened: HomeAssistantSocket | undefined
      const fail = (cause: unknown) => {
        const error = cause instanceof Error ? cause : new Error('The delivery was cut.', { cause })
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        opened?.end(error)
        socket.terminate()
        reject(error)
      }
      const onAbort = () => {
        fail(signal.reason)
      }
      const timer = setTimeout(() => {
        fail(new ExportFailed('PEER_UNREACHABLE', 'Home Assistant does not answer.'))
      }, access.answerMs)
      signal.addEventListener('abort', onAbort, { once: true })
      socket.on('error', (error) => {
        fail(networkFailure(error))
      })
      socket.on('close', (code) => {
        fail(closed(code))
      })
      socket.on('message', (data: Buffer) => {
        const message = parsed(data)
        if (!message) fail(unreadable())
        else if (opened) opened.receive(message)
        else if (message['type'] === 'auth_required')
          socket.send(JSON.stringify({ type: 'auth', access_token: access.token }))
        else if (message['type'] === 'auth_invalid') fail(tokenRefused())
        else if (message['type'] === 'auth_ok') {
          clearTimeout(timer)
          opened = new HomeAssistantSocket(socket, access.answerMs, message['ha_version'])
          resolve(opened)
        }
      })
    })
  }

  /** Sends a command and waits for its result. Throws CommandRefused, or ExportFailed when the connection ends. */
  async command(type: string, fields: Message = {}): Promise<unknown> {
    if (this.ended) throw this.ended
    const id = ++this.lastId
    const frame = JSON.stringify({ id, type, ...fields })
    if (Buffer.byteLength(frame) > FRAME_BYTES)
      throw new ExportFailed('PEER_DROPPED', `Too long a message for Home Assistant: ${type}.`)
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise((resolve, reject) => {
        this.waiting.set(id, { command: type, resolve, reject })
        timer = setTimeout(() => {
          reject(new ExportFailed('PEER_UNREACHABLE', `Home Assistant does not answer ${type}.`))
        }, this.answerMs)
        this.socket.send(frame)
      })
    } finally {
      clearTimeout(timer)
      this.waiting.delete(id)
    }
  }

  close(): void {
    this.socket.close()
  }

  private receive(message: Message): void {
    if (message['type'] !== 'result' || typeof message['id'] !== 'number') return
    const waiting = this.waiting.get(message['id'])
    if (!waiting) return
    if (message['success'] === true) {
      waiting.resolve(message['result'])
      return
    }
    const error = (message['error'] ?? {}) as Message
    waiting.reject(new CommandRefused(waiting.command, String(error['code']), String(error['message'])))
  }

  private end(error: Error): void {
    this.ended ??= error
    for (const { reject } of this.waiting.values()) reject(error)
  }
}

function closed(code: number): ExportFailed {
  return code === TOO_BIG
    ? new ExportFailed('PEER_DROPPED', 'Home Assistant closed the connection: the message was too long.')
    : new ExportFailed('PEER_UNREACHABLE', 'Home Assistant closed the connection.', {
        detail: `code ${code}`,
      })
}

function parsed(data: Buffer): Message | null {
  try {
    const message: unknown = JSON.parse(data.toString('utf8'))
    return typeof message === 'object' && message !== null ? (message as Message) : null
  } catch {
    return null
  }
}

function unreadable(): ExportFailed {
  return new ExportFailed('PEER_UNSUPPORTED', 'What answers at this address is not a Home Assistant.')
}
