import type { Dataset, Day, DayRange, Direction, Instant } from '../core/index.js'
import { addDays, addYears, dayOf, earliest, latest, startOf } from '../core/index.js'
import type { EcowattService } from '../ecowatt/index.js'
import type { ReadingsRepository } from '../readings/index.js'
import type { PricedDay, PricingService } from '../tariffs/index.js'
import type { TempoService } from '../tempo/index.js'
import { countColors, seasonOf } from '../tempo/index.js'
import type {
  ExportDay,
  ExportHour,
  ExportMeter,
  ExportPeak,
  ExportPrices,
  ExportSlot,
  ExportSource,
  ExportStatus,
} from './export-source.js'
import { hoursOf } from './hours.js'
import type { MeterFacts } from './meter-facts.service.js'
import { atMidnight, pricesFrom } from './priced-days.js'

/** Where the values are read. */
export interface Stores {
  readonly meters: Pick<MeterFacts, 'meters' | 'status'>
  readonly readings: Pick<ReadingsRepository, 'daily' | 'curve' | 'maxPower' | 'extent'>
  readonly tempo: Pick<TempoService, 'days' | 'forecasts'>
  readonly ecowatt: Pick<EcowattService, 'days'>
  readonly pricing: Pick<PricingService, 'buckets' | 'hours' | 'pricesOn' | 'steps'>
}

/** Which values may leave. */
export interface SourceScope {
  readonly datasets: readonly Dataset[]
  /** Empty = all. */
  readonly pdls: readonly string[]
}

/** What is held, narrowed to what may leave to one destination. Long ranges are read a year at a time. */
export class StoredSource implements ExportSource {
  constructor(
    readonly now: Instant,
    private readonly stores: Stores,
    private readonly scope: SourceScope,
  ) {}

  async meters(): Promise<ExportMeter[]> {
    return (await this.stores.meters.meters())
      .filter(({ pdl }) => this.mayLeave(pdl))
      .map((meter) => ({
        ...meter,
        directions: meter.directions.filter(
          (direction) => this.carries(`${direction}_DAILY`) || this.carries(`${direction}_CURVE`),
        ),
        address: this.carries('ADDRESS') ? meter.address : null,
      }))
  }

  async extent(pdl: string, direction: Direction): Promise<{ first: Day; last: Day } | null> {
    if (!this.mayLeave(pdl)) return null
    const extents = await Promise.all(
      ([`${direction}_DAILY`, `${direction}_CURVE`] as const)
        .filter((dataset) => this.carries(dataset))
        .map((dataset) => this.stores.readings.extent({ pdl, dataset })),
    )
    const [one, ...others] = extents.filter((extent) => extent !== null)
    if (!one) return null
    return {
      first: earliest(one.first, ...others.map(({ first }) => first)),
      last: latest(one.last, ...others.map(({ last }) => last)),
    }
  }

  async days(pdl: string, direction: Direction, range: DayRange): Promise<ExportDay[]> {
    if (!this.mayLeave(pdl) || !this.carries(`${direction}_DAILY`)) return []
    return this.totals(pdl, direction, range)
  }

  async slots(pdl: string, direction: Direction, range: DayRange): Promise<ExportSlot[]> {
    if (!this.mayLeave(pdl) || !this.carries(`${direction}_CURVE`)) return []
    const dataset = `${direction}_CURVE` as const
    const slots: ExportSlot[] = []
    for (const year of yearsOf(range)) {
      for (const { starts, minutes, watts } of await this.stores.readings.curve({ pdl, dataset }, year)) {
        for (const [index, start] of starts.entries())
          slots.push({ startAt: start * 1000, minutes: minutes[index] ?? 0, powerW: watts[index] ?? 0 })
      }
    }
    return slots
  }

  async hours(pdl: string, direction: Direction, range: DayRange): Promise<ExportHour[]> {
    const hours: ExportHour[] = []
    if (!this.mayLeave(pdl)) return hours
    for (const year of yearsOf(range)) {
      const slots = await this.slots(pdl, direction, year)
      const totals = this.carriesEnergy(direction) ? await this.totals(pdl, direction, year) : []
      const days = this.carries(`${direction}_DAILY`) ? totals : totalsOfCurves(totals, slots)
      for (const hour of hoursOf(days, slots)) hours.push(hour)
    }
    return hours
  }

