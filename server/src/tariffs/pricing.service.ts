import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Direction, Instant } from '../core/index.js'
import { addDays, dayOf, minutesOf } from '../core/index.js'
import type { UsagePoint } from '../readings/index.js'
import { ReadingsRepository, UsagePointsService } from '../readings/index.js'
import type { Contract } from './contract.js'
import { tariffOfContract } from './contract.js'
import type { MeterCosts } from './cost-sum.js'
import { DayTypesService } from './day-types.service.js'
import type { PricedDay } from './hour-costs.js'
import { pricedDay } from './hour-costs.js'
import type { MeanDays } from './mean-days.service.js'
import { MeanDaysService } from './mean-days.service.js'
import { MeterPricer } from './meter-pricer.js'
import type { MicroEur } from './money.js'
import type { PricedSlot } from './price-slots.js'
import { priceSlots } from './price-slots.js'
import type { DayCost, DayEnergy } from './pricing.js'
import { bucketsOf } from './tariff-rules.js'
import { TimelineService } from './timeline.service.js'

/** Energy of a meter by day, curve and total together, oldest first. */
export interface MeterDays {
  readonly point: UsagePoint
  readonly direction: Direction
  readonly range: DayRange
  readonly days: readonly DayEnergy[]
}

/** Prices what is held; asks the gateway for nothing. */
@Injectable()
export class PricingService {
  constructor(
    private readonly points: UsagePointsService,
    private readonly timeline: TimelineService,
    private readonly dayTypes: DayTypesService,
    private readonly meanDaysOf: MeanDaysService,
    private readonly readings: ReadingsRepository,
  ) {}

  /** A range of a meter through its contract timeline. */
  async costs(pdl: string, direction: Direction, range: DayRange): Promise<MeterCosts> {
    const meter = await this.days(pdl, direction, range)
    return this.price(meter, await this.pricer(meter.point, direction, range))
  }

  /**
   * Days of which anything is held, hour by hour under their prices, oldest first. Nothing is guessed: a day whose rates cannot
   * be told from its own curve has no cost.
   */
  async hours(pdl: string, direction: Direction, range: DayRange): Promise<PricedDay[]> {
    const [{ point, days }, curve, totals] = await Promise.all([
      this.days(pdl, direction, range),
      this.readings.curve({ pdl, dataset: `${direction}_CURVE` }, range),
      this.readings.daily({ pdl, dataset: `${direction}_DAILY` }, range),
    ])
    const measured = new Set(totals.flatMap(({ day, quality }) => (quality === 'derived' ? [] : [day])))
    const known = new Set(days.map(({ day }) => day))
    const partial = curve
      .filter(({ day }) => !known.has(day))
      .map((row): DayEnergy => ({ ...row, totalWh: null }))
    const pricer = await this.pricer(point, direction, range)
    return [...days, ...partial]
      .sort((a, b) => (a.day < b.day ? -1 : 1))
      .map((energy) => pricedDay(energy, pricer, !measured.has(energy.day)))
  }

  /** Price steps of a meter's drawn energy over [from, to), oldest first; empty without a contract. */
  async steps(pdl: string, from: Instant, to: Instant): Promise<PricedSlot[]> {
    const range = { from: dayOf(from), to: addDays(dayOf(to), 1) }
    return priceSlots(await this.pricer(await this.points.get(pdl), 'CONSUMPTION', range), from, to)
  }

  /** Prices of every bucket that are in force on a day; empty when none is known. */
  async pricesOn(pdl: string, day: Day): Promise<Readonly<Record<string, MicroEur>>> {
    const range = { from: day, to: addDays(day, 1) }
    const pricer = await this.pricer(await this.points.get(pdl), 'CONSUMPTION', range)
    return pricer.versionOn(day)?.prices ?? {}
  }

  /** Every bucket that the timeline of a meter knows, in the order of its offers; empty without a contract. */
  async buckets(pdl: string, direction: Direction): Promise<string[]> {
    const contracts = await this.timeline.of(await this.points.get(pdl), direction)
    return [...new Set(contracts.flatMap((contract) => bucketsOf(tariffOfContract(contract))))]
  }

  async pricer(point: UsagePoint, direction: Direction, range: DayRange): Promise<MeterPricer> {
    return this.pricerOf(await this.timeline.of(point, direction), range)
  }

  async pricerOf(contracts: readonly Contract[], range: DayRange): Promise<MeterPricer> {
    return new MeterPricer(contracts, await this.dayTypes.of(contracts, range))
  }

  async price(meter: MeterDays, pricer: MeterPricer): Promise<MeterCosts> {
    return priceAll(meter.days, pricer, await this.meanDaysFor(meter, [pricer]))
  }

  /** The mean day of the home, read only when a day has more than one price and no whole curve. */
  async meanDaysFor(
    { point, direction, days }: MeterDays,
    pricers: readonly MeterPricer[],
  ): Promise<MeanDays> {
    const isGuessed = days.some((day) => !isWhole(day) && pricers.some((pricer) => pricer.isSplit(day.day)))
    return isGuessed ? this.meanDaysOf.of(point.pdl, direction) : () => null
  }

  /** Days whose total is known, with what is held of their curve. */
  async days(pdl: string, direction: Direction, range: DayRange): Promise<MeterDays> {
    const [point, totals, curve] = await Promise.all([
      this.points.get(pdl),
      this.readings.daily({ pdl, dataset: `${direction}_DAILY` }, range),
      this.readings.curve({ pdl, dataset: `${direction}_CURVE` }, range),
    ])
    const rows = new Map(curve.map((row) => [row.day, row]))
    const days = totals.map(({ day, energyWh }): DayEnergy => {
      const { starts, minutes, watts } = rows.get(day) ?? NO_CURVE
      return { day, starts, minutes, watts, totalWh: energyWh }
    })
    return { point, direction, range, days }
  }
}

const NO_CURVE = { starts: [], minutes: [], watts: [] }

/** One pass over the days; pure. */
export function priceAll(days: readonly DayEnergy[], pricer: MeterPricer, meanDays: MeanDays): MeterCosts {
  const costs = new Map<Day, DayCost>()
  for (const day of days)
    costs.set(day.day, pricer.price(day, isWhole(day) || !pricer.isSplit(day.day) ? null : meanDays(day.day)))
  return { pricer, days: costs }
}

function isWhole({ day, minutes }: DayEnergy): boolean {
  let covered = 0
  for (const length of minutes) covered += length
  return covered >= minutesOf(day)
}
