import { Injectable } from '@nestjs/common'

import type { DayRange, Series } from '../core/index.js'
import {
  addDays,
  AppError,
  Clock,
  dayOf,
  daysOf,
  GatewayUnavailable,
  lengthOf,
  nextUtcMidnight,
  seriesKey,
} from '../core/index.js'
import type { AskedDays, CallMode, CallTally, SeriesRequest } from '../gateway/index.js'
import { CallBudget, GatewayService } from '../gateway/index.js'
import { BLACKLIST_MS } from './absences.js'
import { historyOf, intersection } from './bounds.js'
import { Flights } from './flights.js'
import { gapsOf } from './gaps.js'
import { ReadingsRepository } from './readings.repository.js'
import type { WalkFacts } from './series-walk.js'
import { SeriesWalk } from './series-walk.js'
import type { UsagePoint } from './usage-point.entity.js'
import { activationOf, UsagePointsService } from './usage-points.service.js'

export interface EnsureOptions {
  readonly mode: CallMode
  /** Also days marked absent that are not due. */
  readonly force?: boolean
  /** The meter, when the caller has just read it. */
  readonly point?: UsagePoint | undefined
  readonly signal?: AbortSignal | undefined
  /** Told after each window. */
  readonly onWindow?: ((progress: EnsureResult) => void) | undefined
}

export interface EnsureResult {
  /** Days that were to be asked. */
  readonly wanted: number
  /** Days asked so far, whether they came or not. */
  readonly asked: number
  /** Days that became held. */
  readonly gained: number
  readonly rejected: number
  readonly calls: Readonly<CallTally>
  /** What stopped it; null = everything that was due was asked. */
  readonly problem: AppError | null
}

const NEARBY_DAYS = 7
/** So far back the gateway's cache may hold a daily value although we did not just write it. */
const RECENT_DAYS = 10
const NOTHING_TO_DO: EnsureResult = {
  wanted: 0,
  asked: 0,
  gained: 0,
  rejected: 0,
  calls: { cached: 0, fresh: 0 },
  problem: null,
}

/** Fills what is missing: the one algorithm that the screen and the clock both call. */
@Injectable()
export class EnsureService {
  private readonly flights = new Flights<EnsureResult>()

  constructor(
    private readonly gateway: GatewayService,
    private readonly budget: CallBudget,
    private readonly readings: ReadingsRepository,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
  ) {}

  /** A flight for this series is under way. */
  isBusy(series: Series): boolean {
    return this.flights.isBusy(seriesKey(series))
  }

  /** A flight that covers the range is under way: asking means sharing it. */
  isComing(series: Series, range: DayRange): boolean {
    return this.flights.find(seriesKey(series), range, 'auto') !== undefined
  }

  /**
   * wanted − held − absent → gaps → legal windows, newest first → fetch → merge, one transaction per window.
   * Who asks for a range that is already on its way shares that flight.
   * A failure of the gateway is in the result, with what came before it; anything else is thrown.
   */
  ensure(series: Series, range: DayRange, options: EnsureOptions): Promise<EnsureResult> {
    const key = seriesKey(series)
    const kind = options.force ? 'force' : options.mode
    return (
      this.flights.find(key, range, kind) ??
      this.flights.start(key, range, kind, () => this.fly(series, range, options))
    )
  }

  /** Ranges that would be asked now, without asking: what a plan counts. */
  async due(
    series: Series,
    range: DayRange,
    { force = false }: { force?: boolean } = {},
  ): Promise<SeriesRequest[]> {
    const begun = await this.begin(series, range, { mode: 'auto', force })
    return begun === null ? [] : begun.walk.requests(begun.gaps)
  }

  private async fly(series: Series, range: DayRange, options: EnsureOptions): Promise<EnsureResult> {
    const begun = await this.begin(series, range, options)
    if (begun === null) return NOTHING_TO_DO
    const { walk, gaps } = begun
    try {
      for (const request of walk.requests(gaps)) {
        options.signal?.throwIfAborted()
        if (await this.isFair(walk, request, options.mode)) await walk.bring(request)
        options.onWindow?.(walk.result())
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      walk.problem = error
    }
    return walk.result()
  }

  /** Retries on the small counter share what is left of it among all meters. */
  private async isFair(walk: SeriesWalk, request: SeriesRequest, mode: CallMode): Promise<boolean> {
    if (request.useCache || mode === 'manual' || !walk.isRetry(request)) return true
    const points = (await this.points.all()).filter(({ active }) => active).length
    if ((await this.budget.leftFor(request.series.pdl, 'fresh', points)) > 0) return true
    walk.problem ??= new GatewayUnavailable(
      'QUOTA_EXHAUSTED',
      "This meter's share of today's calls is spent.",
      {
        retryAt: nextUtcMidnight(this.clock.now()),
      },
    )
    return false
  }

  private async begin(
    series: Series,
    range: DayRange,
    options: EnsureOptions,
  ): Promise<{ walk: SeriesWalk; gaps: AskedDays[] } | null> {
    const point = options.point ?? (await this.points.get(series.pdl))
    const now = this.clock.now()
    const history = historyOf(series.dataset, now, activationOf(point))
    const wanted = intersection(range, history)
    if (!point.active || lengthOf(wanted) === 0) return null
    const around = { from: addDays(wanted.from, -NEARBY_DAYS), to: addDays(wanted.to, 1) }
    const known = await this.readings.known(series, around)
    if (daysOf(wanted).every(known.isHeld)) return null
    const [before, written] = await Promise.all([
      this.readings.absences(series, wanted),
      this.readings.writtenSince(series, around, now - BLACKLIST_MS),
    ])
    const gaps = gapsOf(wanted, known.isHeld, before, { now, force: options.force ?? false })
    if (gaps.length === 0) return null
    const today = dayOf(now)
    const recent = addDays(today, -RECENT_DAYS)
    const yesterday = addDays(today, -1)
    const { gateway, readings, clock } = this
    const facts: WalkFacts = {
      series,
      before,
      known,
      oldest: history.from,
      today,
      wanted: gaps.reduce((sum, gap) => sum + lengthOf(gap), 0),
      mayBeCached: (day) => day < yesterday && (written.has(day) || (day >= recent && known.isHeld(day))),
      hasActivation: activationOf(point) !== null,
    }
    return { gaps, walk: new SeriesWalk(facts, options, { gateway, readings, clock }) }
  }
}