  async buckets(pdl: string, direction: Direction): Promise<readonly string[]> {
    if (!this.mayLeave(pdl) || !this.carriesPrices(direction)) return []
    return this.stores.pricing.buckets(pdl, direction)
  }

  async priced(pdl: string, direction: Direction, range: DayRange): Promise<PricedDay[]> {
    if (!this.mayLeave(pdl) || !this.carriesPrices(direction)) return []
    const days: PricedDay[] = []
    for (const year of yearsOf(range))
      for (const day of await this.stores.pricing.hours(pdl, direction, year)) days.push(day)
    if (!this.carries(`${direction}_CURVE`)) return days.map(atMidnight)
    return this.carries(`${direction}_DAILY`) ? days : days.filter(({ hours }) => hours.length > 1)
  }

  async prices(pdl: string): Promise<ExportPrices | null> {
    if (!this.mayLeave(pdl) || !this.carriesPrices('CONSUMPTION')) return null
    const [steps, prices] = await Promise.all([
      this.stores.pricing.steps(pdl, this.now, startOf(addDays(dayOf(this.now), 2))),
      this.stores.pricing.pricesOn(pdl, dayOf(this.now)),
    ])
    return pricesFrom(steps, prices, this.now)
  }

  async peaks(pdl: string, range: DayRange): Promise<readonly ExportPeak[]> {
    return this.mayLeave(pdl) && this.carries('MAX_POWER') ? this.stores.readings.maxPower(pdl, range) : []
  }

  async tempoDays(range: DayRange) {
    return this.carries('TEMPO') ? this.stores.tempo.days(range) : new Map<Day, never>()
  }

  async tempoCounts() {
    if (!this.carries('TEMPO')) return []
    const today = dayOf(this.now)
    const season = seasonOf(today)
    const published = await this.stores.tempo.days(season)
    const after = [...published.keys()].at(-1) ?? today
    return countColors(season, published, latest(after, today))
  }

  async tempoForecast() {
    if (!this.carries('TEMPO_FORECAST')) return []
    return (await this.stores.tempo.forecasts()).map(({ date, blueRatio, whiteRatio, redRatio }) => ({
      day: date as Day,
      blueRatio,
      whiteRatio,
      redRatio,
    }))
  }

  async ecowatt(range: DayRange) {
    return this.carries('ECOWATT') ? this.stores.ecowatt.days(range) : []
  }

  status(pdl: string): Promise<ExportStatus> {
    return this.stores.meters.status(pdl)
  }

  private async totals(pdl: string, direction: Direction, range: DayRange): Promise<ExportDay[]> {
    const rows = await this.stores.readings.daily({ pdl, dataset: `${direction}_DAILY` }, range)
    return rows.map(({ day, energyWh, quality }) => ({ day, energyWh, derived: quality === 'derived' }))
  }

  private mayLeave(pdl: string): boolean {
    return this.scope.pdls.length === 0 || this.scope.pdls.includes(pdl)
  }

  private carries(dataset: Dataset): boolean {
    return this.scope.datasets.includes(dataset)
  }

  private carriesPrices(direction: Direction): boolean {
    return this.carries('OFFERS') && this.carriesEnergy(direction)
  }

  private carriesEnergy(direction: Direction): boolean {
    return this.carries(`${direction}_DAILY`) || this.carries(`${direction}_CURVE`)
  }
}

/** A total that may not leave by itself still scales its curve. */
function totalsOfCurves(totals: readonly ExportDay[], slots: readonly ExportSlot[]): ExportDay[] {
  const withCurve = new Set(slots.map(({ startAt }) => dayOf(startAt)))
  return totals.filter(({ day }) => withCurve.has(day))
}

/** A range cut at each of its anniversaries. */
function yearsOf({ from, to }: DayRange): DayRange[] {
  const years: DayRange[] = []
  for (let start = from; start < to;) {
    const end = earliest(to, addYears(start, 1), addDays(start, 366))
    years.push({ from: start, to: end })
    start = end
  }
  return years
}
