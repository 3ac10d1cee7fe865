import { Logger } from '@nestjs/common'

import type { AppError, Clock, Day, Reason, Series } from '../core/index.js'
import { addDays, directionOf, GatewayUnavailable, lengthOf, seriesKey } from '../core/index.js'
import type { AskedDays, CallTally, GatewayService, SeriesAnswer, SeriesRequest } from '../gateway/index.js'
import { requestsFor } from '../gateway/index.js'
import { absentDays } from './absences.js'
import { problemIn } from './answer-problem.js'
import type { EnsureOptions, EnsureResult } from './ensure.service.js'
import type { KnownDays } from './known-days.js'
import type { AbsentDay } from './merge.js'
import type { ReadingsRepository } from './readings.repository.js'

/** What is known before the first request. */
export interface WalkFacts {
  readonly series: Series
  readonly before: ReadonlyMap<Day, AbsentDay>
  readonly known: KnownDays
  readonly oldest: Day
  readonly today: Day
  /** Days to ask. */
  readonly wanted: number
  readonly mayBeCached: (day: Day) => boolean
  readonly hasActivation: boolean
}

export interface WalkDoors {
  readonly gateway: GatewayService
  readonly readings: ReadingsRepository
  readonly clock: Clock
}

/** A refused load curve of more days than this leaves dates on the gateway's blacklist. */
const BLACKLIST_DAYS = 3
/** A load curve this short needs no shortening. */
const SHORT_DAYS = 14
const SLOW: ReadonlySet<Reason> = new Set(['GATEWAY_UNREACHABLE', 'GATEWAY_FAILED'])
const LOGGED_REJECTS = 5
const logger = new Logger('Ensure')

/** One walk over the windows of a series: what it learns on the way decides what it asks next. */
export class SeriesWalk {
  problem: AppError | null = null
  private readonly tally: { asked: number; gained: number; rejected: number; calls: CallTally } = {
    asked: 0,
    gained: 0,
    rejected: 0,
    calls: { cached: 0, fresh: 0 },
  }
  /** Nothing exists before this day, and why. */
  private start: { day: Day; reason: 'BEFORE_START' | 'TOO_OLD' } | null = null
  private probed = false
  private shortened = false

  constructor(
    private readonly facts: WalkFacts,
    private readonly options: EnsureOptions,
    private readonly doors: WalkDoors,
  ) {}

  result(): EnsureResult {
    return { ...this.tally, calls: { ...this.tally.calls }, wanted: this.facts.wanted, problem: this.problem }
  }

  /** Whether these days were asked before. */
  isRetry({ covers }: SeriesRequest): boolean {
    return this.facts.before.has(covers.from)
  }

  /** Gaps → the requests that bring them, newest first. */
  requests(gaps: readonly AskedDays[]): SeriesRequest[] {
    const { today, oldest, known, mayBeCached } = this.facts
    return requestsFor(this.facts.series, gaps, { today, oldest, isHeld: known.isHeld, mayBeCached })
  }

  /** One request, and what it takes to understand its answer. Throws what the gateway throws. */
  async bring(request: SeriesRequest): Promise<void> {
    if (this.start && request.covers.to <= this.start.day)
      return this.keep(request, nothing(this.start.reason))
    const answer = await this.fetch(request)
    if (answer === null) return
    if (answer.readings.length > 0) return this.keep(request, answer)
    const reason = await this.believable(await this.causeOfNothing(request, answer), request)
    if (reason !== 'BEFORE_START' && reason !== 'TOO_OLD') return this.keep(request, { ...answer, reason })
    if (lengthOf(request.covers) > 1) return this.bringHalves(request)
    this.start = { day: request.covers.to, reason }
    return this.keep(request, { ...answer, reason })
  }

  /** Enedis refuses a whole range as soon as its start is too early: the newest half first, until it accepts. */
  private async bringHalves({ covers }: SeriesRequest): Promise<void> {
    const middle = addDays(covers.from, Math.floor(lengthOf(covers) / 2))
    const halves = [
      { from: covers.from, to: middle },
      { from: middle, to: covers.to },
    ]
    const asked = halves.map((half) => ({ ...half, retry: false, attempts: 1 }))
    for (const request of this.requests(asked)) await this.bring(request)
  }

  /** null: the range was too long for the gateway to answer in time; its halves were brought instead. */
  private async fetch(request: SeriesRequest): Promise<SeriesAnswer | null> {
    const { mode, signal } = this.options
    try {
      return await this.doors.gateway.fetch(request, { mode, signal, calls: this.tally.calls })
    } catch (error) {
      const tooLong =
        error instanceof GatewayUnavailable && SLOW.has(error.code) && lengthOf(request.covers) > SHORT_DAYS
      if (!tooLong || this.shortened || !request.series.dataset.endsWith('_CURVE')) throw error
      this.shortened = true
      await this.bringHalves(request)
      return null
    }
  }

  /** An empty answer has many causes: ask another endpoint for the one that a load curve hides. */
  private async causeOfNothing(
    request: SeriesRequest,
    answer: SeriesAnswer,
  ): Promise<SeriesAnswer['reason']> {
    const { series, covers } = request
    if (series.dataset === 'CONSUMPTION_DAILY' && !this.facts.hasActivation && answer.reason === 'NO_DATA')
      return 'BEFORE_START'
    if (!series.dataset.endsWith('_CURVE') || answer.reason !== 'NO_DATA' || this.probed) return answer.reason
    this.probed = true
    try {
      const { mode, signal } = this.options
      await this.doors.gateway.probe(series.pdl, directionOf(series.dataset), this.facts.today, {
        mode,
        signal,
        calls: this.tally.calls,
      })
    } catch (error) {
      // The gateway now refuses these dates for a day, whatever comes.
      if (error instanceof GatewayUnavailable && lengthOf(covers) > BLACKLIST_DAYS)
        await this.keep(request, nothing('SOURCE_UNAVAILABLE'))
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
    const extent = await this.doors.readings.extent(series)
    return extent !== null && extent.first < covers.from ? 'NO_DATA' : reason
  }

  private async keep({ series, covers }: SeriesRequest, answer: SeriesAnswer): Promise<void> {
    const now = this.doors.clock.now()
    const context = { dataset: series.dataset, covers, answer, before: this.facts.before, now }
    const { gained } = await this.doors.readings.merge(series, answer.readings, {
      covers,
      now,
      absentOf: (known) => absentDays(known, this.facts.known.isHeld, context),
    })
    this.tally.asked += lengthOf(covers)
    this.tally.gained += gained.length
    this.tally.rejected += answer.rejected.length
    for (const { label, cause } of answer.rejected.slice(0, LOGGED_REJECTS)) {
      logger.warn(`${seriesKey(series)} ${label}: ${cause}`)
    }
    this.problem = problemIn(answer, covers, now) ?? this.problem
  }
}

function nothing(reason: SeriesAnswer['reason']): SeriesAnswer {
  return { readings: [], rejected: [], reason }
}
