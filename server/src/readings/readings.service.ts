import { setTimeout as pause } from 'node:timers/promises'

import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Direction, Instant, Origin, Period, Series } from '../core/index.js'
import {
  addDays,
  AppError,
  checkedRange,
  Clock,
  dayOf,
  earliest,
  Env,
  InvalidInput,
  latest,
  lengthOf,
} from '../core/index.js'
import { intersection } from './bounds.js'
import type { Obstacle, SeriesState } from './coverage.js'
import { missingOf, seriesState } from './coverage.js'
import type { EnsureResult } from './ensure.service.js'
import { EnsureService } from './ensure.service.js'
import type { MeterEnergy } from './energy-points.js'
import type { KnownDays } from './known-days.js'
import type { Lacking } from './lacking.js'
import { lackingCurve, lackingEnergy, lackingPower } from './lacking.js'
import { rangeOfPeriod } from './periods.js'
import type { CurveDayRow, MaxPowerRow } from './readings.repository.js'
import { ReadingsRepository } from './readings.repository.js'
import type { SeriesFacts, Wanted } from './series-facts.js'
import { seriesFacts } from './series-facts.js'
import type { UsagePoint } from './usage-point.entity.js'
import { activationOf, directionsOf, UsagePointsService } from './usage-points.service.js'

/** Which days a caller means: bounds, or a moving range. */
export interface RangeAsked {
  readonly from?: Day | null | undefined
  readonly to?: Day | null | undefined
  readonly period?: Period | null | undefined
}

const LONGEST_CURVE_DAYS = 800

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
        const { rows, state } = await this.ensured(point, { series, range }, lackingEnergy, () =>
          this.repository.daily(series, range),
        )
        return { pdl: point.pdl, days: new Map(rows.map((row) => [row.day, row])), state }
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
    const { point, wanted } = await this.wanted({ pdl, dataset: `${direction}_CURVE` }, asked)
    const { series, range } = wanted
    if (lengthOf(range) > LONGEST_CURVE_DAYS) {
      throw new AppError(
        'TOO_LARGE',
        `A curve of ${lengthOf(range)} days is too long: ask ${LONGEST_CURVE_DAYS} at most.`,
        { level: 'debug' },
      )
    }
    const answer = await this.ensured(point, wanted, lackingCurve, () => this.repository.curve(series, range))
    return { range, ...answer }
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
    const { point, wanted } = await this.wanted({ pdl, dataset: 'MAX_POWER' }, asked)
    const { range } = wanted
    const answer = await this.ensured(point, wanted, lackingPower, () => this.repository.maxPower(pdl, range))
    return { range, ...answer, subscribedPowerKva: powerOf(point) }
  }

  /** What is held of each day, without asking the gateway for anything. */
  async coverage(
    series: Series,
    asked: RangeAsked,
  ): Promise<{
    range: DayRange
    known: KnownDays
    state: SeriesState
    origins: ReadonlyMap<Day, Origin>
  }> {
    const point = await this.points.get(series.pdl)
    const range = await this.rangeOf(asked, [point], series.dataset)
    const [known, state, origins] = await Promise.all([
      this.repository.known(series, range),
      this.state(point, series, range),
      this.repository.origins(series, range),
    ])
    return { range, known, state, origins }
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
    return missingOf(range.from, await this.state(point, series, range)).nextTryAt
  }

  private async wanted(series: Series, asked: RangeAsked): Promise<{ point: UsagePoint; wanted: Wanted }> {
    const point = await this.points.get(series.pdl)
    return { point, wanted: { series, range: await this.rangeOf(asked, [point], series.dataset) } }
  }

  /** What is stored, and once more when something was lacking and may have come. */
  private async ensured<R>(
    point: UsagePoint,
    wanted: Wanted,
    lacking: Lacking<R>,
    find: () => Promise<R[]>,
  ): Promise<{ rows: R[]; state: SeriesState }> {
    const { series, range } = wanted
    const read = () => Promise.all([find(), this.facts(point, series, range)])
    const [rows, facts] = await read()
    const asked = lacking(rows, intersection(range, facts.history), wanted, this.today)
    if (asked.length === 0) return { rows, state: seriesState({ ...facts, obstacle: null }) }
    const { obstacle, mayHaveCome } = await this.bring(point, asked)
    const [newRows, newFacts] = mayHaveCome ? await read() : [rows, facts]
    return { rows: newRows, state: seriesState({ ...newFacts, obstacle }) }
  }

  /** Active meters of a direction, or the one named. */
  private async followed(direction: Direction, pdl: string | undefined): Promise<UsagePoint[]> {
    if (pdl !== undefined) return [await this.points.get(pdl)]
    return (await this.points.all()).filter(
      (point) => point.overrides.hidden !== true && directionsOf(point).includes(direction),
    )
  }

  private async rangeOf(
    { from, to, period }: RangeAsked,
    points: readonly UsagePoint[],
    dataset: Series['dataset'],
  ): Promise<DayRange> {
    const { today } = this
    if (!period) {
      if (!from) throw new InvalidInput('Give from, or a period.')
      return checkedRange({ from, to: to ?? today })
    }
    if (from || to) throw new InvalidInput('Give either a period, or from and to.')
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
  private async bring(
    point: UsagePoint,
    wanted: readonly Wanted[],
  ): Promise<{ obstacle: Obstacle | null; mayHaveCome: boolean }> {
    if (!point.active)
      return { obstacle: { reason: 'USAGE_POINT_INACTIVE', retryAt: null }, mayHaveCome: false }
    const flights = wanted
      .filter(({ series, range }) => !this.ensures.isBusy(series) || this.ensures.isComing(series, range))
      .map(({ series, range }) => this.ensures.ensure(series, range, { mode: 'auto', point }))
    const landed = Promise.all(flights)
    landed.catch(() => undefined)
    const results = await Promise.race([landed, pause(this.env.READ_BUDGET_MS, null, { ref: false })])
    return {
      obstacle: obstacleOf(results ?? []),
      mayHaveCome: results?.every((result) => result.wanted === 0) !== true,
    }
  }

  private async state(point: UsagePoint, series: Series, range: DayRange): Promise<SeriesState> {
    return seriesState({ ...(await this.facts(point, series, range)), obstacle: null })
  }

  private facts(point: UsagePoint, series: Series, range: DayRange): Promise<SeriesFacts> {
    return seriesFacts(this.repository, { point, series, range, now: this.clock.now() })
  }
}

function obstacleOf(results: readonly EnsureResult[]): Obstacle | null {
  const problem = results.map((result) => result.problem).find((found) => found !== null)
  return problem ? { reason: problem.code, retryAt: problem.retryAt ?? null } : null
}

function powerOf(point: UsagePoint): number | null {
  return point.subscribedPowerKva ?? point.contract?.subscribedPowerKva ?? null
}
