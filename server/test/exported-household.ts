import type { Dataset, Day, DayRange, Direction, Instant, TempoColor } from '../src/core/index.js'
import { addDays, dayOf, daysOf, minutesOf, parseInstant, startOf, toDay } from '../src/core/index.js'
import type {
  ChangedDays,
  ExportDay,
  ExportHour,
  ExportMeter,
  ExportPeak,
  ExportSlot,
  ExportSource,
} from '../src/export/index.js'
import { hoursOf } from '../src/export/hours.js'
import { pricesFrom } from '../src/export/priced-days.js'
import type { Contract, DayCost, PricedDay } from '../src/tariffs/index.js'
import { priceSlots } from '../src/tariffs/index.js'
import { tariffOfContract } from '../src/tariffs/contract.js'
import { pricedDay } from '../src/tariffs/hour-costs.js'
import { MeterPricer } from '../src/tariffs/meter-pricer.js'
import { bucketsOf } from '../src/tariffs/tariff-rules.js'
import { touchedDays } from '../src/tariffs/touched-days.js'
import { isHoliday } from '../src/tempo/index.js'

export const PDL = '01226049119901'

export interface HouseholdOptions {
  readonly now?: string
  /** Days with a total and a curve. */
  readonly range?: { readonly from: string; readonly to: string }
  /** Older days of which only the total is known. */
  readonly dailyOnly?: number
  readonly directions?: readonly Direction[]
}

/** What may leave, held in memory: an ExportSource whose readings a test sets, corrects and takes away. */
export class Household implements ExportSource {
  readonly now: Instant
  readonly meter: ExportMeter
  readonly peakVa = new Map<Day, number>()
  readonly colors = new Map<Day, TempoColor>()
  /** Off-peak from 22:00 to 06:00, dearer from 1 April on; what is injected is sold. */
  readonly contracts = new Map<Direction, readonly Contract[]>([
    ['CONSUMPTION', [aContract('drawn', { HC: 200_000, HP: 270_000 })]],
    ['PRODUCTION', [aContract('sale', { BASE: 40_000 })]],
  ])
  private readonly totals = new Map<Direction, Map<Day, number>>()
  private readonly curves = new Map<Direction, Map<Day, readonly ExportSlot[]>>()

  /** By default a fortnight of half-hours around the spring change, after three days known by their totals. */
  constructor({
    now = '2026-04-06T08:00:00+02:00',
    range = { from: '2026-03-23', to: '2026-04-06' },
    dailyOnly = 3,
    directions = ['CONSUMPTION', 'PRODUCTION'],
  }: HouseholdOptions = {}) {
    this.now = parseInstant(now)
    this.meter = { ...METER, directions }
    const from = toDay(range.from)
    for (const direction of directions) {
      this.totals.set(direction, new Map())
      this.curves.set(direction, new Map())
      for (const day of daysOf({ from: addDays(from, -dailyOnly), to: from }))
        this.setDay(direction, day, 9000)
      for (const day of daysOf({ from, to: toDay(range.to) })) this.setCurve(direction, day, powerAt)
    }
    for (const day of daysOf({ from, to: toDay(range.to) })) {
      this.peakVa.set(day, 4000 + (Number(day.slice(8)) % 5) * 100)
      this.colors.set(day, day.endsWith('4') ? 'WHITE' : 'BLUE')
    }
  }

  /** Sets a day's total, and forgets its curve. */
  setDay(direction: Direction, day: Day, energyWh: number): void {
    this.of(this.totals, direction).set(day, energyWh)
    this.of(this.curves, direction).delete(day)
  }

  /** Sets a day's curve, and its total as the index would tell it: rounded to the Wh. */
  setCurve(direction: Direction, day: Day, power: (slot: number) => number, stepMinutes = 30): void {
    const slots = Array.from({ length: minutesOf(day) / stepMinutes }, (_, slot) => ({
      startAt: startOf(day) + slot * stepMinutes * 60_000,
      minutes: stepMinutes,
      powerW: power(slot),
    }))
    const total = slots.reduce((sum, { powerW, minutes }) => sum + (powerW * minutes) / 60, 0)
    this.of(this.curves, direction).set(day, slots)
    this.of(this.totals, direction).set(day, Math.round(total))
  }

  forget(direction: Direction, day: Day): void {
    this.of(this.totals, direction).delete(day)
    this.of(this.curves, direction).delete(day)
  }

  totalWh(direction: Direction, day: Day): number | null {
    return this.of(this.totals, direction).get(day) ?? null
  }

  heldDays(direction: Direction): Day[] {
    return [...this.of(this.totals, direction).keys()].sort()
  }

