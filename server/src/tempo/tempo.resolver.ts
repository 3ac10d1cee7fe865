import { Args, Int, Query, Resolver } from '@nestjs/graphql'

import type { Day, DayRange } from '../core/index.js'
import {
  addDays,
  checkedRange,
  Clock,
  dayOf,
  daysOf,
  DayScalar,
  InvalidInput,
  perDay,
} from '../core/index.js'
import {
  countColors,
  isOffPeak,
  nextChange,
  seasonFrom,
  seasonOf,
  startOfTempoDay,
  tempoDayOf,
} from './tempo-day.js'
import { TempoService } from './tempo.service.js'
import { TempoDay, TempoForecastDay, TempoNow, TempoSeason } from './tempo.types.js'

@Resolver()
export class TempoResolver {
  constructor(
    private readonly tempo: TempoService,
    private readonly clock: Clock,
  ) {}

  @Query(() => [TempoDay], {
    complexity: perDay(),
    description:
      'Colours by day, oldest first; by default the season under way, tomorrow included. color is null while unknown.',
  })
  async tempoDays(
    @Args('from', { type: () => DayScalar, nullable: true, description: 'First day.' }) from?: Day,
    @Args('to', { type: () => DayScalar, nullable: true, description: 'Day after the last.' }) to?: Day,
  ): Promise<TempoDay[]> {
    const today = dayOf(this.clock.now())
    const range = checkedRange({ from: from ?? seasonOf(today).from, to: to ?? addDays(today, 2) })
    return this.read(range)
  }

  @Query(() => TempoNow, { description: 'What applies at this instant (Tempo days run 06:00 to 06:00).' })
  async tempoNow(): Promise<TempoNow> {
    const at = this.clock.now()
    const day = tempoDayOf(at)
    const [today, tomorrow] = await this.read({ from: day, to: addDays(day, 2) })
    if (!today || !tomorrow) throw new RangeError('two days were asked')
    const nextTryAt = tomorrow.color === null ? await this.tempo.nextTryAt() : null
    return {
      at,
      color: today.color,
      offPeak: isOffPeak(at),
      changesAt: nextChange(at),
      today,
      tomorrow,
      nextTryAt,
    }
  }

  @Query(() => TempoSeason, {
    description: 'Days used and left, 1 September to 31 August; by default the season under way.',
  })
  async tempoSeason(
    @Args('startYear', { type: () => Int, nullable: true, description: 'Year of its 1 September.' })
    startYear?: number,
  ): Promise<TempoSeason> {
    if (startYear !== undefined && (startYear < 1996 || startYear > 9998)) {
      throw new InvalidInput('startYear is the year of a 1 September, from 1996 on.')
    }
    const today = dayOf(this.clock.now())
    const season = startYear === undefined ? seasonOf(today) : seasonFrom(startYear)
    const counts = countColors(season, await this.tempo.days(season), today)
    return { ...season, colors: counts.map((count) => ({ ...count, season })) }
  }

  @Query(() => [TempoForecastDay], { description: 'Probable colours of the next days, in order.' })
  async tempoForecast(): Promise<TempoForecastDay[]> {
    const forecasts = await this.tempo.forecasts()
    return forecasts.map(({ date, blueRatio, whiteRatio, redRatio, confidence, updatedAt }) => ({
      date: date as Day,
      blueRatio,
      whiteRatio,
      redRatio,
      confidence,
      updatedAt: updatedAt.getTime(),
    }))
  }

  private async read(range: DayRange): Promise<TempoDay[]> {
    const colors = await this.tempo.days(range)
    return daysOf(range).map((date) => ({
      date,
      start: startOfTempoDay(date),
      color: colors.get(date) ?? null,
    }))
  }
}
