import type { Instant } from '../../src/core/index.js'

export type Counter = 'cached' | 'fresh'

/** One HTTP request as the gateway saw it. */
export interface Call {
  readonly at: Instant
  readonly method: string
  /** Without the `/api` prefix. */
  readonly path: string
  /** The matched template, such as `/enedis/contract/{pdl}`; null when nothing is routed there. */
  route: string | null
  pdl: string | null
  readonly query: Readonly<Record<string, string>>
  /** Null when the answer never left: connection reset. */
  status: number | null
  countedOn: Counter | null
  enedisCalls: number
  /** Kinds of the faults this request suffered. */
  readonly faults: string[]
}

export class CallLog {
  private entries: Call[] = []

  get all(): readonly Call[] {
    return this.entries
  }

  add(call: Call): void {
    this.entries.push(call)
  }

  /** Requests whose route or path is the given text. */
  to(routeOrPath: string): Call[] {
    return this.entries.filter((call) => call.route === routeOrPath || call.path === routeOrPath)
  }

  get enedisCalls(): number {
    return this.entries.reduce((sum, call) => sum + call.enedisCalls, 0)
  }

  get byRoute(): Record<string, number> {
    return tally(this.entries.map((call) => call.route ?? 'unrouted'))
  }

  get byPdl(): Record<string, number> {
    return tally(this.entries.flatMap((call) => call.pdl ?? []))
  }

  reset(): void {
    this.entries = []
  }
}

function tally(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
