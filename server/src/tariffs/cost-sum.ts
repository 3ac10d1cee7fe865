import type { Day, DayRange, Reason } from '../core/index.js'
import { daysOf, earliest } from '../core/index.js'
import type { BucketCost } from './bucket-sums.js'
import { addBucket, emptyBucket } from './bucket-sums.js'
import type { MeterPricer } from './meter-pricer.js'
import type { MicroEur } from './money.js'
import type { DayCost } from './pricing.js'
import type { DatedRate, TaxShare } from './taxes.js'
import { taxesOf } from './taxes.js'

const TRACE_WH = 1e-3

interface DayMoney {
  readonly day: Day
  readonly energy: MicroEur
  readonly subscription: MicroEur
  readonly pricedWh: number
}

/** Days of cost, added up: integers only, so that any cut of a period adds up to the period. */
export class CostSum {
  readonly buckets = new Map<string, BucketCost>()
  readonly reasons = new Set<Reason>()
  energyWh = 0
  pricedWh = 0
  energyCost: MicroEur = 0
  low: MicroEur = 0
  high: MicroEur = 0
  isOpen = false
  subscription: MicroEur = 0
  /** Days with a contract; 0 = no cost can be told. */
  contractDays = 0
  subscribedDays = 0
  knownDays = 0
  /** Part of it is a guess: a split by the mean day, or a price of another time. */
  isEstimated = false
  private readonly days: DayMoney[] = []

  /** Parts of a Wh are summed as floats: what is left of them is no energy. */
  get unpricedWh(): number {
    const rest = this.energyWh - this.pricedWh
    return rest > TRACE_WH ? rest : 0
  }

  /** null when there was energy and none of it had a price, or none is known. */
  get energy(): MicroEur | null {
    return this.knownDays === 0 || (this.pricedWh === 0 && this.energyWh > 0) ? null : this.energyCost
  }

  get total(): MicroEur | null {
    return this.energy === null ? null : this.energy + this.subscription
  }

  /** Everything whose price is known is priced. */
  get isComplete(): boolean {
    return this.reasons.size === 0
  }

  /** @param cost null = the energy of the day is not known. */
  add(day: Day, cost: DayCost | null, { hasContract, subscription, isCarried }: DayContract): void {
    this.isEstimated ||= isCarried && subscription !== null
    if (hasContract) this.contractDays++
    if (subscription !== null) {
      this.subscription += subscription
      this.subscribedDays++
    } else if (hasContract) this.reasons.add('PRICE_UNKNOWN')
    let [energy, pricedWh] = [0, 0]
    if (cost) {
      this.knownDays++
      for (const [code, part] of cost.buckets) {
        const sum = this.buckets.get(code) ?? emptyBucket()
        addBucket(sum, part)
        this.buckets.set(code, sum)
        energy += part.cost
        pricedWh += part.pricedWh
        this.energyWh += part.energyWh
        this.low += part.low
        this.high += part.high
        this.isOpen ||= part.isOpen
        this.isEstimated ||= part.estimatedWh > 0
        if (part.reason !== null) this.reasons.add(part.reason)
      }
    }
    this.energyCost += energy
    this.pricedWh += pricedWh
    this.days.push({ day, energy, subscription: subscription ?? 0, pricedWh })
  }

  /** Adds what another sum holds. */
  join(other: CostSum): void {
    for (const [code, part] of other.buckets) {
      const sum = this.buckets.get(code) ?? emptyBucket()
      addBucket(sum, part)
      this.buckets.set(code, sum)
    }
    for (const reason of other.reasons) this.reasons.add(reason)
    this.energyWh += other.energyWh
    this.pricedWh += other.pricedWh
    this.energyCost += other.energyCost
    this.low += other.low
    this.high += other.high
    this.isOpen ||= other.isOpen
    this.subscription += other.subscription
    this.contractDays += other.contractDays
    this.subscribedDays += other.subscribedDays
    this.knownDays += other.knownDays
    this.isEstimated ||= other.isEstimated
    this.days.push(...other.days)
  }

  /** An estimate; null when a rate of one of the days is not known. */
  taxes(rates: readonly DatedRate[]): TaxShare | null {
    const sum = { energy: 0, subscription: 0, excise: 0, vat: 0 }
    for (const { day, ...money } of this.days) {
      if (money.energy === 0 && money.subscription === 0) continue
      const share = taxesOf(rates, day, money)
      if (!share) return null
      sum.energy += share.energy
      sum.subscription += share.subscription
      sum.excise += share.excise
      sum.vat += share.vat
    }
    return sum
  }
}

interface DayContract {
  readonly hasContract: boolean
  readonly subscription: MicroEur | null
  /** The subscription is one of another time. */
  readonly isCarried: boolean
}

/** One meter, priced day by day. */
export interface MeterCosts {
  readonly pricer: MeterPricer
  /** Days whose energy is known. */
  readonly days: ReadonlyMap<Day, DayCost>
}

/** Costs of meters over [from, to), days to come left out. */
export function sumCosts(meters: readonly MeterCosts[], range: DayRange, today: Day): CostSum {
  const sum = new CostSum()
  for (const { pricer, days } of meters) {
    for (const day of daysOf({ from: range.from, to: earliest(range.to, today) })) {
      sum.add(day, days.get(day) ?? null, {
        hasContract: pricer.contractOn(day) !== null,
        subscription: pricer.subscriptionOn(day),
        isCarried: pricer.versionOn(day)?.carried === true,
      })
    }
  }
  return sum
}
