import { Injectable } from '@nestjs/common'

import type { Day } from '../core/index.js'
import { addDays, addYears, Clock, dayOf, earliest, startOf } from '../core/index.js'
import { ReadingsRepository } from '../readings/index.js'
import type { Contract } from './contract.js'
import { frozenOn } from './contract.js'
import { sumCosts } from './cost-sum.js'
import type { MicroEur } from './money.js'
import { OffersService } from './offers.service.js'
import { priceAll, PricingService } from './pricing.service.js'
import { wallShift } from './pricing.js'

const SAME_WEEKDAYS = 4

/** What the home's habits say of a subscribed power, and of the tense hours of the grid. */
@Injectable()
export class UsageService {
  constructor(
    private readonly pricing: PricingService,
    private readonly offers: OffersService,
    private readonly readings: ReadingsRepository,
    private readonly clock: Clock,
  ) {}

  /** The last year under the same offer at another power, at today's prices; null when the offer has no such power. */
  async savingAt(pdl: string, kva: number): Promise<MicroEur | null> {
    const today = dayOf(this.clock.now())
    const range = { from: addYears(today, -1), to: today }
    const meter = await this.pricing.days(pdl, 'CONSUMPTION', range)
    const contract = (await this.pricing.pricer(meter.point, 'CONSUMPTION', range)).contractOn(today)
    const offer = contract?.offer
    if (!contract || !offer) return null
    const sibling = (await this.offers.all()).find(
      (one) =>
        one.subscribedPowerKva === kva &&
        one.origin === offer.origin &&
        one.provider === offer.provider &&
        one.name === offer.name &&
        one.type === offer.type,
    )
    if (!sibling) return null
    const totals = await Promise.all(
      [contract, { ...contract, offer: sibling, ownVersions: [] }].map(async (one: Contract) => {
        const pricer = await this.pricing.pricerOf([frozenOn(one, today, range.from)], range)
        const costs = priceAll(meter.days, pricer, await this.pricing.meanDaysFor(meter, [pricer]))
        return sumCosts([costs], range, today).total
      }),
    )
    const [now, then] = totals
    return now === null || then === null || now === undefined || then === undefined ? null : now - then
  }

  /** Mean energy of these hours of the wall over the last four days of the same weekday that have a curve. */
  async expectedWh(pdl: string, date: Day, hours: readonly number[]): Promise<number | null> {
    const today = dayOf(this.clock.now())
    const last = earliest(date, today)
    const rows = await this.readings.curve(
      { pdl, dataset: 'CONSUMPTION_CURVE' },
      { from: addDays(last, -7 * (SAME_WEEKDAYS + 1)), to: last },
    )
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    const same = rows
      .filter(({ day }) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday)
      .slice(-SAME_WEEKDAYS)
    if (same.length === 0) return null
    let wattMinutes = 0
    for (const { day, starts, minutes, watts } of same) {
      const shift = wallShift(day)
      for (const [slot, start] of starts.entries()) {
        const hour = Math.floor(shift(Math.round((start - startOf(day) / 1000) / 60)) / 60)
        if (hours.includes(hour)) wattMinutes += (watts[slot] ?? 0) * (minutes[slot] ?? 0)
      }
    }
    return wattMinutes / 60 / same.length
  }
}
