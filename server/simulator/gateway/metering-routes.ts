import type { Route } from '../http/exchange.js'
import { consumptionDailyRoute } from './consumption-daily.js'
import { consumptionDetailRoute } from './consumption-detail.js'
import { cacheRoute, customerRoutes } from './customer.js'
import { detailBatchRoute } from './detail-batch.js'
import type { Gateway } from './gateway.js'
import { passThroughRoutes } from './pass-through.js'
import { usagePointRoutes } from './usage-points.js'

export function meteringRoutes(gateway: Gateway): Route[] {
  return [
    ...usagePointRoutes(gateway),
    consumptionDailyRoute(gateway),
    consumptionDetailRoute(gateway),
    detailBatchRoute(gateway, 'CONSUMPTION'),
    detailBatchRoute(gateway, 'PRODUCTION'),
    ...passThroughRoutes(gateway),
    ...customerRoutes(gateway),
    cacheRoute(gateway),
  ]
}
