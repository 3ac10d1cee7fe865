import { Injectable, Logger } from '@nestjs/common'

import type { Day, DayRange, Reason, Series } from '../core/index.js'
import {
  addDays,
  AppError,
  Clock,
  dayOf,
  daysOf,
  directionOf,
  GatewayUnavailable,
  lengthOf,
  nextUtcMidnight,
  seriesKey,
} from '../core/index.js'
import type { AskedDays, CallMode, CallTally, SeriesAnswer, SeriesRequest } from '../gateway/index.js'
import { CallBudget, GatewayService, requestsFor } from '../gateway/index.js'
import { absentDays, BLACKLIST_MS } from './absences.js'
import { problemIn } from './answer-problem.js'
import { historyOf, intersection } from './bounds.js'
import { Flights } from './flights.js'
import { gapsOf } from './gaps.js'
import type { KnownDays } from './known-days.js'
import type { AbsentDay } from './merge.js'
import { ReadingsRepository } from './readings.repository.js'
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

/** One walk over the windows of a series. */
interface Walk {
  readonly series: Series
  readonly options: EnsureOptions
  readonly before: ReadonlyMap<Day, AbsentDay>
  readonly known: KnownDays
  readonly oldest: Day
  readonly today: Day
  readonly tally: { wanted: number; asked: number; gained: number; rejected: number; calls: CallTally }
  readonly mayBeCached: (day: Day) => boolean
  readonly hasActivation: boolean
  /** A fact learnt on the way: nothing exists before this day, and why. */
  start: { day: Day; reason: 'BEFORE_START' | 'TOO_OLD' } | null
  probed: boolean
  shortened: boolean
  problem: AppError | null
}

