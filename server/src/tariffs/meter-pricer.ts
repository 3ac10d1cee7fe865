import type { Day } from '../core/index.js'
import type { Contract } from './contract.js'
import { contractOn, tariffOfContract, versionsOf } from './contract.js'
import type { DayCells, DayTypes } from './day-cells.js'
import { cachedDayCells, Painter } from './day-cells.js'
import type { MicroEur } from './money.js'
import { dailyShare } from './money.js'
import type { OfferVersion } from './offer.js'
import { UNSPLIT } from './paint.js'
import type { DayCost, DayEnergy, MeanDay } from './pricing.js'
import { priceDay } from './pricing.js'
import { DAY_MINUTES } from './windows.js'

/** Prices the days of one meter through its contract timeline. Pure; days that are cut the same way share their work. */
export class MeterPricer {
  private readonly cellsBy = new Map<Contract, (day: Day) => DayCells>()

  constructor(
    readonly contracts: readonly Contract[],
    private readonly types: DayTypes,
  ) {}

  contractOn(day: Day): Contract | null {
    return contractOn(this.contracts, day)
  }

  versionOn(day: Day): OfferVersion | null {
    const contract = this.contractOn(day)
    return contract && versionsOf(contract)(day)
  }

  cellsOn(day: Day): DayCells {
    const contract = this.contractOn(day)
    if (!contract) return NO_CONTRACT
    let cells = this.cellsBy.get(contract)
    if (!cells) {
      cells = cachedDayCells(tariffOfContract(contract), versionsOf(contract), this.types)
      this.cellsBy.set(contract, cells)
    }
    return cells(day)
  }

  price(energy: DayEnergy, meanDay: MeanDay | null = null): DayCost {
    return priceDay(energy, this.cellsOn(energy.day), meanDay)
  }

  /** Subscription of one day; null without a contract or a price. */
  subscriptionOn(day: Day): MicroEur | null {
    const monthly = this.versionOn(day)?.subscriptionPerMonth ?? null
    return monthly === null ? null : dailyShare(monthly, Number(day.slice(0, 4)))
  }

  /** Whether a day has more than one price, so that a total alone does not tell its cost. */
  isSplit(day: Day): boolean {
    return this.cellsOn(day).runEnd[0] !== DAY_MINUTES
  }
}

const NO_CONTRACT = noContract()

function noContract(): DayCells {
  const painter = new Painter()
  painter.paint(
    { bucket: UNSPLIT, price: null, low: null, high: null, reason: 'PRICE_UNKNOWN', isCarried: false },
    0,
    DAY_MINUTES,
  )
  return painter.finish()
}
