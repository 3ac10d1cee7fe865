import type { Instant } from '../../src/core/index.js'
import { formatInstant, parseInstant } from '../../src/core/index.js'
import type { ContributionStatus } from '../energy/contributions.js'
import type { Fault, FaultScope } from '../faults/fault.js'
import type { HouseholdChange } from '../household/household.js'
import type { HouseholdPlan } from '../household/plan.js'
import type { Exchange, Route } from '../http/exchange.js'
import type { QuotaLimits } from '../http/quotas.js'
import type { Json, Reply } from '../http/reply.js'
import { bare } from '../http/reply.js'
import type { Simulator } from '../simulator.js'

type Controlled = Omit<Simulator, 'url' | 'origin' | 'stop'>

interface ClockOrder {
  readonly at?: string
  readonly advanceMs?: number
  readonly frozen?: boolean
}

/** What the gateway's administrators do with the newest proposal, or with the next one. */
interface ReviewOrder {
  readonly refuseNext?: { readonly code: string; readonly message: string }
  readonly ask?: string
  readonly review?: ContributionStatus
  readonly comment?: string
}

interface FaultOrder extends Omit<FaultScope, 'from' | 'until'> {
  readonly fault: Fault
  readonly from?: string
  readonly until?: string
}

/** `/__sim/*`: everything a test can do by code, by HTTP. Bodies are JSON; instants are ISO 8601 with an offset. */
export function controlRoutes(simulator: Controlled): Route[] {
  const { clock, calls, contributions, faults, households, quotas, rte, settings } = simulator
  return [
    route('GET', '/__sim/clock', () => clockState(simulator)),
    route('POST', '/__sim/clock', (exchange) => {
      const order = bodyOf(exchange) as ClockOrder
      if (order.at !== undefined) clock.set(parseInstant(order.at))
      if (order.advanceMs !== undefined) clock.advance(order.advanceMs)
      if (order.frozen === true) clock.freeze()
      if (order.frozen === false) clock.run()
      return clockState(simulator)
    }),
    route('GET', '/__sim/calls', () => ({
      total: calls.all.length,
      enedisCalls: calls.enedisCalls,
      byRoute: calls.byRoute,
      byPdl: calls.byPdl,
      calls: calls.all.map((call) => ({ ...call, at: formatInstant(call.at) })),
    })),
    route('DELETE', '/__sim/calls', () => {
      calls.reset()
      return null
    }),
    route('GET', '/__sim/faults', () => faults.list as unknown as Json),
    route('POST', '/__sim/faults', (exchange) => {
      const { fault, from, until, ...scope } = bodyOf(exchange) as FaultOrder
      return { id: faults.add(fault, { ...scope, from: instantOf(from), until: instantOf(until) }) }
    }),
    route('DELETE', '/__sim/faults', () => {
      faults.clear()
      return null
    }),
    route('DELETE', '/__sim/faults/{id}', ({ params }) => {
      faults.remove(Number(params.id))
      return null
    }),
    route('POST', '/__sim/usage-points', (exchange) => {
      const { pdl, rowId } = households.add(bodyOf(exchange) as HouseholdPlan)
      return { pdl, rowId }
    }),
    route('PUT', '/__sim/usage-points/{pdl}', (exchange) => {
      households.change(exchange.params.pdl ?? '', bodyOf(exchange) as HouseholdChange)
      return null
    }),
    route('DELETE', '/__sim/usage-points/{pdl}', ({ params }) => {
      households.remove(params.pdl ?? '')
      return null
    }),
    route('GET', '/__sim/quotas', () => ({ limits: quotas.limits, used: quotas.used })),
    route('POST', '/__sim/quotas', (exchange) => {
      const { limits, reset } = bodyOf(exchange) as { limits?: Partial<QuotaLimits>; reset?: boolean }
      Object.assign(quotas.limits, limits)
      if (reset === true) quotas.reset()
      return { limits: quotas.limits, used: quotas.used }
    }),
    route('POST', '/__sim/settings', (exchange) => ({
      ...Object.assign(settings, bodyOf(exchange) as Partial<typeof settings>),
    })),
    route('POST', '/__sim/rte', (exchange) => ({
      ...Object.assign(rte, bodyOf(exchange) as Partial<typeof rte>),
    })),
    route('POST', '/__sim/contributions', (exchange) => {
      const { refuseNext, ask, review, comment } = bodyOf(exchange) as ReviewOrder
      if (refuseNext) contributions.refuseNext(refuseNext.code, refuseNext.message)
      const id = contributions.all[0]?.id ?? ''
      if (ask !== undefined) contributions.ask(id, ask)
      if (review !== undefined) contributions.review(id, review, comment ?? null)
      return contributions.all.map(({ id: one, status }) => ({ id: one, status }))
    }),
    route('POST', '/__sim/secret', () => ({ clientSecret: simulator.rotateSecret() })),
    route('DELETE', '/__sim/cache', () => {
      simulator.cache.clear()
      return null
    }),
  ]
}

function route(method: Route['method'], path: string, answer: (exchange: Exchange) => Json): Route {
  return { method, path, access: 'public', answer: (exchange): Reply => bare(answer(exchange)) }
}

function bodyOf({ body }: Exchange): unknown {
  return JSON.parse(body === '' ? '{}' : body)
}

function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text)
}

function clockState({ clock }: Controlled): Json {
  const now = clock.now()
  return { now, paris: formatInstant(now), utc: new Date(now).toISOString(), frozen: clock.frozen }
}
