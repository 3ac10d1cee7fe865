import { dayOf } from '../src/core/index.js'
import { SimulatorClock } from './clock.js'
import { controlRoutes } from './control/control-routes.js'
import { Enedis } from './enedis/enedis.js'
import { EnedisLine } from './enedis/line.js'
import { Contributions } from './energy/contributions.js'
import { FaultBoard } from './faults/fault-board.js'
import { Blacklist } from './gateway/blacklist.js'
import { GatewayCache } from './gateway/cache.js'
import type { Gateway } from './gateway/gateway.js'
import { buildHousehold } from './household/build-household.js'
import { defaultHouseholds } from './household/default-households.js'
import { Households } from './household/household.js'
import { Account } from './http/account.js'
import { CallLog } from './http/calls.js'
import { Quotas } from './http/quotas.js'
import { GatewayServer } from './http/server.js'
import type { SimulatorOptions } from './options.js'
import { gatewayRoutes } from './gateway-routes.js'
import type { RteState } from './rte/rte-state.js'
import { settingsOf } from './settings.js'
import type { Simulator } from './simulator.js'

const DEFAULT_SEED = 20_240_901
const TEMPO_HOUR = 10 + 40 / 60

/** Starts a gateway on 127.0.0.1. Everything it serves follows from the options: same options, same answers. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = options.seed ?? DEFAULT_SEED
  const clock = new SimulatorClock(options.now, options.frozen)
  const account = new Account(clock, seed)
  const calls = new CallLog()
  const faults = new FaultBoard(clock)
  const quotas = new Quotas(clock, options.limits)
  const cache = new GatewayCache(clock)
  const line = new EnedisLine(options.enedisLatencyMs ?? 0, options.throttle ?? false)
  const enedis = new Enedis(clock, line, options.publicationHour ?? 8)
  const households = new Households((plan, order) => buildHousehold(plan, order, { seed, now: clock.now() }))
  for (const plan of options.households ?? defaultHouseholds(dayOf(clock.now()))) households.add(plan)
  const gateway: Gateway = {
    clock,
    quotas,
    households,
    enedis,
    cache,
    blacklist: new Blacklist(clock),
  }
  const rte: RteState = {
    tempo: true,
    tempoForecast: true,
    ecowatt: true,
    france: true,
    windInflation: options.windInflation ?? false,
    tempoHour: options.tempoHour ?? TEMPO_HOUR,
  }
  const contributions = new Contributions(clock)
  const parts = {
    clientId: account.clientId,
    get secret() {
      return account.secret
    },
    clock,
    calls,
    faults,
    households,
    quotas,
    cache,
    rte,
    contributions,
    settings: settingsOf(enedis, line),
    rotateSecret: () => {
      cache.clear()
      return account.rotateSecret()
    },
  }
  const server = new GatewayServer({
    clock,
    account,
    calls,
    faults,
    routes: gatewayRoutes({
      account,
      gateway,
      rte,
      contributions,
      seed,
      tempoCalendar: options.tempoCalendar,
    }),
    control: controlRoutes(parts),
  })
  const origin = `http://127.0.0.1:${await server.listen(options.port ?? 0)}`
  return {
    ...parts,
    get secret() {
      return account.secret
    },
    url: `${origin}/api`,
    origin,
    stop: () => server.close(),
  }
}
