import type { IncomingHttpHeaders } from 'node:http'

import type { RequestFaults } from '../faults/fault-board.js'
import type { Call } from './calls.js'
import type { Reply } from './reply.js'

/** One request being answered. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
  readonly body: string
  /** Values of the `{…}` segments of the route. */
  readonly params: Readonly<Record<string, string>>
  readonly call: Call
  readonly faults: RequestFaults
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/enedis/contract/{pdl}` */
  readonly path: string
  readonly access: 'public' | 'user'
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>
}