  /** The change log of a first export: every day of every dataset that an exporter carries. */
  allChanges(datasets: readonly Dataset[]): ChangedDays[] {
    const { pdl } = this.meter
    return datasets.flatMap((dataset): ChangedDays[] => {
      if (dataset === 'TEMPO') return [{ dataset, pdl: null, days: [...this.colors.keys()].sort() }]
      if (dataset === 'OFFERS') return [{ dataset, pdl, days: this.pricedDays() }]
      if (dataset === 'MAX_POWER') return [{ dataset, pdl, days: [...this.peakVa.keys()].sort() }]
      if (!dataset.endsWith('_DAILY') && !dataset.endsWith('_CURVE')) return []
      const direction = dataset.startsWith('PRODUCTION') ? 'PRODUCTION' : 'CONSUMPTION'
      if (!this.meter.directions.includes(direction)) return []
      const days = dataset.endsWith('_DAILY')
        ? this.heldDays(direction)
        : [...this.of(this.curves, direction).keys()].sort()
      return days.length > 0 ? [{ dataset, pdl, days }] : []
    })
  }

  /** What the change log says when these days of a direction change. */
  changesOf(direction: Direction, days: readonly Day[], datasets: readonly Dataset[]): ChangedDays[] {
    return ([`${direction}_DAILY`, `${direction}_CURVE`] as const)
      .filter((dataset) => datasets.includes(dataset))
      .map((dataset) => ({ dataset, pdl: this.meter.pdl, days }))
  }

  meters = () => Promise.resolve([this.meter])

  extent(pdl: string, direction: Direction) {
    const days = pdl === PDL ? this.heldDays(direction) : []
    const [first, last] = [days.at(0), days.at(-1)]
    return Promise.resolve(first && last ? { first, last } : null)
  }

  days(pdl: string, direction: Direction, range: DayRange): Promise<ExportDay[]> {
    const days = pdl === PDL ? this.heldDays(direction).filter(within(range)) : []
    return Promise.resolve(
      days.map((day) => ({ day, energyWh: this.totalWh(direction, day) ?? 0, derived: false })),
    )
  }

  slots(pdl: string, direction: Direction, range: DayRange): Promise<ExportSlot[]> {
    const days = pdl === PDL ? [...this.of(this.curves, direction)].sort() : []
    return Promise.resolve(days.filter(([day]) => within(range)(day)).flatMap(([, slots]) => slots))
  }

  async hours(pdl: string, direction: Direction, range: DayRange): Promise<ExportHour[]> {
    return hoursOf(await this.days(pdl, direction, range), await this.slots(pdl, direction, range))
  }

  buckets(_pdl: string, direction: Direction) {
    const contracts = this.contracts.get(direction) ?? []
    return Promise.resolve([
      ...new Set(contracts.flatMap((contract) => bucketsOf(tariffOfContract(contract)))),
    ])
  }

  priced(pdl: string, direction: Direction, range: DayRange): Promise<PricedDay[]> {
    const pricer = this.pricer(direction)
    const isHeld = pdl === PDL && this.meter.directions.includes(direction)
    const held = isHeld ? this.heldDays(direction).filter(within(range)) : []
    return Promise.resolve(held.map((day) => pricedDay(this.energyOf(direction, day), pricer)))
  }

  prices() {
    const pricer = this.pricer('CONSUMPTION')
    const today = dayOf(this.now)
    const steps = priceSlots(pricer, this.now, startOf(addDays(today, 2)))
    return Promise.resolve(pricesFrom(steps, pricer.versionOn(today)?.prices ?? {}, this.now))
  }

  /** What each day known by its curve cost, as the tariffs answer: the cost null without a price. */
  costs(): Map<Day, { cost: number | null; buckets: DayCost['buckets'] }> {
    const pricer = this.pricer('CONSUMPTION')
    return new Map(
      this.heldDays('CONSUMPTION').map((day) => {
        const { buckets } = pricer.price(this.energyOf('CONSUMPTION', day))
        const all = [...buckets.values()]
        const isPriced = all.every(({ reason }) => reason === null)
        return [day, { buckets, cost: isPriced ? all.reduce((sum, { cost }) => sum + cost, 0) : null }]
      }),
    )
  }

  /** Other prices over some days, by bucket. @returns the held days that they touch. */
  changePrices({ from, to }: DayRange, prices: Readonly<Record<string, number>>): Day[] {
    const before = this.pricer('CONSUMPTION')
    const contracts = this.contracts.get('CONSUMPTION') ?? []
    this.contracts.set(
      'CONSUMPTION',
      contracts.flatMap((contract) => {
        const during = { ...contract.ownVersions[0], subscriptionPerMonth: 12_000_000, source: null }
        return [
          { ...contract, to: from },
          { ...contract, from, to, ownVersions: [{ ...during, from, to, prices }] },
          { ...contract, from: to },
        ]
      }),
    )
    return touchedDays(before, this.pricer('CONSUMPTION'), this.heldDays('CONSUMPTION'))
  }

