import { Injectable } from '@nestjs/common'

import type { DayRange, StoredDataset } from '../core/index.js'
import { addDays, directionOf, earliest, endOf, startOf } from '../core/index.js'
import type { CurveDayRow, UsagePoint } from '../readings/index.js'
import { curveDayOf, originOf, ReadingsRepository } from '../readings/index.js'
import type { MeterCosts, PricedSlot } from '../tariffs/index.js'
import { eurOf, PricingService, priceSlots, slotCosts } from '../tariffs/index.js'
import { ahead } from './ahead.js'
import type { Download } from './download.js'
import type { Column, Row, Table } from './table.js'

/** Days read at a time: a curve of ten years is longer than a file should cost in memory. */
const WINDOW_DAYS = 92
const MINUTE = 60_000

export type CurveDataset = Extract<StoredDataset, `${string}_CURVE`>

/** Load curves as tables: a row an interval that is held, as it was measured. */
@Injectable()
export class CurveRows {
  constructor(
    private readonly readings: ReadingsRepository,
    private readonly pricing: PricingService,
  ) {}

  table(
    download: Download,
    dataset: CurveDataset,
    meters: readonly { readonly point: UsagePoint; readonly range: DayRange }[],
  ): Table {
    const { withCost, withOrigin } = download
    const { readings, pricing } = this
    async function* chunks(): AsyncIterable<Row[]> {
      for (const { point, range } of meters) {
        const { pdl } = point
        const direction = dataset === 'SOLAR_CURVE' ? 'PRODUCTION' : directionOf(dataset)
        const head = [pdl, dataset === 'SOLAR_CURVE' ? 'SOLAR' : direction] as const
        const read = async (window: DayRange) => {
          const days = await readings.curve({ pdl, dataset }, window)
          const costs = withCost && days.length > 0 ? await pricing.costs(pdl, direction, window) : null
          return { days, costs }
        }
        for await (const { days, costs } of ahead(windowsOf(range), read))
          yield days.flatMap((day) => rowsOf(day, head, costs, withOrigin))
      }
    }
    return { columns: columnsOf(download), chunks: chunks() }
  }
}

function columnsOf({ withCost, withOrigin }: Download): Column[] {
  return [
    { name: 'pdl', kind: 'text' },
    { name: 'direction', kind: 'text' },
    { name: 'start', kind: 'instant' },
    { name: 'minutes', kind: 'number' },
    { name: 'power_w', kind: 'number' },
    ...(withCost
      ? ([
          { name: 'bucket', kind: 'text' },
          { name: 'eur', kind: 'number' },
        ] satisfies Column[])
      : []),
    ...(withOrigin ? [{ name: 'origin', kind: 'text' } satisfies Column] : []),
  ]
}

function windowsOf({ from, to }: DayRange): DayRange[] {
  const windows: DayRange[] = []
  for (let first = from; first < to; first = addDays(first, WINDOW_DAYS))
    windows.push({ from: first, to: earliest(addDays(first, WINDOW_DAYS), to) })
  return windows
}

function rowsOf(
  day: CurveDayRow,
  [pdl, direction]: readonly [string, string],
  costs: MeterCosts | null,
  withOrigin: boolean,
): Row[] {
  const prices = costs ? new DayPrices(day, costs) : null
  const layers = withOrigin && day.above ? new Map(day.above) : null
  return day.starts.map((start, index) => {
    const minutes = day.minutes[index] ?? 0
    const row: Row[number][] = [pdl, direction, start * 1000, minutes, day.watts[index] ?? null]
    if (prices) row.push(...prices.of(start * 1000, minutes))
    if (withOrigin) row.push(originOf(layers?.get(start) ?? null))
    return row
  })
}

/** Bucket and cost of the intervals of one day: those of the day's own cost, to the micro-euro. */
class DayPrices {
  private readonly stepMinutes: number
  private readonly costs: readonly (number | null)[]
  private readonly bands: readonly PricedSlot[]
  private readonly startAt: number

  constructor(row: CurveDayRow, { pricer, days }: MeterCosts) {
    const { day } = row
    const { stepMinutes, watts, energyWh, startAt } = curveDayOf(row)
    const cost = days.get(day)
    const isScaled = cost !== undefined && !cost.isInconsistent && watts.every((power) => power !== null)
    const scale = isScaled && energyWh > 0 ? cost.energyWh / energyWh : 1
    this.stepMinutes = stepMinutes
    this.startAt = startAt
    this.costs = slotCosts(pricer, { day, stepMinutes, watts, scale })
    this.bands = priceSlots(pricer, startOf(day), endOf(day))
  }

  /** Names of the buckets, joined by + when the interval spans several; null = not known. */
  of(startAt: number, minutes: number): [string | null, number | null] {
    const endAt = startAt + minutes * MINUTE
    const names = new Set(
      this.bands.filter(({ from, to }) => from < endAt && to > startAt).map(({ bucket }) => bucket),
    )
    let micro: number | null = 0
    const first = Math.round((startAt - this.startAt) / MINUTE / this.stepMinutes)
    for (let slot = first; slot < first + minutes / this.stepMinutes; slot++) {
      const cost = this.costs[slot] ?? null
      micro = micro === null || cost === null ? null : micro + cost
    }
    return [names.size === 0 ? null : [...names].join('+'), micro === null ? null : eurOf(micro)]
  }
}
