import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { IncomingMessage, Server } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Reason } from '../errors.js'
import { refusalOf } from './doors.js'

/** An error before GraphQL, in the shape of GraphQL's. */
function answer(response: Response, status: number, message: string, code: Reason | 'BAD_REQUEST'): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] })
}

export function doorkeeper(allowedHosts: readonly string[]): RequestHandler {
  return ({ method, headers }, response, next) => {
    const { host, origin } = headers
    const refusal = refusalOf({ method, host, origin, upgrade: false }, allowedHosts)
    if (refusal) response.status(refusal.status).type('text/plain').send(`${refusal.sentence}\n`)
    else next()
  }
}

/** The same check before a websocket opens; whoever listens next sees a socket that cannot be written to. */
export function guardUpgrades(server: Server, allowedHosts: readonly string[]): void {
  server.prependListener('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
    const { host, origin } = headers
    const refusal = refusalOf({ method: 'GET', host, origin, upgrade: true }, allowedHosts)
    if (!refusal) return
    const { status, sentence } = refusal
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${sentence}\n`,
    )
  })
}

/** Forms of other sites can post text, never JSON. */
export const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json')) next()
  else answer(response, 415, 'Send JSON: content-type must be application/json.', 'BAD_REQUEST')
}

/** Bodies that the JSON parser refused. */
export function bodyErrors(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const type = (error as { type?: unknown }).type
  if (type === 'entity.too.large') answer(response, 413, 'The body may hold 64 KB at most.', 'TOO_LARGE')
  else if (typeof type === 'string') answer(response, 400, 'The body is not readable JSON.', 'BAD_REQUEST')
  else next(error)
}