  /** Days that have a price to tell. */
  pricedDays(): Day[] {
    return [...new Set(this.meter.directions.flatMap((direction) => this.heldDays(direction)))].sort()
  }

  private energyOf(direction: Direction, day: Day) {
    const slots = this.of(this.curves, direction).get(day) ?? []
    return {
      day,
      starts: slots.map(({ startAt }) => startAt / 1000),
      minutes: slots.map(({ minutes }) => minutes),
      watts: slots.map(({ powerW }) => powerW),
      totalWh: this.totalWh(direction, day),
    }
  }

  private pricer(direction: Direction): MeterPricer {
    return new MeterPricer(this.contracts.get(direction) ?? [], {
      color: (day) => this.colors.get(day),
      isSpecial: () => undefined,
      isHoliday,
    })
  }

  peaks(pdl: string, range: DayRange): Promise<ExportPeak[]> {
    const days = pdl === PDL ? [...this.peakVa].sort().filter(([day]) => within(range)(day)) : []
    return Promise.resolve(
      days.map(([day, powerVa]) => ({ day, at: startOf(day) + 19 * 60 * 60_000, powerVa })),
    )
  }

  tempoDays(range: DayRange) {
    return Promise.resolve(new Map([...this.colors].sort().filter(([day]) => within(range)(day))))
  }

  tempoCounts = () =>
    Promise.resolve([
      { color: 'BLUE' as const, used: 200, left: 100, quota: 300 },
      { color: 'WHITE' as const, used: 40, left: 3, quota: 43 },
      { color: 'RED' as const, used: 22, left: 0, quota: 22 },
    ])

  tempoForecast = () =>
    Promise.resolve([{ day: addDays(dayOf(this.now), 2), blueRatio: 0.9, whiteRatio: 0.1, redRatio: 0 }])

  ecowatt = (range: DayRange) =>
    Promise.resolve(
      daysOf({ from: dayOf(this.now), to: addDays(dayOf(this.now), 4) })
        .filter(within(range))
        .map((day) => ({
          day,
          level: 1,
          hours: Array.from({ length: 24 }, () => 1 as const),
          message: null,
        })),
    )

  status = () =>
    Promise.resolve({
      lastCompleteDay: this.heldDays('CONSUMPTION').at(-1) ?? null,
      completeDaysOf30: Math.min(30, this.heldDays('CONSUMPTION').length),
      lastSyncAt: this.now - 60_000,
      nextTryAt: this.now + 60 * 60_000,
      cachedCallsUsed: 12,
      freshCallsUsed: 1,
      problem: null,
    })

  private of<T>(byDirection: Map<Direction, Map<Day, T>>, direction: Direction): Map<Day, T> {
    const found = byDirection.get(direction)
    if (!found) throw new Error(`this household has no ${direction}`)
    return found
  }
}

const NIGHT = {
  startMinute: 22 * 60,
  endMinute: 6 * 60,
  weekdays: [],
  season: 'ALL' as const,
  from: null,
  to: null,
}
const DEARER_FROM = toDay('2026-04-01')

/** A contract at these prices, a tenth dearer from 1 April 2026 on; 12 EUR a month. */
export function aContract(type: string, prices: Readonly<Record<string, number>>): Contract {
  const version = { subscriptionPerMonth: type === 'sale' ? null : 12_000_000, source: null }
  return {
    from: toDay('2020-01-01'),
    to: null,
    offer: null,
    subscribedPowerKva: 6,
    offPeak: [NIGHT],
    ownVersions: [
      { ...version, from: null, to: DEARER_FROM, prices },
      {
        ...version,
        from: DEARER_FROM,
        to: null,
        prices: Object.fromEntries(
          Object.entries(prices).map(([bucket, price]) => [bucket, Math.round(price * 1.1)]),
        ),
      },
    ],
    saleMode: type === 'sale' ? 'SURPLUS' : null,
    saleQuotaWh: null,
    carriesPrices: false,
    origin: 'MANUAL',
  }
}

const METER: ExportMeter = {
  pdl: PDL,
  name: 'Appartement',
  directions: [],
  subscribedPowerKva: 6,
  pricingOption: 'BASE',
  offPeak: [{ startMinute: 22 * 60, endMinute: 6 * 60, weekdays: [] }],
  activationDate: toDay('2020-01-01'),
  segment: 'C5',
  distributionTariff: 'BTINFCUST',
  address: null,
}

/** A night at 200 W and a day whose half-hours all differ. */
const powerAt = (slot: number) => (slot < 14 ? 200 : 300 + slot * 7)

const within =
  ({ from, to }: DayRange) =>
  (day: Day) =>
    day >= from && day < to
