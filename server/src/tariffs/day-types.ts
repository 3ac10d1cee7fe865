import type { EntityManager } from '@mikro-orm/postgresql'

import type { Day, DayRange, Settings } from '../core/index.js'
import { addDays, InvalidInput } from '../core/index.js'
import type { TempoService } from '../tempo/index.js'
import { isHoliday } from '../tempo/index.js'
import type { Contract } from './contract.js'
import { tariffOfContract } from './contract.js'
import type { DayTypes } from './day-cells.js'
import { COLORS } from './paint.js'
import { isSpecialDay } from './special-days.js'
import { EJP } from './tariff-rules.js'

const NAME = /^[A-Z][A-Z0-9_]{1,31}$/

/** Where kinds of day are told. */
export interface DayTellers {
  readonly tempo: Pick<TempoService, 'days'>
  readonly settings: Pick<Settings, 'get'>
  readonly today: Day
}

/** What these contracts need to know of a range, the day before it included. */
export async function dayTypesOf(
  contracts: readonly Contract[],
  { from, to }: DayRange,
  { tempo, settings, today }: DayTellers,
  em?: EntityManager,
): Promise<DayTypes> {
  const kinds = new Set(contracts.flatMap(kindsOf))
  const colors = COLORS.some((color) => kinds.has(color))
    ? await tempo.days({ from: addDays(from, -1), to: addDays(to, 1) }, em)
    : new Map<Day, never>()
  const calendars = new Map<string, ReadonlySet<Day>>()
  for (const kind of kinds)
    if (!COLORS.some((color) => color === kind))
      calendars.set(kind, new Set(await settings.get<Day[]>(calendarKey(kind))))
  return {
    color: (day) => colors.get(day),
    isSpecial: (calendar, day) => isSpecialDay(calendar, day, calendars.get(calendar) ?? new Set(), today),
    isHoliday,
  }
}

/** Throws INVALID_INPUT for what cannot name a calendar. */
export function calendarKey(calendar: string): string {
  if (!NAME.test(calendar))
    throw new InvalidInput('A calendar is named in capitals: EJP, ZEN_FLEX, or one of your own rules.')
  return `tariffs.specialDays.${calendar}`
}

/** Whether a colour decides how this contract bills. */
export function needsColors(contract: Contract): boolean {
  return kindsOf(contract).some((kind) => COLORS.some((color) => color === kind))
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
