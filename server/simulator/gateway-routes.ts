import { ContributionRoutes } from './energy/contribution-routes.js'
import type { Contributions } from './energy/contributions.js'
import { energyRoutes } from './energy/energy-routes.js'
import { accountRoutes } from './gateway/accounts.js'
import type { Gateway } from './gateway/gateway.js'
import { meteringRoutes } from './gateway/metering-routes.js'
import type { Account } from './http/account.js'
import type { Route } from './http/exchange.js'
import type { TempoCalendarDay } from './options.js'
import { ConsumptionFrance } from './rte/consumption-france.js'
import { EcowattRoutes } from './rte/ecowatt-routes.js'
import { EcowattSignals } from './rte/ecowatt-signals.js'
import { GenerationForecast } from './rte/generation-forecast.js'
import type { RteState } from './rte/rte-state.js'
import { TempoCalendar } from './rte/tempo-calendar.js'
import { TempoForecast } from './rte/tempo-forecast.js'
import { TempoRoutes } from './rte/tempo-routes.js'

export interface RoutesParts {
  readonly account: Account
  readonly gateway: Gateway
  readonly rte: RteState
  readonly contributions: Contributions
  readonly seed: number
  readonly tempoCalendar: readonly TempoCalendarDay[] | undefined
}

/** Every path the gateway routes; any other is 404. */
export function gatewayRoutes(parts: RoutesParts): Route[] {
  const { account, gateway, rte, contributions, seed, tempoCalendar } = parts
  const { clock, quotas } = gateway
  const calendar = new TempoCalendar(clock, rte, seed, tempoCalendar)
  return [
    ...accountRoutes(account, quotas, clock),
    ...meteringRoutes(gateway),
    ...new TempoRoutes(calendar, clock, rte).routes,
    new TempoForecast(calendar, clock, rte).route,
    ...new EcowattRoutes(new EcowattSignals(seed), clock, quotas, rte).routes,
    ...new ConsumptionFrance(clock, rte, seed).routes,
    ...new GenerationForecast(clock, rte, seed).routes,
    ...energyRoutes(clock),
    ...new ContributionRoutes(contributions, account).routes,
  ]
}
