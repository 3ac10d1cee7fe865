export interface BatteryWish {
  capacityKwh: number
  powerKw: number
  efficiencyPercent: number
}

const usual: BatteryWish = { capacityKwh: 5, powerKw: 2.5, efficiencyPercent: 90 }

export function isPossible({ capacityKwh, powerKw, efficiencyPercent }: BatteryWish): boolean {
  return (
    capacityKwh > 0 &&
    capacityKwh <= 1000 &&
    powerKw > 0 &&
    powerKw <= 1000 &&
    efficiencyPercent > 0 &&
    efficiencyPercent <= 100
  )
}

/** Address → battery: "5-2.5-90" is kWh, kW and %; what cannot be a battery is the usual one. */
export function batteryOf(query: Record<string, unknown>): BatteryWish {
  const parts = typeof query.battery === 'string' ? query.battery.split('-').map(Number) : []
  const [capacityKwh = 0, powerKw = 0, efficiencyPercent = 0] = parts
  const wish = { capacityKwh, powerKw, efficiencyPercent }
  return parts.length === 3 && isPossible(wish) ? wish : usual
}

export function batteryQuery({ capacityKwh, powerKw, efficiencyPercent }: BatteryWish): { battery: string } {
  return { battery: [capacityKwh, powerKw, efficiencyPercent].join('-') }
}
