import type { Meaning } from '../report.js'

export interface EnergyUnit {
  readonly isPower: boolean
  /** To W or Wh. */
  readonly scale: number
  readonly meaning: Meaning
  /** What an integer of it leaves unknown, in Wh. */
  readonly precisionWh: number
}

const UNITS: Readonly<Record<string, EnergyUnit>> & { readonly w: EnergyUnit; readonly wh: EnergyUnit } = {
  w: { isPower: true, scale: 1, meaning: 'POWER_W', precisionWh: 1 },
  kw: { isPower: true, scale: 1000, meaning: 'POWER_KW', precisionWh: 1000 },
  wh: { isPower: false, scale: 1, meaning: 'ENERGY_WH', precisionWh: 1 },
  kwh: { isPower: false, scale: 1000, meaning: 'ENERGY_KWH', precisionWh: 1000 },
}

/** W, kW, Wh, kWh → unit; null = another one. */
export function energyUnitOf(text: string): EnergyUnit | null {
  return UNITS[text.trim().toLowerCase()] ?? null
}

export const WATT = UNITS.w
export const WATT_HOUR = UNITS.wh

/** The unit in the heading of a column: `Valeur (en kWh)`, `kW`, `Puissance atteinte (W)`. */
export function unitInHeading(heading: string): EnergyUnit | null {
  const [, unit = ''] = /(?:^|[\s(])(k?wh?)\)?\s*$/i.exec(heading.trim()) ?? []
  return energyUnitOf(unit)
}
