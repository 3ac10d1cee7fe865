import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { daysOf, lengthOf, startOf } from '../core/index.js'
import type { EnergySeries, RangeAsked, UsagePoint } from '../readings/index.js'
import {
  Coverage,
  energySeries,
  ReadingsRepository,
  ReadingsService,
  stepsOf,
  UsagePointsService,
} from '../readings/index.js'
import { eurOrNull } from './answers.js'
import type { Balance, BalancePoint, BatteryResult, HomeBalance } from './balance.types.js'
import type { Battery, BatterySlot } from './battery.js'
import { simulate } from './battery.js'
import type { MeterCosts } from './cost-sum.js'
import type { MicroEur } from './money.js'
import { HomeBalances } from './home-balance.service.js'
import { costOfParts, wallShift } from './pricing.js'
import { SeriesCosts } from './series-costs.service.js'

type Granularity = EnergySeries['behind']['asked']['granularity']

const KWH = 1000

/** Drawn against injected, as the meters see them. */
@Injectable()
export class BalanceService {
  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsService,
    private readonly repository: ReadingsRepository,
    private readonly costs: SeriesCosts,
    private readonly homes: HomeBalances,
  ) {}

  async of(pdl: string | null, granularity: Granularity, asked: RangeAsked): Promise<Balance> {
    const { today } = this.readings
    const drawn = await this.readings.energy('CONSUMPTION', pdl ?? undefined, asked)
    const { range } = drawn
    const injectedPdl = pdl === null ? null : await this.productionOf(pdl)
    const injected = await this.readings.energy('PRODUCTION', injectedPdl ?? undefined, range)
    const shared = { range, granularity, today, period: undefined }
    const consumption = energySeries(drawn.meters, { ...shared, pdl, direction: 'CONSUMPTION' })
    const production = energySeries(injected.meters, { ...shared, pdl: injectedPdl, direction: 'PRODUCTION' })
    const daily = { drawn: dailySums(consumption), injected: dailySums(production) }
    const home = await this.homes.of(consumption, production)
    const point = (step: DayRange) => this.point(step, consumption, production, { daily, home })
    const common = commonDays(range, daily)
    return {
      consumption,
      production,
      points: await Promise.all(stepsOf(range, granularity).map(point)),
      total: await point(range),
      shiftableWh:
        common.length === 0
          ? null
          : common.reduce(
              (sum, day) => sum + Math.min(daily.drawn.get(day) ?? 0, daily.injected.get(day) ?? 0),
              0,
            ),
    }
  }

  async battery({ consumption, production }: Balance, battery: Battery): Promise<BatteryResult> {
    const [bought, sold] = await Promise.all([
      this.costs.meters(consumption.behind),
      this.costs.meters(production.behind),
    ])
    const [drawn, injected] = await Promise.all([
      this.slots(consumption, bought),
      this.slots(production, sold),
    ])
    const slots: BatterySlot[] = []
    for (const [start, { energyWh, hours, price }] of [...drawn].sort(([a], [b]) => a - b)) {
      const other = injected.get(start)
      if (other)
        slots.push({ drawnWh: energyWh, injectedWh: other.energyWh, hours, buy: price, sell: other.price })
    }
    const { shiftedWh, saved } = simulate(slots, battery)
    const days = slots.reduce((sum, { hours }) => sum + hours, 0) / 24
    return {
      shiftedWh,
      yearlySavingEur: saved === null || days === 0 ? null : eurOrNull(Math.round((saved * 365) / days)),
    }
  }

  private async point(
    step: DayRange,
    consumption: EnergySeries,
    production: EnergySeries,
    { daily, home }: { daily: Daily; home: (step: DayRange) => HomeBalance | null },
  ): Promise<BalancePoint> {
    const common = commonDays(step, daily)
    const total = (sums: ReadonlyMap<Day, number>) =>
      common.reduce((sum, day) => sum + (sums.get(day) ?? 0), 0)
    const [drawnWh, injectedWh] = [total(daily.drawn), total(daily.injected)]
    const [cost, revenue] = await Promise.all([
      this.costs.sumOf(consumption.behind, step),
      this.costs.sumOf(production.behind, step),
    ])
    const known = common.length > 0
    const isTotalSale = await this.isTotalSale(production, step)
    return {
      ...step,
      netWh: known ? drawnWh - injectedWh : null,
      netEur: cost.total === null || revenue.total === null ? null : eurOrNull(cost.total - revenue.total),
      home: known && isTotalSale ? totalSaleHome(drawnWh, injectedWh) : home(step),
      coverage: new Coverage(common.length, lengthOf(step)),
    }
  }

  /** Everything made is sold: the production meter sees it all. */
  private async isTotalSale(production: EnergySeries, { from }: DayRange): Promise<boolean> {
    const sold = await this.costs.meters(production.behind)
    return sold.length > 0 && sold.every(({ pricer }) => pricer.contractOn(from)?.saleMode === 'TOTAL')
  }

  /** The meter itself when it injects, else the production meter of the same home. */
  private async productionOf(pdl: string): Promise<string> {
    const point = await this.points.get(pdl)
    if (point.hasProduction || !point.linkedProductionGatewayId) return pdl
    const all: UsagePoint[] = await this.points.all()
    return all.find(({ gatewayId }) => gatewayId === point.linkedProductionGatewayId)?.pdl ?? pdl
  }

  private async slots(
    { behind: { asked, meters } }: EnergySeries,
    costs: readonly MeterCosts[],
  ): Promise<Map<number, { energyWh: number; hours: number; price: MicroEur | null }>> {
    const slots = new Map<number, { energyWh: number; hours: number; price: MicroEur | null }>()
    for (const [index, { pdl }] of meters.entries()) {
      const rows = await this.repository.curve({ pdl, dataset: `${asked.direction}_CURVE` }, asked.range)
      const pricer = costs[index]?.pricer
      for (const { day, starts, minutes, watts } of rows) {
        const shift = wallShift(day)
        for (const [slot, start] of starts.entries()) {
          const length = minutes[slot] ?? 0
          const from = shift(Math.round((start - startOf(day) / 1000) / 60))
          const isGiven = pricer?.contractOn(day)?.saleMode === 'NONE'
          const price = isGiven ? 0 : pricer ? costOfParts(pricer.cellsOn(day), from, length, KWH) : null
          const before = slots.get(start)?.energyWh ?? 0
          slots.set(start, {
            energyWh: before + ((watts[slot] ?? 0) * length) / 60,
            hours: length / 60,
            price,
          })
        }
      }
    }
    return slots
  }
}

interface Daily {
  readonly drawn: ReadonlyMap<Day, number>
  readonly injected: ReadonlyMap<Day, number>
}

/** Days known for every meter of a series, with their sum. */
function dailySums({ behind: { meters } }: EnergySeries): Map<Day, number> {
  const sums = new Map<Day, number>()
  const [first, ...others] = meters
  for (const [day, { energyWh }] of first?.days ?? []) {
    const rows = others.map((meter) => meter.days.get(day))
    if (rows.every((row) => row !== undefined))
      sums.set(
        day,
        rows.reduce((sum, row) => sum + row.energyWh, energyWh),
      )
  }
  return sums
}

function commonDays(range: DayRange, { drawn, injected }: Daily): Day[] {
  return daysOf(range).filter((day) => drawn.has(day) && injected.has(day))
}

function totalSaleHome(drawnWh: number, injectedWh: number): HomeBalance {
  return {
    producedWh: injectedWh,
    selfConsumedWh: 0,
    usedWh: drawnWh,
    selfConsumptionRatio: injectedWh === 0 ? null : 0,
    autonomyRatio: drawnWh === 0 ? null : 0,
    savedEur: 0,
    inconsistent: false,
    coverage: null,
  }
}
