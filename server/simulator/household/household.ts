import type { Day } from '../../src/core/index.js'
import type { HouseholdPlan, OffpeakHours } from './plan.js'
import type { Recorder } from './recorder.js'

/** A usage point: its row at the gateway, its contract and meter at Enedis. */
export interface Household {
  readonly pdl: string
  readonly rowId: string
  readonly createdAt: number
  displayOrder: number | null
  name: string | null
  subscribedPowerKva: number | null
  pricingOption: string | null
  offpeakHours: OffpeakHours
  hasConsumption: boolean
  hasProduction: boolean
  isActive: boolean
  /** What the gateway's row shows; rewritten by every ADAM-ERR0123 on a single load-curve call. */
  oldestAvailableDataDate: string | null
  /** What the gateway's row shows. */
  activationDate: string | null
  /** Consent of the holder, at Enedis. */
  consent: boolean
  readonly contract: Contract
  readonly meter: Meter
}

export interface Contract {
  readonly segment: 'C5' | 'P4'
  readonly subscribedPowerKva: number
  /** `HC (22H30-6H30)`; null: single rate. */
  readonly offpeakText: string | null
}

export interface Meter {
  readonly activation: Day
  readonly lateDays: number
  readonly loadCurve: boolean
  readonly missingDays: ReadonlySet<Day>
  readonly consumption: Recorder | null
  readonly production: Recorder | null
}

/** What may change between two calls. */
export type HouseholdChange = Partial<
  Pick<
    Household,
    | 'name'
    | 'isActive'
    | 'hasConsumption'
    | 'hasProduction'
    | 'consent'
    | 'displayOrder'
    | 'offpeakHours'
    | 'pricingOption'
    | 'subscribedPowerKva'
    | 'activationDate'
  >
>

/** The usage points of the account, in the order they came. */
export class Households {
  private readonly byPdl = new Map<string, Household>()

  constructor(private readonly build: (plan: HouseholdPlan, displayOrder: number) => Household) {}

  get all(): Household[] {
    return [...this.byPdl.values()]
  }

  find(pdl: string): Household | undefined {
    return this.byPdl.get(pdl)
  }

  findRow(rowId: string): Household | undefined {
    return this.all.find((household) => household.rowId === rowId)
  }

  add(plan: HouseholdPlan): Household {
    const household = this.build(plan, this.byPdl.size)
    this.byPdl.set(plan.pdl, household)
    return household
  }

  remove(pdl: string): void {
    this.byPdl.delete(pdl)
  }

  change(pdl: string, change: HouseholdChange): void {
    const household = this.byPdl.get(pdl)
    if (!household) throw new Error(`no usage point ${pdl}`)
    Object.assign(household, change)
  }
}
