import { Injectable } from '@nestjs/common'

import type { Day, DayRange } from '../core/index.js'
import { addDays, Clock, dayOf, EventBus, InvalidInput, Settings, toDay } from '../core/index.js'
import { isHoliday, TempoService } from '../tempo/index.js'
import type { Contract } from './contract.js'
import { tariffOfContract } from './contract.js'
import type { DayTypes } from './day-cells.js'
import { COLORS } from './paint.js'
import { isSpecialDay } from './special-days.js'
import { EJP } from './tariff-rules.js'

const NAME = /^[A-Z][A-Z0-9_]{1,31}$/

/** Kinds of day: Tempo colours as published, special days as the user told them, public holidays. */
@Injectable()
export class DayTypesService {
  constructor(
    private readonly tempo: TempoService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** What these contracts need to know of a range, the day before it included. */
  async of(contracts: readonly Contract[], { from, to }: DayRange): Promise<DayTypes> {
    const kinds = new Set(contracts.flatMap((contract) => kindsOf(contract)))
    const needsColors = COLORS.some((color) => kinds.has(color))
    const colors = needsColors
      ? await this.tempo.days({ from: addDays(from, -1), to: addDays(to, 1) })
      : new Map<Day, never>()
    const calendars = new Map<string, ReadonlySet<Day>>()
    for (const kind of kinds)
      if (!COLORS.some((color) => color === kind)) calendars.set(kind, new Set(await this.specialDays(kind)))
    const today = dayOf(this.clock.now())
    return {
      color: (day) => colors.get(day),
      isSpecial: (calendar, day) => isSpecialDay(calendar, day, calendars.get(calendar) ?? new Set(), today),
      isHoliday,
    }
  }

  async specialDays(calendar: string): Promise<Day[]> {
    return (await this.settings.get<Day[]>(keyOf(calendar))) ?? []
  }

  /** Replaces the days of a calendar; none forgets it. @returns them in order, once each. */
  async setSpecialDays(calendar: string, days: readonly Day[]): Promise<Day[]> {
    const ordered = [...new Set(days)].sort().map(toDay)
    if (ordered.length === 0) await this.settings.delete(keyOf(calendar))
    else await this.settings.set(keyOf(calendar), ordered)
    this.bus.publish('ReadingsMerged', { pdl: null, dataset: 'OFFERS', ranges: [] })
    return ordered
  }
}

function keyOf(calendar: string): string {
  if (!NAME.test(calendar))
    throw new InvalidInput('A calendar is named in capitals: EJP, ZEN_FLEX, or one of your own rules.')
  return `tariffs.specialDays.${calendar}`
}

function kindsOf(contract: Contract): string[] {
  const tariff = tariffOfContract(contract)
  switch (tariff.kind) {
    case 'TEMPO':
      return [...COLORS]
    case 'EJP':
      return [EJP]
    case 'RULES':
      return tariff.rules.flatMap(({ dayType }) => dayType ?? [])
  }
}
