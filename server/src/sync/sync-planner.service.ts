import { Injectable } from '@nestjs/common'

import type { Dataset, Instant } from '../core/index.js'
import { Clock, dayOf, endOf, instantAt, toDay } from '../core/index.js'
import { EcowattService } from '../ecowatt/index.js'
import type { UsagePoint } from '../readings/index.js'
import {
  activationOf,
  EnsureService,
  ReadingsRepository,
  seriesOf,
  UsagePointsService,
} from '../readings/index.js'
import { MarketService } from '../tariffs/index.js'
import { TempoService } from '../tempo/index.js'
import type { MeterFacts, PlannedStep, SyncScope } from './sync-plan.js'
import { isWeekOld, planOf } from './sync-plan.js'

/** The list of meters is free, but a call all the same. */
const LIST_AGE_MS = 6 * 60 * 60_000
const TICK_MS = 30 * 60_000
const NOT_OF_A_METER: ReadonlySet<Dataset> = new Set(['TEMPO', 'TEMPO_FORECAST', 'ECOWATT', 'OFFERS'])
const EVER = { from: toDay('2000-01-01'), to: toDay('9999-01-01') }

/** Looks at what is held, and says what a run would ask now. Calls nothing. */
@Injectable()
export class SyncPlanner {
  constructor(
    private readonly points: UsagePointsService,
    private readonly ensures: EnsureService,
    private readonly readings: ReadingsRepository,
    private readonly tempo: TempoService,
    private readonly ecowatt: EcowattService,
    private readonly market: MarketService,
    private readonly clock: Clock,
  ) {}

  /** @param tried meters whose contract was just asked: they are planned whatever came of it. */
  async plan(scope: SyncScope = {}, tried: ReadonlySet<string> = new Set()): Promise<PlannedStep[]> {
    const wants = (...datasets: string[]) =>
      scope.datasets?.some((dataset) => datasets.includes(dataset)) ?? true
    const isAskedForMeters = scope.datasets?.includes('USAGE_POINTS') ?? true
    const readsMeters = scope.datasets?.some((dataset) => !NOT_OF_A_METER.has(dataset)) ?? true
    const listedAt = await this.points.listedAt()
    const active = readsMeters ? (await this.points.all()).filter((point) => point.active) : []
    return planOf(
      {
        isListDue:
          readsMeters &&
          (listedAt === null || (isAskedForMeters && this.clock.now() - listedAt > LIST_AGE_MS)),
        isTempoDue: wants('TEMPO') && (await this.tempo.isDue()),
        isForecastDue: wants('TEMPO_FORECAST') && (await this.tempo.isForecastDue()),
        isEcowattDue: wants('ECOWATT') && (await this.ecowatt.isDue()),
        areOffersDue: wants('OFFERS') && (await this.market.isDue()),
        meters: await Promise.all(active.map((point) => this.factsOf(point, tried.has(point.pdl)))),
      },
      scope,
    )
  }

  /** When a tick of the clock will next find something to ask. */
  async nextDueAt(): Promise<Instant> {
    const now = this.clock.now()
    const today = dayOf(now)
    const morning = instantAt(today, { hour: 8 })
    const candidates = [
      morning > now ? morning : endOf(today),
      await this.ecowatt.nextTryAt(),
      await this.tempo.nextTryAt(),
      ...(await this.readings.nextTries(now)),
    ].filter((instant) => instant !== null)
    const next = Math.max(now, Math.min(...candidates))
    return Math.ceil(next / TICK_MS) * TICK_MS
  }

  private async factsOf(point: UsagePoint, wasTried: boolean): Promise<MeterFacts> {
    const now = this.clock.now()
    const unknown = !wasTried && activationOf(point) === null && point.contractReadAt === null
    const series = unknown ? [] : await Promise.all(seriesOf(point).map((one) => this.ensures.due(one, EVER)))
    return {
      pdl: point.pdl,
      contract: unknown ? 'unknown' : !wasTried && isWeekOld(point.contractReadAt, now) ? 'due' : 'held',
      isAddressDue: isWeekOld(point.addressReadAt, now),
      series,
    }
  }
}
