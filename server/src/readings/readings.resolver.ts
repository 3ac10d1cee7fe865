import { Args, Query, Resolver } from '@nestjs/graphql'

import type { Direction } from '../core/index.js'
import { InvalidInput, perDay, SERIES_DATASETS } from '../core/index.js'
import { coverageDays, curveCoverage, daysCoverage, slotsCoverage } from './coverage-answers.js'
import { CoverageDay } from './coverage.types.js'
import { energySeries } from './energy-series.js'
import { curveDayOf } from './load-curve-days.js'
import { ReadingsService } from './readings.service.js'
import {
  CoverageArgs,
  EnergyArgs,
  EnergySeries,
  LoadCurve,
  LoadCurveArgs,
  MaxPowerArgs,
  MaxPowerSeries,
} from './readings.types.js'

const STEPS = [30, 60]

@Resolver()
export class ReadingsResolver {
  constructor(private readonly readings: ReadingsService) {}

  @Query(() => EnergySeries, {
    complexity: perDay(),
    description: 'Energy drawn from the grid. No pdl: all followed points, summed.',
  })
  consumption(@Args() args: EnergyArgs): Promise<EnergySeries> {
    return this.energy('CONSUMPTION', args)
  }

  @Query(() => EnergySeries, {
    complexity: perDay(),
    description: 'Energy injected into the grid; same type, same arguments.',
  })
  production(@Args() args: EnergyArgs): Promise<EnergySeries> {
    return this.energy('PRODUCTION', args)
  }

  @Query(() => LoadCurve, {
    complexity: perDay(),
    description: 'Mean power by day, in columns. 800 days at most.',
  })
  async loadCurve(@Args() { pdl, direction, stepMinutes, ...asked }: LoadCurveArgs): Promise<LoadCurve> {
    if (stepMinutes !== undefined && !STEPS.includes(stepMinutes))
      throw new InvalidInput('stepMinutes is 30 or 60.')
    const { range, rows, state } = await this.readings.curve(pdl, direction, asked)
    const days = rows.map((row) => curveDayOf(row, stepMinutes))
    const slots = days.reduce((sum, { knownSlots }) => sum + knownSlots, 0)
    const minutes = days.reduce((sum, { knownSlots, stepMinutes: step }) => sum + knownSlots * step, 0)
    const energyWh = days.reduce((sum, day) => sum + day.energyWh, 0)
    const highest = days.reduce(
      (top, { watts }) => watts.reduce<number>((max, w) => Math.max(max, w ?? -1), top),
      -1,
    )
    const behind = { pdl, direction, range, rows }
    return {
      behind,
      days: days.map(({ day, startAt, watts, ...rest }) => ({
        behind,
        date: day,
        start: startAt,
        stepMinutes: rest.stepMinutes,
        watts,
        energyWh: rest.energyWh,
        coverage: slotsCoverage(day, rest.knownSlots, watts.length, state),
      })),
      coverage: curveCoverage(days, range, state, this.readings.today),
      meanPowerW: slots === 0 ? null : Math.round((energyWh * 60) / minutes),
      highestPowerW: highest < 0 ? null : highest,
    }
  }

  @Query(() => MaxPowerSeries, {
    complexity: perDay(),
    description: 'Highest apparent power of each day, drawn only.',
  })
  async maxPower(@Args() { pdl, ...asked }: MaxPowerArgs): Promise<MaxPowerSeries> {
    const { range, rows, state, subscribedPowerKva } = await this.readings.maxPower(pdl, asked)
    const days = rows.map(({ day, at, powerVa }) => ({
      date: day,
      at,
      powerVa,
      subscribedRatio: subscribedPowerKva === null ? null : powerVa / (subscribedPowerKva * 1000),
    }))
    const over = (ratio: number) => days.filter((day) => (day.subscribedRatio ?? 0) > ratio).length
    const known = new Set(rows.map(({ day }) => day))
    return {
      behind: { pdl, range, subscribedPowerKva },
      days,
      coverage: daysCoverage(range, (day) => known.has(day), state, this.readings.today),
      highest: days.reduce<(typeof days)[number] | null>(
        (top, day) => (top && top.powerVa >= day.powerVa ? top : day),
        null,
      ),
      daysOver90: over(0.9),
      daysOver100: over(1),
    }
  }

  @Query(() => [CoverageDay], {
    complexity: perDay(),
    description:
      'State of each day of a series: what the quality calendar shows. Asks the gateway for nothing.',
  })
  async coverage(@Args() { pdl, dataset, ...asked }: CoverageArgs): Promise<CoverageDay[]> {
    const series = SERIES_DATASETS.find((name) => name === dataset)
    if (!series)
      throw new InvalidInput(`${dataset} is not a series of a meter: one of ${SERIES_DATASETS.join(', ')}.`)
    const { range, known, state, origins } = await this.readings.coverage({ pdl, dataset: series }, asked)
    return coverageDays(range, known, state, origins)
  }

  private async energy(
    direction: Direction,
    { pdl, granularity, ...asked }: EnergyArgs,
  ): Promise<EnergySeries> {
    const { range, meters } = await this.readings.energy(direction, pdl ?? undefined, asked)
    return energySeries(meters, {
      pdl: pdl ?? null,
      direction,
      range,
      granularity,
      today: this.readings.today,
      period: asked.period ?? undefined,
    })
  }
}
