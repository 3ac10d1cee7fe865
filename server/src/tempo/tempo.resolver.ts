import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'

import type { Day, DayRange, TempoColor } from '../core/index.js'
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
import type { ColorCount } from './tempo-day.js'
import { eligibleDays, possibleColors } from './tempo-possible.js'
import { TempoService } from './tempo.service.js'
import { TempoColorEnum, TempoDay, TempoForecastDay, TempoNow, TempoSeason } from './tempo.types.js'

@Resolver(() => TempoDay)
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

  @ResolveField(() => [TempoColorEnum], {
    description:
      'Colours that it may take: the published one, else what the rules and the days left allow; one = certain.',
  })
  async possible(@Parent() { date, color, counts }: TempoDay): Promise<TempoColor[]> {
    return color === null ? possibleColors(date, await counts()) : [color]
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
    const published = await this.tempo.days(season)
    const colors = countColors(season, published, today).map((count) => ({
      ...count,
      season,
      eligibleDays: eligibleDays(season, count, published, today),
    }))
    return { ...season, colors }
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
    const seasons = new Map<Day, Promise<readonly ColorCount[]>>()
    const counts = (date: Day) => {
      const season = seasonOf(date)
      const found = seasons.get(season.from) ?? this.counts(season)
      seasons.set(season.from, found)
      return found
    }
    return daysOf(range).map((date) => ({
      date,
      start: startOfTempoDay(date),
      color: colors.get(date) ?? null,
      counts: () => counts(date),
    }))
  }

  private async counts(season: DayRange): Promise<readonly ColorCount[]> {
    return countColors(season, await this.tempo.days(season), dayOf(this.clock.now()))
  }
}
