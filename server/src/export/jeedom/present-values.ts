import type { Day } from '../../core/index.js'
import { addDays, formatInstant, kwhOf } from '../../core/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { Facts, MeterFacts } from '../facts/facts.js'
import { offPeakText } from '../facts/off-peak.js'
import { ECOWATT_DAYS, PRESENT_PERIODS, TEMPO_COLORS } from './present-catalogue.js'

/** '' = unknown: the command then shows nothing, where the API has no other way to say so. */
export type PresentValue = number | string

const UNKNOWN = ''
const UNKNOWN_COLOR = 'UNKNOWN'

/**
 * Facts of a meter and of the grid → value of each command of the present, by its name.
 * Units: kWh to the Wh, euros to the cent, VA, %. Colours BLUE, WHITE, RED or UNKNOWN; EcoWatt 0 to 3; dates ISO 8601.
 */
export function presentValues(
  meter: MeterFacts,
  { grid, today }: Pick<Facts, 'grid' | 'today'>,
): ReadonlyMap<string, PresentValue> {
  return new Map([
    ...energyValues(meter),
    ...costValues(meter),
    ...priceValues(meter),
    ...powerValues(meter),
    ...tempoValues(grid, today),
    ...ecowattValues(grid, today),
    ...statusValues(meter),
  ])
}

type Entry = readonly [string, PresentValue]

function energyValues({ energies, meter }: MeterFacts): Entry[] {
  const entries: Entry[] = energies.flatMap(({ direction, last, periods, splits }) => {
    const start = direction.toLowerCase()
    const split = last && splits.get(last.day)
    return [
      [`${start}_last_day`, kwh(last?.energyWh)],
      [`${start}_last_day_date`, last?.day ?? UNKNOWN],
      [`${start}_last_day_off_peak`, kwh(split?.offPeakWh)],
      [`${start}_last_day_peak`, kwh(split?.peakWh)],
      ...PRESENT_PERIODS.flatMap((period): Entry[] => [
        [`${start}_${period}`, kwh(periods[period].energyWh)],
        [`${start}_${period}_evolution`, periods[period].evolutionPercent ?? UNKNOWN],
      ]),
    ] satisfies Entry[]
  })
  return [...entries, ['off_peak_hours', offPeakText(meter.offPeak) ?? UNKNOWN]]
}

function costValues({ energies }: MeterFacts): Entry[] {
  return energies.flatMap(({ direction, last, costs, periodCosts, projection }): Entry[] => {
    const start = direction.toLowerCase()
    const day = last && costs.get(last.day)
    return [
      [`${start}_last_day_cost`, eur(day?.total)],
      [`${start}_last_day_off_peak_cost`, eur(day?.offPeak)],
      [`${start}_last_day_peak_cost`, eur(day?.peak)],
      ...PRESENT_PERIODS.map((period): Entry => [`${start}_${period}_cost`, eur(periodCosts[period].total)]),
      [`${start}_month_projection`, kwh(projection && Math.round(projection.energyWh))],
    ]
  })
}

function priceValues({ prices }: MeterFacts): Entry[] {
  const now = prices?.now
  return [
    ['price', now && now.perKwh !== null ? eurOf(now.perKwh) : UNKNOWN],
    ['off_peak', now ? Number(now.isOffPeak) : UNKNOWN],
    ['next_price_change', prices?.nextChangeAt ? formatInstant(prices.nextChangeAt) : UNKNOWN],
  ]
}

function powerValues({ peaks }: MeterFacts): Entry[] {
  const peak = peaks.at(-1)
  return [
    ['max_power', peak?.powerVa ?? UNKNOWN],
    ['max_power_at', peak ? formatInstant(peak.at) : UNKNOWN],
  ]
}

function tempoValues({ colors, counts }: Facts['grid'], today: Day): Entry[] {
  return [
    ['tempo_today', colors.get(today) ?? UNKNOWN_COLOR],
    ['tempo_tomorrow', colors.get(addDays(today, 1)) ?? UNKNOWN_COLOR],
    ...TEMPO_COLORS.map((color): Entry => [
      `tempo_${color.toLowerCase()}_left`,
      counts.find((count) => count.color === color)?.left ?? UNKNOWN,
    ]),
  ]
}

function ecowattValues({ ecowatt }: Facts['grid'], today: Day): Entry[] {
  return Array.from({ length: ECOWATT_DAYS }, (_, ahead): Entry => [
    `ecowatt_j${ahead}`,
    ecowatt.find(({ day }) => day === addDays(today, ahead))?.level ?? UNKNOWN,
  ])
}

function statusValues({ status }: MeterFacts): Entry[] {
  return [
    ['last_data', status.lastCompleteDay ?? UNKNOWN],
    ['coverage', status.completeDaysOf30],
    // Jeedom takes quotes off both ends of a text.
    ['status', status.problem?.replaceAll('"', '').trim() ?? 'OK'],
  ]
}

/** To the cent. */
function eur(micro: number | null | undefined): PresentValue {
  return micro === null || micro === undefined ? UNKNOWN : Number(eurOf(micro).toFixed(2))
}

function kwh(energyWh: number | null | undefined): PresentValue {
  return energyWh === null || energyWh === undefined ? UNKNOWN : kwhOf(energyWh)
}
