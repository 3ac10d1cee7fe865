import { Injectable } from '@nestjs/common'

import type { Day, Direction } from '../../core/index.js'
import { addDays, addYears, Clock, dayOf } from '../../core/index.js'
import {
  baseLoad,
  coverageDays,
  directionsOf,
  ReadingsRepository,
  ReadingsService,
  UsagePointsService,
} from '../../readings/index.js'
import { numberOf } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import type { ExpectedDay, GapDataset } from '../rules/gaps.js'
import { gapFacts, withoutRepeats } from '../rules/gaps.js'
import { baseLoadFacts, injectionFacts, powerFacts } from '../rules/home.js'
import type { NamedMeter } from '../words.js'
import type { Rules, Watch } from './watch.js'
import { namedMeters, ruleOf } from './watch.js'

const PEAK_DAYS = 7
const NIGHTS = 14
/** Fewer known nights tell nothing. */
const LEAST_NIGHTS = 10
const INJECTION_DAYS = 40

/** What the meters measured, and what they did not. */
@Injectable()
export class ReadingsWatch implements Watch {
  readonly kinds = ['GAP', 'POWER', 'BASE_LOAD', 'NO_INJECTION'] as const

  constructor(
    private readonly points: UsagePointsService,
    private readonly readings: ReadingsService,
    private readonly repository: ReadingsRepository,
    private readonly clock: Clock,
  ) {}

  async look(rules: Rules): Promise<Fact[]> {
    const facts: Fact[] = []
    for (const { point, ...meter } of namedMeters(await this.points.all())) {
      const directions = directionsOf(point)
      for (const direction of directions) facts.push(...(await this.gaps(meter, direction, rules)))
      if (directions.includes('CONSUMPTION')) {
        const kva = point.subscribedPowerKva ?? point.contract?.subscribedPowerKva ?? null
        facts.push(...(await this.power(meter, kva, rules)), ...(await this.baseLoad(meter, rules)))
      }
      if (directions.includes('PRODUCTION')) facts.push(...(await this.injection(meter, rules)))
    }
    return facts
  }

  private get today(): Day {
    return dayOf(this.clock.now())
  }

  private async gaps(meter: NamedMeter, direction: Direction, rules: Rules): Promise<Fact[]> {
    const rule = ruleOf(rules, 'GAP')
    const of = async (dataset: GapDataset) =>
      gapFacts(
        meter,
        dataset,
        await this.expectedDays(meter.pdl, dataset, numberOf(rule, 'withinDays')),
        this.today,
        { olderThanDays: numberOf(rule, 'olderThanDays') },
      )
    return withoutRepeats(await of(`${direction}_DAILY`), await of(`${direction}_CURVE`))
  }

  /** From the first day that holds a value: nothing is missing before it. */
  private async expectedDays(pdl: string, dataset: GapDataset, withinDays: number): Promise<ExpectedDay[]> {
    const asked = { from: addDays(this.today, -withinDays), to: this.today }
    const { range, known, state } = await this.readings.coverage({ pdl, dataset }, asked)
    const { first } = state
    if (first === null) return []
    return coverageDays(range, known, state)
      .filter(({ date }) => date >= first)
      .map(({ date, state: dayState, reason }) => ({ day: date, isHeld: dayState === 'HELD', reason }))
  }

  private async power(meter: NamedMeter, kva: number | null, rules: Rules): Promise<Fact[]> {
    const range = { from: addDays(this.today, -PEAK_DAYS), to: this.today }
    const abovePercent = numberOf(ruleOf(rules, 'POWER'), 'abovePercent')
    return powerFacts(meter, await this.repository.maxPower(meter.pdl, range), kva, { abovePercent })
  }

  private async baseLoad(meter: NamedMeter, rules: Rules): Promise<Fact[]> {
    const of = async (from: Day, to: Day) => {
      const rows = await this.repository.curve({ pdl: meter.pdl, dataset: 'CONSUMPTION_CURVE' }, { from, to })
      return rows.length < LEAST_NIGHTS ? null : baseLoad(rows)
    }
    const middle = addDays(this.today, -NIGHTS)
    const loads = {
      nowW: await of(middle, this.today),
      beforeW: await of(addDays(middle, -NIGHTS), middle),
    }
    const rule = ruleOf(rules, 'BASE_LOAD')
    return baseLoadFacts(meter, loads, {
      risePercent: numberOf(rule, 'risePercent'),
      riseW: numberOf(rule, 'riseW'),
    })
  }

  private async injection(meter: NamedMeter, rules: Rules): Promise<Fact[]> {
    const days = numberOf(ruleOf(rules, 'NO_INJECTION'), 'days')
    const series = { pdl: meter.pdl, dataset: 'PRODUCTION_DAILY' as const }
    const { today } = this
    const lastYear = addYears(today, -1)
    return injectionFacts(
      meter,
      await this.repository.daily(series, { from: addDays(today, -INJECTION_DAYS), to: today }),
      await this.repository.daily(series, { from: addDays(lastYear, -days), to: lastYear }),
      { days },
    )
  }
}
