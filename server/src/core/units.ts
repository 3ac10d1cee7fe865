/** Watt-hours, watts and volt-amperes are plain numbers; their names carry the unit. These are the few conversions. */

/** Mean power over an interval → energy. */
export function energyWhOf(powerW: number, minutes: number): number {
  return (powerW * minutes) / 60
}

/** Wh → kWh, exact to the Wh. */
export function kwhOf(energyWh: number): number {
  return Math.round(energyWh) / 1000
}
