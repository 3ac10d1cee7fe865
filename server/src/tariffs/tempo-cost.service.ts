import { Injectable } from '@nestjs/common'

import type { Day, DayRange, TempoColor } from '../core/index.js'
import { addDays, addYears, Clock, dayOf, daysOf, earliest } from '../core/index.js'
import type { ColorCount } from '../tempo/index.js'
import { countColors, seasonOf, TempoService } from '../tempo/index.js'
import type { MicroEur } from './money.js'
import { costOf } from './money.js'
import type { DayEnergy } from './pricing.js'
import { scaleOf } from './pricing.js'
import type { MeterDays } from './pricing.service.js'
import { PricingService } from './pricing.service.js'
import type { ColorRatios } from './tempo-expected.js'
import { expectedColors, expectedPrice } from './tempo-expected.js'
import type { TempoDaySum } from './tempo-figures.js'
import { isWinterWorkday, meanOf, peakWh, reduction, sumTempoDays } from './tempo-figures.js'
import type { MeterPricer } from './meter-pricer.js'

interface Season {
  readonly meter: MeterDays
  readonly pricer: MeterPricer
  readonly colors: ReadonlyMap<Day, TempoColor>
}

interface Counted {
  readonly published: ReadonlyMap<Day, TempoColor>
  readonly counts: readonly ColorCount[]
}

/** Such a forecast counts days left, as we do. */
const MERE_COUNT = 'quota'

/** What the colours of a season mean for one home. */
@Injectable()
export class TempoCostService {
  constructor(
    private readonly tempo: TempoService,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
  ) {}

  get today(): Day {
    return dayOf(this.clock.now())
  }

  /** Loads a season of a meter, its last morning included. */
  async season(pdl: string, season: DayRange): Promise<Season> {
    const range = { from: season.from, to: earliest(addDays(season.to, 1), this.today) }
    const [meter, colors] = await Promise.all([
      this.pricing.days(pdl, 'CONSUMPTION', range),
      this.tempo.days(season),
    ])
    return { meter, colors, pricer: await this.pricing.pricer(meter.point, 'CONSUMPTION', range) }
  }

  ofColor({ meter, pricer, colors }: Season, color: TempoColor): TempoDaySum & { readonly pastDays: number } {
    const days = [...colors].flatMap(([day, one]) => (one === color && day < this.today ? [day] : []))
    const energies = new Map(meter.days.map((energy) => [energy.day, energy]))
    return { ...sumTempoDays(days, energies, pricer), pastDays: days.length }
  }

  reductionRatio({ meter, colors }: Season): number | null {
    return reduction(meter.days, colors)
  }

  /**
   * Mean price of a kWh over days to come, by their probable colours and the home's off-peak share. null without days, or
   * where a price is not known.
   */
  async expectedPrice(
    pricer: MeterPricer,
    days: readonly Day[],
    offPeakRatio: number,
  ): Promise<number | null> {
    const forecasts = new Map<Day, ColorRatios>()
    for (const { date, confidence, ...ratios } of await this.tempo.forecasts())
      if (confidence !== MERE_COUNT)
        forecasts.set(date as Day, {
          BLUE: ratios.blueRatio,
          WHITE: ratios.whiteRatio,
          RED: ratios.redRatio,
        })
    const seasons = new Map<Day, Promise<Counted>>()
    let sum = 0
    for (const day of days) {
      const season = seasonOf(day)
      const found = seasons.get(season.from) ?? this.counted(season)
      seasons.set(season.from, found)
      const { published, counts } = await found
      const ratios = expectedColors(day, {
        published: published.get(day),
        forecast: forecasts.get(day),
        counts,
      })
      const price = expectedPrice(ratios, offPeakRatio, pricer.versionOn(day)?.prices ?? {})
      if (price === null) return null
      sum += price
    }
    return days.length === 0 ? null : sum / days.length
  }

  private async counted(season: DayRange): Promise<Counted> {
    const published = await this.tempo.days(season)
    return { published, counts: countColors(season, published, this.today) }
  }

  /**
   * Days left of each colour at what such a day cost over the last year; a colour not met is priced on the mean winter
   * working day. null without Tempo, or without a past to learn from.
   */
  async exposure(
    pdl: string,
    season: DayRange,
    left: readonly { readonly color: TempoColor; readonly left: number }[],
  ): Promise<number | null> {
    const past = { from: addYears(this.today, -1), to: this.today }
    const { meter, pricer, colors } = await this.season(pdl, past)
    if (pricer.contractOn(this.today)?.offer?.type !== 'TEMPO') return null
    const toCome = daysOf({ from: this.today, to: season.to }).length
    if (toCome === 0) return 0
    const energies = new Map(meter.days.map((energy) => [energy.day, energy]))
    const prices = pricer.versionOn(this.today)?.prices ?? {}
    let total = 0
    for (const { color, left: days } of left) {
      if (days <= 0) continue
      const own = [...colors].flatMap(([day, one]) => (one === color ? [day] : []))
      const winter = [...colors.keys()].filter(isWinterWorkday)
      const costs = [own, winter]
        .map((wanted) => wanted.flatMap((day) => costAs(color, day, energies, prices) ?? []))
        .find((found) => found.length > 0)
      const mean = meanOf(costs ?? [])
      if (mean === null) return null
      total += mean * days
    }
    return total
  }
}

/** A past day, priced as a colour at given prices; null without its curve. */
function costAs(
  color: TempoColor,
  day: Day,
  energies: ReadonlyMap<Day, DayEnergy>,
  prices: Readonly<Record<string, MicroEur>>,
): MicroEur | null {
  const energy = energies.get(day)
  const peak = energy ? peakWh(energy) : null
  const [offPeakPrice, peakPrice] = [prices[`${color}_HC`], prices[`${color}_HP`]]
  if (!energy || peak === null || offPeakPrice === undefined || peakPrice === undefined) return null
  return costOf(scaleOf(energy).curveWh - peak, offPeakPrice) + costOf(peak, peakPrice)
}
