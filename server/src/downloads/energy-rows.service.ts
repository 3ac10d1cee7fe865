import { Injectable } from '@nestjs/common'

import type { Day, DayRange, Direction, Granularity } from '../core/index.js'
import { Clock, dayOf, lengthOf } from '../core/index.js'
import type { DailyRow, UsagePoint } from '../readings/index.js'
import { originOf, ReadingsRepository, stepsOf, weakest } from '../readings/index.js'
import type { MeterCosts } from '../tariffs/index.js'
import { eurOf, PricingService, sumCosts } from '../tariffs/index.js'
import type { Download } from './download.js'
import type { Column, Row, Table } from './table.js'

const NUMBER = 'number' as const

/** Daily energy as a table: a row a day that is held, or a row a week, a month or a year. */
@Injectable()
export class EnergyRows {
  constructor(
    private readonly readings: ReadingsRepository,
    private readonly pricing: PricingService,
    private readonly clock: Clock,
  ) {}

  async table(
    download: Download,
    direction: Direction,
    meters: readonly { readonly point: UsagePoint; readonly range: DayRange }[],
  ): Promise<Table> {
    const { granularity = 'DAY', withCost, withOrigin } = download
    const buckets = withCost
      ? await this.buckets(
          direction,
          meters.map(({ point }) => point),
        )
      : []
    const { readings, pricing } = this
    const today = dayOf(this.clock.now())
    async function* chunks(): AsyncIterable<Row[]> {
      for (const { point, range } of meters) {
        const { pdl } = point
        const rows = await readings.daily({ pdl, dataset: `${direction}_DAILY` }, range)
        const costs = withCost ? await pricing.costs(pdl, direction, range) : null
        yield stepsHeld(rows, range, granularity).map(({ step, held }) => [
          pdl,
          direction,
          step.from,
          ...(granularity === 'DAY' ? [] : [step.to]),
          held.reduce((sum, { energyWh }) => sum + energyWh, 0),
          ...(granularity === 'DAY' ? [] : [held.length, lengthOf(step)]),
          ...(costs ? moneyOf(costs, step, buckets, today) : []),
          ...(withOrigin ? [weakest(held.map(originOfDay))] : []),
        ])
      }
    }
    return { columns: columnsOf(granularity, buckets, download), chunks: chunks() }
  }

  private async buckets(direction: Direction, points: readonly UsagePoint[]): Promise<string[]> {
    const known = await Promise.all(points.map(({ pdl }) => this.pricing.buckets(pdl, direction)))
    return [...new Set(known.flat())]
  }
}

function columnsOf(
  granularity: Granularity,
  buckets: readonly string[],
  { withCost, withOrigin }: Download,
): Column[] {
  const steps: Column[] =
    granularity === 'DAY'
      ? [{ name: 'date', kind: 'day' }]
      : [
          { name: 'from', kind: 'day' },
          { name: 'to', kind: 'day' },
        ]
  const counts = granularity === 'DAY' ? [] : ['known_days', 'days']
  const money = withCost ? ['energy_eur', 'subscription_eur', 'total_eur'] : []
  const perBucket = buckets.flatMap((bucket) => [`${bucket.toLowerCase()}_wh`, `${bucket.toLowerCase()}_eur`])
  return [
    { name: 'pdl', kind: 'text' },
    { name: 'direction', kind: 'text' },
    ...steps,
    ...['energy_wh', ...counts, ...money, ...perBucket].map((name) => ({ name, kind: NUMBER })),
    ...(withOrigin ? [{ name: 'origin', kind: 'text' as const }] : []),
  ]
}

/** Steps in which at least one day is held: what is not known has no row, never a zero. */
function stepsHeld(
  rows: readonly DailyRow[],
  range: DayRange,
  granularity: Granularity,
): { step: DayRange; held: DailyRow[] }[] {
  let index = 0
  return stepsOf(range, granularity).flatMap((step) => {
    const held: DailyRow[] = []
    for (let row = rows[index]; row && row.day < step.to; row = rows[++index]) held.push(row)
    return held.length > 0 ? [{ step, held }] : []
  })
}

function originOfDay({ quality, layer }: DailyRow) {
  return quality === 'derived' ? 'DERIVED' : originOf(layer ?? null)
}

function moneyOf(
  costs: MeterCosts,
  step: DayRange,
  buckets: readonly string[],
  today: Day,
): (number | null)[] {
  const sum = sumCosts([costs], step, today)
  const inEur = (micro: number | null) => (micro === null ? null : eurOf(micro))
  return [
    inEur(sum.energy),
    sum.subscribedDays > 0 ? inEur(sum.subscription) : null,
    inEur(sum.total),
    ...buckets.flatMap((bucket) => {
      const part = sum.buckets.get(bucket)
      return part ? [rounded(part.energyWh), part.pricedWh > 0 ? inEur(part.cost) : null] : [null, null]
    }),
  ]
}

function rounded(energyWh: number): number {
  return Math.round(energyWh * 1000) / 1000
}
