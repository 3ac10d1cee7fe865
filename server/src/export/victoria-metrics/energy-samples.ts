import type { Direction } from '../../core/index.js'
import { energyWhOf, startOf } from '../../core/index.js'
import type { Definition } from './series.js'

/** VictoriaMetrics keeps about twelve significant digits: what is finer would not come back equal. */
export const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals))

export const MIDNIGHT = 'local midnight that opens the day'
export const SLOT_START = 'start of the interval'

type Scale = 'wh' | 'kwh'
const scaled = (wh: number, scale: Scale) => (scale === 'wh' ? rounded(wh, 3) : rounded(wh / 1000, 6))

export function dailyEnergy(
  direction: Direction,
  scale: Scale,
): Pick<Definition, 'additive' | 'fedBy' | 'read'> {
  return {
    additive: true,
    fedBy: [`${direction}_DAILY`, `${direction}_CURVE`],
    read: async (source, pdl, range) =>
      (await source.days(pdl, direction, range)).map(({ day, energyWh }) => ({
        at: startOf(day),
        value: scaled(energyWh, scale),
      })),
  }
}

export function slotEnergy(
  direction: Direction,
  scale: Scale,
): Pick<Definition, 'additive' | 'fedBy' | 'read'> {
  return {
    additive: true,
    fedBy: [`${direction}_CURVE`],
    read: async (source, pdl, range) =>
      (await source.slots(pdl, direction, range)).map(({ startAt, minutes, powerW }) => ({
        at: startAt,
        value: scaled(energyWhOf(powerW, minutes), scale),
      })),
  }
}
