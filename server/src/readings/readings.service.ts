import { setTimeout as pause } from 'node:timers/promises'

import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Direction, Instant, Period, Series } from '../core/index.js'
import {
  addDays,
  AppError,
  checkedRange,
  Clock,
  dayOf,
  directionOf,
  earliest,
  Env,
  InvalidInput,
  latest,
  lengthOf,
} from '../core/index.js'
import { historyOf, intersection, newestPublished } from './bounds.js'
import type { Obstacle, SeriesState } from './coverage.js'
import { missingOf, seriesState } from './coverage.js'
import type { EnsureResult } from './ensure.service.js'
import { EnsureService } from './ensure.service.js'
import type { MeterEnergy } from './energy-points.js'
import type { KnownDays } from './known-days.js'
import { rangeOfPeriod } from './periods.js'
import type { CurveDayRow, MaxPowerRow } from './readings.repository.js'
import { ReadingsRepository } from './readings.repository.js'
import type { UsagePoint } from './usage-point.entity.js'
import { activationOf, directionsOf, UsagePointsService } from './usage-points.service.js'

/** Which days a caller means: bounds, or a moving range. */
export interface RangeAsked {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly period?: Period | undefined
}

interface Wanted {
  readonly series: Series
  readonly range: DayRange
}

const LONGEST_CURVE_DAYS = 800
/** Newest days of daily consumption that only their curve can tell. */
const DERIVED_DAYS = 2

