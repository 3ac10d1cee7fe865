/** Money is an integer number of micro-euros: 0.1612 €/kWh is 161200, and sums never drift. */
export type MicroEur = number

export function microEur(eur: number): MicroEur {
  return Math.round(eur * 1e6)
}

export function eurOf(micro: MicroEur): number {
  return micro / 1e6
}

/** Wh at a price per kWh, rounded once. */
export function costOf(energyWh: number, microEurPerKwh: MicroEur): MicroEur {
  return Math.round((energyWh * microEurPerKwh) / 1000)
}

/** A monthly subscription, for one day of its civil year. */
export function dailyShare(microEurPerMonth: MicroEur, year: number): MicroEur {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return Math.round((microEurPerMonth * 12) / (isLeap ? 366 : 365))
}
