import type { Day } from '../../core/index.js'
import { addDays, kwhOf, wallClockOf } from '../../core/index.js'
import type { ExportPeak } from '../export-source.js'
import type { CostFigures } from '../facts/cost-figures.js'
import type { EnergyFacts, Facts, MeterFacts } from '../facts/facts.js'
import { WEEK } from '../facts/facts.js'
import { evolutionOf, sameDate, sumOf, weekNumberOf } from '../facts/figures.js'
import { eur } from './energy-topics.js'
import type { Json } from './message.js'
import { offPeakText } from '../facts/off-peak.js'

/** What content-card-linky takes for "no data". */
export const NO_DATA = -1

/**
 * Attributes of the v1 sensor of a meter's direction, as content-card-linky reads them: index 0 is the newest known day.
 * Units: kWh, kVA, percent; -1 = no data. Weeks are the last seven days, as they were there.
 * Costs are those of the energy, in EUR: the card knows no subscription.
 * Source: compatibility.md.
 */
export function v1Attributes(
  energy: EnergyFacts,
  { meter, peaks, status }: MeterFacts,
  { today, grid }: Facts,
  version: string,
): Record<string, Json> {
  const newest = energy.last?.day ?? addDays(today, -1)
  const week = Array.from({ length: WEEK }, (_, index) => addDays(newest, -index))
  const daily = week.map((day) => kwh(energy.days.get(day)))
  const highest = new Map(peaks.map((peak) => [peak.day, peak]))
  const subscribedVa = (meter.subscribedPowerKva ?? Infinity) * 1000
  const split = (part: 'offPeakWh' | 'peakWh') => week.map((day) => kwh(energy.splits.get(day)?.[part]))
  const [offPeak, peak] = [split('offPeakWh'), split('peakWh')]
  const money = (pick: (costs: CostFigures) => number | null) =>
    week.map((day) => {
      const costs = energy.costs.get(day)
      return (costs && eur(pick(costs))) ?? NO_DATA
    })
  const [costs, offPeakCosts, peakCosts] = [
    money((day) => day.energy),
    money((day) => day.offPeak),
    money((day) => day.peak),
  ]
  const yearAgo = sameDate(newest)
  return {
    serviceEnedis: 'myElectricalData',
    typeCompteur: energy.direction === 'CONSUMPTION' ? 'consommation' : 'production',
    unit_of_measurement: 'kWh',
    daily,
    dailyweek: week,
    dailyweek_cost: costs,
    dailyweek_HP: peak,
    dailyweek_HC: offPeak,
    dailyweek_costHP: peakCosts,
    dailyweek_costHC: offPeakCosts,
    dailyweek_MP: week.map((day) => kva(highest.get(day))),
    dailyweek_MP_time: week.map((day) => clockText(highest.get(day))),
    dailyweek_MP_over: week.map((day) => (highest.get(day)?.powerVa ?? 0) > subscribedVa),
    dailyweek_Tempo: week.map((day) => grid.colors.get(day) ?? NO_DATA),
    daily_cost: costs[0] ?? NO_DATA,
    yesterday: daily[0] ?? NO_DATA,
    yesterdayDate: newest,
    yesterdayLastYear: kwh(yearAgo && energy.days.get(yearAgo)),
    yesterdayLastYearDate: yearAgo ?? NO_DATA,
    yesterday_HP: peak[0] ?? NO_DATA,
    yesterday_HC: offPeak[0] ?? NO_DATA,
    yesterday_HP_cost: peakCosts[0] ?? NO_DATA,
    yesterday_HC_cost: offPeakCosts[0] ?? NO_DATA,
    yesterdayConsumptionMaxPower: kva(highest.get(newest)),
    ...numbered('day', '', daily),
    ...numbered('day', '_HP', peak),
    ...numbered('day', '_HC', offPeak),
    ...periodAttributes(energy, week),
    current_week_number: weekNumberOf(newest),
    yesterday_evolution:
      evolutionOf(energy.days.get(newest), energy.days.get(addDays(newest, -1))) ?? NO_DATA,
    peak_offpeak_percent: peakShare(energy, week),
    subscribed_power: meter.subscribedPowerKva ?? NO_DATA,
    offpeak_hours: meter.offPeak.map((range) => offPeakText([range])),
    offpeak_hours_enedis: offPeakText(meter.offPeak) ?? '',
    errorLastCall: status.problem ?? '',
    errorLastCallInterne: '',
    versionUpdateAvailable: false,
    versionGit: version,
  }
}

function periodAttributes({ days, periods }: EnergyFacts, week: readonly Day[]): Record<string, Json> {
  const weekBefore = week.map((day) => addDays(day, -WEEK))
  const yearBefore = week.map(sameDate).filter((day) => day !== null)
  const { month, last_month, year, last_year } = periods
  return {
    current_week: kwh(sumOf(days, week)),
    last_week: kwh(sumOf(days, weekBefore)),
    current_week_last_year: kwh(sumOf(days, yearBefore)),
    current_week_evolution: evolutionOf(sumOf(days, week), sumOf(days, weekBefore)) ?? NO_DATA,
    current_month: kwh(month.energyWh),
    current_month_last_year: kwh(month.lastYearWh),
    current_month_evolution: month.evolutionPercent ?? NO_DATA,
    last_month: kwh(last_month.energyWh),
    last_month_last_year: kwh(last_month.lastYearWh),
    monthly_evolution: last_month.evolutionPercent ?? NO_DATA,
    current_year: kwh(year.energyWh),
    current_year_last_year: kwh(year.lastYearWh),
    yearly_evolution: year.evolutionPercent ?? NO_DATA,
    last_year: kwh(last_year.energyWh),
  }
}

function numbered(start: string, end: string, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value, index) => [`${start}_${index + 1}${end}`, value]))
}

function peakShare({ splits }: EnergyFacts, week: readonly Day[]): number {
  const known = week.flatMap((day) => splits.get(day) ?? [])
  const peakWh = known.reduce((sum, each) => sum + each.peakWh, 0)
  const allWh = known.reduce((sum, each) => sum + each.peakWh + each.offPeakWh, 0)
  return allWh === 0 ? NO_DATA : Math.round((peakWh / allWh) * 1000) / 10
}

function kwh(energyWh: number | null | undefined): number {
  return energyWh === null || energyWh === undefined ? NO_DATA : kwhOf(energyWh)
}

function kva(peak: ExportPeak | undefined): number {
  return peak ? Math.round(peak.powerVa / 10) / 100 : NO_DATA
}

function clockText(peak: ExportPeak | undefined): string | number {
  if (!peak) return NO_DATA
  const { day, hour, minute, second } = wallClockOf(peak.at)
  return `${day} ${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`
}