/** Reading is ensuring, then answering: what is missing is asked within a small time budget, and never fails the read. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly ensures: EnsureService,
    private readonly repository: ReadingsRepository,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  get today(): Day {
    return dayOf(this.clock.now())
  }

  /** Daily energy, of one meter or of all. */
  async energy(
    direction: Direction,
    pdl: string | undefined,
    asked: RangeAsked,
  ): Promise<{ range: DayRange; meters: MeterEnergy[] }> {
    const points = await this.followed(direction, pdl)
    const dataset = `${direction}_DAILY` as const
    const range = await this.rangeOf(asked, points, dataset)
    const meters = await Promise.all(
      points.map(async (point) => {
        const series = { pdl: point.pdl, dataset }
        const obstacle = await this.bring(point, [{ series, range }, ...this.newestAsCurve(series, range)])
        const [rows, state] = await Promise.all([
          this.repository.daily(series, range),
          this.state(point, series, range, obstacle),
        ])
        return { days: new Map(rows.map((row) => [row.day, row])), state }
      }),
    )
    return { range, meters }
  }

  /** Load curve of one meter. */
  async curve(
    pdl: string,
    direction: Direction,
    asked: RangeAsked,
  ): Promise<{ range: DayRange; rows: CurveDayRow[]; state: SeriesState }> {
    const { range, series, point, obstacle } = await this.ensured(
      pdl,
      `${direction}_CURVE`,
      asked,
      LONGEST_CURVE_DAYS,
    )
    const [rows, state] = await Promise.all([
      this.repository.curve(series, range),
      this.state(point, series, range, obstacle),
    ])
    return { range, rows, state }
  }

  async maxPower(
    pdl: string,
    asked: RangeAsked,
  ): Promise<{
    range: DayRange
    rows: MaxPowerRow[]
    state: SeriesState
    subscribedPowerKva: number | null
  }> {
    const { range, series, point, obstacle } = await this.ensured(pdl, 'MAX_POWER', asked)
    const [rows, state] = await Promise.all([
      this.repository.maxPower(pdl, range),
      this.state(point, series, range, obstacle),
    ])
    return { range, rows, state, subscribedPowerKva: powerOf(point) }
  }

  /** What is held of each day, without asking the gateway for anything. */
  async coverage(
    series: Series,
    asked: RangeAsked,
  ): Promise<{ range: DayRange; known: KnownDays; state: SeriesState }> {
    const point = await this.points.get(series.pdl)
    const range = await this.rangeOf(asked, [point], series.dataset)
    const [known, state] = await Promise.all([
      this.repository.known(series, range),
      this.state(point, series, range, null),
    ])
    return { range, known, state }
  }

  /** Newest day of a series that is held from end to end. */
  async lastCompleteDay(series: Series): Promise<Day | null> {
    const extent = await this.repository.extent(series)
    if (extent === null || !series.dataset.endsWith('_CURVE')) return extent?.last ?? null
    for (let to = addDays(extent.last, 1); to > extent.first; to = addDays(to, -62)) {
      const held = (
        await this.repository.known(series, { from: latest(extent.first, addDays(to, -62)), to })
      ).held()
      const last = held.sort().at(-1)
      if (last !== undefined) return last
    }
    return null
  }

  /** When yesterday is asked next; null once its energy is known, or when nothing more will be asked. */
  async nextTryAt(point: UsagePoint): Promise<Instant | null> {
    const direction = directionsOf(point)[0]
    if (direction === undefined || !point.active) return null
    const range = { from: addDays(this.today, -1), to: this.today }
    const series = { pdl: point.pdl, dataset: `${direction}_DAILY` as const }
    if ((await this.repository.daily(series, range)).length > 0) return null
    return missingOf(range.from, await this.state(point, series, range, null)).nextTryAt
  }

  private async ensured(pdl: string, dataset: Series['dataset'], asked: RangeAsked, longestDays = Infinity) {
    const point = await this.points.get(pdl)
    const series = { pdl, dataset }
    const range = await this.rangeOf(asked, [point], dataset)
    if (lengthOf(range) > longestDays) {
      throw new AppError(
        'TOO_LARGE',
        `A curve of ${lengthOf(range)} days is too long: ask ${longestDays} at most.`,
        { level: 'debug' },
      )
    }
    return { point, series, range, obstacle: await this.bring(point, [{ series, range }]) }
  }

  /** Active meters of a direction, or the one named. */
  private async followed(direction: Direction, pdl: string | undefined): Promise<UsagePoint[]> {
    if (pdl !== undefined) return [await this.points.get(pdl)]
    return (await this.points.all()).filter((point) => directionsOf(point).includes(direction))
  }

  private async rangeOf(
    { from, to, period }: RangeAsked,
    points: readonly UsagePoint[],
    dataset: Series['dataset'],
  ): Promise<DayRange> {
    const { today } = this
    if (period === undefined) {
      if (from === undefined) throw new InvalidInput('Give from, or a period.')
      return checkedRange({ from, to: to ?? today })
    }
    if (from !== undefined || to !== undefined)
      throw new InvalidInput('Give either a period, or from and to.')
    const extents = (
      await Promise.all(points.map(({ pdl }) => this.repository.extent({ pdl, dataset })))
    ).filter((extent) => extent !== null)
    const [one, ...others] = extents
    const extent = one
      ? {
          first: earliest(one.first, ...others.map(({ first }) => first)),
          last: latest(one.last, ...others.map(({ last }) => last)),
        }
      : null
    const [activation = null] = points.map(activationOf).filter((day) => day !== null)
    return rangeOfPeriod(period, { today, extent, activation })
  }

  /** Asks what is missing, and waits for it as long as a reader should wait. */
  private async bring(point: UsagePoint, wanted: readonly Wanted[]): Promise<Obstacle | null> {
    if (!point.active) return { reason: 'USAGE_POINT_INACTIVE', retryAt: null }
    const flights = wanted
      .filter(({ series, range }) => !this.ensures.isBusy(series) || this.ensures.isComing(series, range))
      .map(({ series, range }) => this.ensures.ensure(series, range, { mode: 'auto' }))
    const landed = Promise.all(flights)
    landed.catch(() => undefined)
    const results = await Promise.race([landed, pause(this.env.READ_BUDGET_MS, null, { ref: false })])
    return obstacleOf(results ?? [])
  }

  /** Yesterday's energy exists as a curve a day before it exists as a daily value. */
  private newestAsCurve({ pdl, dataset }: Series, range: DayRange): Wanted[] {
    if (!dataset.endsWith('_DAILY')) return []
    const newest = intersection(range, { from: addDays(this.today, -DERIVED_DAYS), to: this.today })
    if (lengthOf(newest) === 0) return []
    return [{ series: { pdl, dataset: `${directionOf(dataset)}_CURVE` }, range: newest }]
  }

  private async state(
    point: UsagePoint,
    series: Series,
    range: DayRange,
    obstacle: Obstacle | null,
  ): Promise<SeriesState> {
    const now = this.clock.now()
    const history = historyOf(series.dataset, now, activationOf(point))
    const extent = await this.repository.extent(series)
    const from = earliest(range.from, history.from)
    const to = latest(range.to, extent?.first ?? history.to)
    const absences = new Map(await this.repository.absences(series, { from, to }))
    for (const curve of this.newestAsCurve(series, range)) {
      for (const [day, absence] of await this.repository.absences(curve.series, curve.range)) {
        if (day > newestPublished(series.dataset, now)) absences.set(day, absence)
      }
    }
    return seriesState({
      dataset: series.dataset,
      now,
      history,
      first: extent?.first ?? null,
      closedAfter: point.active ? null : (extent?.last ?? addDays(history.from, -1)),
      absences,
      obstacle,
    })
  }
}

function obstacleOf(results: readonly EnsureResult[]): Obstacle | null {
  const problem = results.map((result) => result.problem).find((found) => found !== null)
  return problem ? { reason: problem.code, retryAt: problem.retryAt ?? null } : null
}

function powerOf(point: UsagePoint): number | null {
  return point.subscribedPowerKva ?? point.contract?.subscribedPowerKva ?? null
}
