import { Injectable } from '@nestjs/common'

import { addDays, Clock, dayOf, Settings } from '../core/index.js'
import { Breakers, CallBudget } from '../gateway/index.js'
import type { UsagePoint } from '../readings/index.js'
import {
  activationOf,
  directionsOf,
  ReadingsRepository,
  ReadingsService,
  UsagePointsService,
} from '../readings/index.js'
import type { ExportMeter, ExportStatus } from './export-source.js'

/** When the newest sync ended, as its event told us. */
export const LAST_SYNC = 'export.lastSyncAt'

/** Meters, and how their data stand. Asks the gateway for nothing. */
@Injectable()
export class MeterFacts {
  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsService,
    private readonly repository: ReadingsRepository,
    private readonly breakers: Breakers,
    private readonly calls: CallBudget,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async meters(): Promise<ExportMeter[]> {
    return (await this.points.all()).map(meterOf)
  }

  async status(pdl: string): Promise<ExportStatus> {
    const point = await this.points.get(pdl)
    const today = dayOf(this.clock.now())
    const dataset = `${directionsOf(point)[0] ?? 'CONSUMPTION'}_DAILY` as const
    const [lastCompleteDay, days, nextTryAt, budget, problems, lastSyncAt] = await Promise.all([
      this.readings.lastCompleteDay({ pdl, dataset }),
      this.repository.daily({ pdl, dataset }, { from: addDays(today, -30), to: today }),
      this.readings.nextTryAt(point),
      this.calls.state(),
      this.breakers.problems(),
      this.settings.get<number>(LAST_SYNC),
    ])
    return {
      lastCompleteDay,
      completeDaysOf30: days.length,
      lastSyncAt: lastSyncAt ?? null,
      nextTryAt,
      cachedCallsUsed: budget.cached.used,
      freshCallsUsed: budget.fresh.used,
      problem: problems.find((problem) => problem.pdl === pdl || problem.pdl === null)?.message ?? null,
    }
  }
}

function meterOf(point: UsagePoint): ExportMeter {
  const { contract } = point
  return {
    pdl: point.pdl,
    name: point.name ?? null,
    directions: directionsOf(point),
    subscribedPowerKva: point.subscribedPowerKva ?? contract?.subscribedPowerKva ?? null,
    pricingOption: point.pricingOption ?? null,
    offPeak: point.offPeak.length > 0 ? point.offPeak : (contract?.offPeak ?? []),
    activationDate: activationOf(point),
    segment: contract?.segment ?? null,
    distributionTariff: contract?.distributionTariff ?? null,
    address: point.address?.line ?? null,
  }
}
