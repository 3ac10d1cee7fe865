import type { MicroEur } from './money.js'

/** One slot known on both sides; prices per kWh, null = not known. */
export interface BatterySlot {
  readonly drawnWh: number
  readonly injectedWh: number
  readonly hours: number
  readonly buy: MicroEur | null
  readonly sell: MicroEur | null
}

export interface Battery {
  readonly capacityWh: number
  readonly powerW: number
  /** Round trip, lost on charge. */
  readonly efficiencyRatio: number
}

/**
 * What a battery would have done, slot by slot: it takes what would be injected and gives what would be drawn.
 * @returns Wh given back, and what they saved; null where a price is missing.
 */
export function simulate(
  slots: Iterable<BatterySlot>,
  { capacityWh, powerW, efficiencyRatio }: Battery,
): { shiftedWh: number; saved: MicroEur | null } {
  let [stored, shiftedWh] = [0, 0]
  let saved: MicroEur | null = 0
  for (const { drawnWh, injectedWh, hours, buy, sell } of slots) {
    const charge = Math.min(injectedWh, powerW * hours, (capacityWh - stored) / efficiencyRatio)
    stored += charge * efficiencyRatio
    const discharge = Math.min(drawnWh, powerW * hours, stored)
    stored -= discharge
    shiftedWh += discharge
    if ((discharge > 0 && buy === null) || (charge > 0 && sell === null)) saved = null
    if (saved !== null) saved += (discharge * (buy ?? 0) - charge * (sell ?? 0)) / 1000
  }
  return { shiftedWh, saved }
}