const NEARBY_DAYS = 7
/** So far back the gateway's cache may hold a daily value although we did not just write it. */
const RECENT_DAYS = 10
/** A refused load curve of more days than this leaves dates on the gateway's blacklist. */
const BLACKLIST_DAYS = 3
/** A load curve this short needs no shortening. */
const SHORT_DAYS = 14
const SLOW: ReadonlySet<Reason> = new Set(['GATEWAY_UNREACHABLE', 'GATEWAY_FAILED'])
const LOGGED_REJECTS = 5
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
  private readonly logger = new Logger(EnsureService.name)
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
    const walk = await this.begin(series, range, { mode: 'auto', force })
    return walk === null ? [] : this.requests(walk.walk, walk.gaps)
  }

  private async fly(series: Series, range: DayRange, options: EnsureOptions): Promise<EnsureResult> {
    const begun = await this.begin(series, range, options)
    if (begun === null) return NOTHING_TO_DO
    const { walk, gaps } = begun
    try {
      for (const request of this.requests(walk, gaps)) {
        options.signal?.throwIfAborted()
        if (await this.isFair(walk, request)) await this.bring(walk, request)
        options.onWindow?.(resultOf(walk))
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      walk.problem = error
    }
    return resultOf(walk)
  }

  /** Retries on the small counter share what is left of it among all meters. */
  private async isFair(walk: Walk, request: SeriesRequest): Promise<boolean> {
    if (request.useCache || walk.options.mode === 'manual' || !walk.before.has(request.covers.from))
      return true
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
  ): Promise<{ walk: Walk; gaps: AskedDays[] } | null> {
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
    return {
      gaps,
      walk: {
        series,
        options,
        before,
        known,
        oldest: history.from,
        today,
        tally: {
          wanted: gaps.reduce((sum, gap) => sum + lengthOf(gap), 0),
          asked: 0,
          gained: 0,
          rejected: 0,
          calls: { cached: 0, fresh: 0 },
        },
        mayBeCached: (day) => day < yesterday && (written.has(day) || (day >= recent && known.isHeld(day))),
        hasActivation: activationOf(point) !== null,
        start: null,
        probed: false,
        shortened: false,
        problem: null,
      },
    }
  }

  private requests(
    { series, known, today, oldest, mayBeCached }: Walk,
    gaps: readonly AskedDays[],
  ): SeriesRequest[] {
    return requestsFor(series, gaps, { today, oldest, isHeld: known.isHeld, mayBeCached })
  }

  private async bring(walk: Walk, request: SeriesRequest): Promise<void> {
    if (walk.start && request.covers.to <= walk.start.day)
      return this.keep(walk, request, nothing(walk.start.reason))
    const answer = await this.fetch(walk, request)
    if (answer === null) return
    if (answer.readings.length > 0) return this.keep(walk, request, answer)
    const reason = await this.believable(await this.causeOfNothing(walk, request, answer), request)
    if (reason !== 'BEFORE_START' && reason !== 'TOO_OLD')
      return this.keep(walk, request, { ...answer, reason })
    if (lengthOf(request.covers) > 1) return this.bringHalves(walk, request)
    walk.start = { day: request.covers.to, reason }
    return this.keep(walk, request, { ...answer, reason })
  }

  /** Enedis refuses a whole range as soon as its start is too early: the newest half first, until it accepts. */
  private async bringHalves(walk: Walk, { covers }: SeriesRequest): Promise<void> {
    const middle = addDays(covers.from, Math.floor(lengthOf(covers) / 2))
    const halves = [
      { from: covers.from, to: middle },
      { from: middle, to: covers.to },
    ]
    const asked = halves.map((half) => ({ ...half, retry: false, attempts: 1 }))
    for (const request of this.requests(walk, asked)) await this.bring(walk, request)
  }

  /** null: the range was too long for the gateway to answer in time; its halves were brought instead. */
  private async fetch(walk: Walk, request: SeriesRequest): Promise<SeriesAnswer | null> {
    const { mode, signal } = walk.options
    try {
      return await this.gateway.fetch(request, { mode, signal, calls: walk.tally.calls })
    } catch (error) {
      const tooLong =
        error instanceof GatewayUnavailable && SLOW.has(error.code) && lengthOf(request.covers) > SHORT_DAYS
      if (!tooLong || walk.shortened || !request.series.dataset.endsWith('_CURVE')) throw error
      walk.shortened = true
      await this.bringHalves(walk, request)
      return null
    }
  }

  /** An empty answer has many causes: ask another endpoint for the one that a load curve hides. */
  private async causeOfNothing(
    walk: Walk,
    request: SeriesRequest,
    answer: SeriesAnswer,
  ): Promise<SeriesAnswer['reason']> {
    const { series, covers } = request
    if (series.dataset === 'CONSUMPTION_DAILY' && !walk.hasActivation && answer.reason === 'NO_DATA')
      return 'BEFORE_START'
    if (!series.dataset.endsWith('_CURVE') || answer.reason !== 'NO_DATA' || walk.probed) return answer.reason
    walk.probed = true
    try {
      const { mode, signal } = walk.options
      await this.gateway.probe(series.pdl, directionOf(series.dataset), walk.today, {
        mode,
        signal,
        calls: walk.tally.calls,
      })
    } catch (error) {
      // The gateway now refuses these dates for a day, whatever comes.
      if (error instanceof GatewayUnavailable && lengthOf(covers) > BLACKLIST_DAYS)
        await this.keep(walk, request, nothing('SOURCE_UNAVAILABLE'))
      throw error
    }
    return answer.reason
  }

  /** A meter that has given an older day cannot begin after it: what was refused is asked again like any hole. */
  private async believable(
    reason: SeriesAnswer['reason'],
    { series, covers }: SeriesRequest,
  ): Promise<SeriesAnswer['reason']> {
    if (reason !== 'BEFORE_START' && reason !== 'TOO_OLD') return reason
    const extent = await this.readings.extent(series)
    return extent !== null && extent.first < covers.from ? 'NO_DATA' : reason
  }

  private async keep(walk: Walk, { series, covers }: SeriesRequest, answer: SeriesAnswer): Promise<void> {
    const now = this.clock.now()
    const context = { dataset: series.dataset, covers, answer, before: walk.before, now }
    const { gained } = await this.readings.merge(series, answer.readings, {
      covers,
      now,
      absentOf: (known) => absentDays(known, walk.known.isHeld, context),
    })
    walk.tally.asked += lengthOf(covers)
    walk.tally.gained += gained.length
    walk.tally.rejected += answer.rejected.length
    for (const { label, cause } of answer.rejected.slice(0, LOGGED_REJECTS)) {
      this.logger.warn(`${seriesKey(series)} ${label}: ${cause}`)
    }
    walk.problem = problemIn(answer, covers, now) ?? walk.problem
  }
}

function resultOf({ tally, problem }: Walk): EnsureResult {
  return { ...tally, calls: { ...tally.calls }, problem }
}

function nothing(reason: SeriesAnswer['reason']): SeriesAnswer {
  return { readings: [], rejected: [], reason }
}
