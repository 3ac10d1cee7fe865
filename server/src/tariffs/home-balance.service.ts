import { Injectable } from '@nestjs/common'

import type { Day, DayRange, StoredDataset } from '../core/index.js'
import { daysOf } from '../core/index.js'
import type { CurveDayRow, EnergySeries } from '../readings/index.js'
import { Coverage, ReadingsRepository } from '../readings/index.js'
import { eurOrNull } from './answers.js'
import type { HomeBalance } from './balance.types.js'
import type { HalfHours, HomeDay } from './home-balance.js'
import { HALF_HOUR, halfHoursOf, homeDay, slotsOfDay, together } from './home-balance.js'
import { costOfParts, wallShift } from './pricing.js'
import { SeriesCosts } from './series-costs.service.js'

/** Made may be this much less than injected before its source is doubted. */
const TOLERANCE = 0.02

/** Behind the meter: what only true production can tell. */
@Injectable()
export class HomeBalances {
  constructor(
    private readonly repository: ReadingsRepository,
    private readonly costs: SeriesCosts,
  ) {}

  /** @returns the home's balance of a step of the range; null when true production is not known in it. */
  async of(
    consumption: EnergySeries,
    production: EnergySeries,
  ): Promise<(step: DayRange) => HomeBalance | null> {
    const { range, today } = consumption.behind.asked
    const meters = (series: EnergySeries) => series.behind.meters.map(({ pdl }) => pdl)
    const drawnBy = meters(consumption)
    const solar = await this.solarOf([...new Set([...drawnBy, ...meters(production)])], range)
    if (solar.length === 0) return () => null
    const [produced, drawn, injected, [price]] = await Promise.all([
      this.byDay(solar, 'SOLAR_CURVE', range),
      this.byDay(drawnBy, 'CONSUMPTION_CURVE', range),
      this.byDay(meters(production), 'PRODUCTION_CURVE', range),
      this.costs.meters(consumption.behind),
    ])
    const days = new Map<Day, HomeDay>()
    for (const day of produced.keys()) {
      const shift = wallShift(day)
      const slots = {
        produced: produced.get(day) ?? [],
        drawn: drawn.get(day) ?? [],
        injected: injected.get(day) ?? [],
      }
      const cells = price?.pricer.contractOn(day) ? price.pricer.cellsOn(day) : null
      days.set(
        day,
        homeDay(slots, (slot, wh) => cells && costOfParts(cells, shift(slot * HALF_HOUR), HALF_HOUR, wh)),
      )
    }
    return (step) => balanceOf(days, step, today)
  }

  private async solarOf(pdls: readonly string[], range: DayRange): Promise<string[]> {
    const extents = await Promise.all(
      pdls.map((pdl) => this.repository.extent({ pdl, dataset: 'SOLAR_CURVE' })),
    )
    return pdls.filter((_, index) => {
      const extent = extents[index]
      return extent != null && extent.first < range.to && extent.last >= range.from
    })
  }

  /** Half-hours of the meters together, of the days that each of them knows. */
  private async byDay(
    pdls: readonly string[],
    dataset: Extract<StoredDataset, `${string}_CURVE`>,
    range: DayRange,
  ): Promise<Map<Day, HalfHours>> {
    const curves = await Promise.all(pdls.map((pdl) => this.repository.curve({ pdl, dataset }, range)))
    const [first = [], ...others] = curves.map(
      (rows: readonly CurveDayRow[]) => new Map(rows.map((row) => [row.day, halfHoursOf(row)])),
    )
    const days = new Map<Day, HalfHours>()
    for (const [day, slots] of first) {
      const more = others.map((other) => other.get(day))
      if (more.every((other) => other !== undefined)) days.set(day, together([slots, ...more]))
    }
    return days
  }
}

function balanceOf(days: ReadonlyMap<Day, HomeDay>, step: DayRange, today: Day): HomeBalance | null {
  const sum = { drawnWh: 0, injectedWh: 0, producedWh: 0, selfConsumedWh: 0, knownSlots: 0 }
  let [saved, expected]: [number | null, number] = [0, 0]
  for (const day of daysOf(step)) {
    if (day < today) expected += slotsOfDay(day)
    const home = days.get(day)
    if (!home) continue
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += home[key]
    saved = saved === null || home.saved === null ? null : saved + home.saved
  }
  const { drawnWh, injectedWh, producedWh, selfConsumedWh, knownSlots } = sum
  if (knownSlots === 0) return null
  const usedWh = drawnWh + selfConsumedWh
  return {
    producedWh,
    selfConsumedWh,
    usedWh,
    selfConsumptionRatio: producedWh === 0 ? null : selfConsumedWh / producedWh,
    autonomyRatio: usedWh === 0 ? null : selfConsumedWh / usedWh,
    savedEur: saved === null ? null : eurOrNull(Math.round(saved)),
    inconsistent: producedWh < injectedWh * (1 - TOLERANCE),
    coverage: new Coverage(knownSlots, expected),
  }
}
