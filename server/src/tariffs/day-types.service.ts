import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { Clock, dayOf, EventBus, Settings, toDay } from '../core/index.js'
import { TempoService } from '../tempo/index.js'
import type { Contract } from './contract.js'
import type { DayTypes } from './day-cells.js'
import { calendarKey, dayTypesOf } from './day-types.js'
import { PriceChanges } from './price-changes.service.js'

/** Kinds of day: Tempo colours as published, special days as the user told them, public holidays. */
@Injectable()
export class DayTypesService {
  constructor(
    private readonly em: EntityManager,
    private readonly tempo: TempoService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly changes: PriceChanges,
    private readonly bus: EventBus,
  ) {}

  /** What these contracts need to know of a range, the day before it included. */
  of(contracts: readonly Contract[], range: DayRange): Promise<DayTypes> {
    const { tempo, settings } = this
    return dayTypesOf(contracts, range, { tempo, settings, today: dayOf(this.clock.now()) })
  }

  async specialDays(calendar: string): Promise<Day[]> {
    return (await this.settings.get<Day[]>(calendarKey(calendar))) ?? []
  }

  /** Replaces the days of a calendar; none forgets it. @returns them in order, once each. */
  async setSpecialDays(calendar: string, days: readonly Day[]): Promise<Day[]> {
    const ordered = [...new Set(days)].sort().map(toDay)
    const key = calendarKey(calendar)
    await this.em
      .fork()
      .transactional((em) =>
        this.changes.noting(em, null, () =>
          ordered.length === 0 ? this.settings.delete(key) : this.settings.set(key, ordered),
        ),
      )
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'OFFERS', ranges: [] })
    return ordered
  }
}
