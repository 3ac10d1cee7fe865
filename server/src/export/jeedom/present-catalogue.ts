import type { Direction, TempoColor } from '../../core/index.js'
import type { Text } from '../exporter.js'
import type { Command } from './catalogue.js'

export const TEMPO_COLORS: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']
/** Today and the days that EcoWatt announces. */
export const ECOWATT_DAYS = 4

export const PRESENT_PERIODS = ['week', 'month', 'year'] as const
const periodTitles: Readonly<Record<(typeof PRESENT_PERIODS)[number], Text>> = {
  week: { fr: 'semaine', en: 'week' },
  month: { fr: 'mois', en: 'month' },
  year: { fr: 'année', en: 'year' },
}
const directionTitles: Readonly<Record<Direction, Text>> = {
  CONSUMPTION: { fr: 'Consommation', en: 'Consumption' },
  PRODUCTION: { fr: 'Production', en: 'Production' },
}
const colorTitles: Readonly<Record<TempoColor, Text>> = {
  BLUE: { fr: 'bleus', en: 'blue' },
  WHITE: { fr: 'blancs', en: 'white' },
  RED: { fr: 'rouges', en: 'red' },
}

export interface PresentScope {
  readonly directions: readonly Direction[]
  readonly hasOffPeak: boolean
  readonly hasTempo: boolean
  readonly hasEcowatt: boolean
  /** Directions whose contract is known. */
  readonly priced: readonly Direction[]
  /** Off-peak and peak have prices of their own. */
  readonly isSplit: boolean
}

/** Commands for scenarios and widgets: one value, that of now, without history. */
export function presentCommands(scope: PresentScope): Command[] {
  const isDrawn = scope.directions.includes('CONSUMPTION')
  return [
    ...scope.directions.flatMap(energyCommands),
    ...(isDrawn && scope.hasOffPeak ? offPeakCommands : []),
    ...scope.priced.flatMap(costCommands),
    ...(scope.isSplit ? splitCostCommands : []),
    ...(scope.priced.includes('CONSUMPTION') ? priceCommands : []),
    ...(isDrawn ? [projectionCommand, ...powerCommands] : []),
    ...(scope.hasTempo ? tempoCommands : []),
    ...(scope.hasEcowatt ? ecowattCommands : []),
    ...statusCommands,
  ]
}

function numeric(name: string, fr: string, en: string, unit: string): Command {
  return { name, title: { fr, en }, subType: 'numeric', unit, history: null }
}

function text(name: string, fr: string, en: string): Command {
  return { name, title: { fr, en }, subType: 'string', unit: '', history: null }
}

function energyCommands(direction: Direction): Command[] {
  const start = direction.toLowerCase()
  const { fr, en } = directionTitles[direction]
  return [
    numeric(`${start}_last_day`, `${fr} dernier jour`, `${en} last day`, 'kWh'),
    text(`${start}_last_day_date`, `${fr} dernier jour date`, `${en} last day date`),
    ...PRESENT_PERIODS.flatMap((period) => {
      const title = periodTitles[period]
      return [
        numeric(`${start}_${period}`, `${fr} ${title.fr}`, `${en} ${title.en}`, 'kWh'),
        numeric(
          `${start}_${period}_evolution`,
          `${fr} ${title.fr} évolution`,
          `${en} ${title.en} evolution`,
          '%',
        ),
      ]
    }),
  ]
}

const offPeakCommands = [
  numeric(
    'consumption_last_day_off_peak',
    'Consommation dernier jour HC',
    'Consumption last day off-peak',
    'kWh',
  ),
  numeric('consumption_last_day_peak', 'Consommation dernier jour HP', 'Consumption last day peak', 'kWh'),
  text('off_peak_hours', 'Heures creuses', 'Off-peak hours'),
]

function costCommands(direction: Direction): Command[] {
  const start = direction.toLowerCase()
  const { fr, en } = directionTitles[direction]
  const word = direction === 'PRODUCTION' ? { fr: 'revenu', en: 'revenue' } : { fr: 'coût', en: 'cost' }
  return [
    numeric(`${start}_last_day_cost`, `${fr} dernier jour ${word.fr}`, `${en} last day ${word.en}`, '€'),
    ...PRESENT_PERIODS.map((period) =>
      numeric(
        `${start}_${period}_cost`,
        `${fr} ${periodTitles[period].fr} ${word.fr}`,
        `${en} ${periodTitles[period].en} ${word.en}`,
        '€',
      ),
    ),
  ]
}

const splitCostCommands = [
  numeric(
    'consumption_last_day_off_peak_cost',
    'Consommation dernier jour coût HC',
    'Consumption last day off-peak cost',
    '€',
  ),
  numeric(
    'consumption_last_day_peak_cost',
    'Consommation dernier jour coût HP',
    'Consumption last day peak cost',
    '€',
  ),
]

const priceCommands = [
  numeric('price', 'Prix actuel', 'Price now', '€/kWh'),
  numeric('off_peak', 'Heures creuses en cours', 'Off-peak now', ''),
  text('next_price_change', 'Prochain changement de prix', 'Next price change'),
]

const projectionCommand = numeric(
  'consumption_month_projection',
  'Consommation mois projection',
  'Consumption month projection',
  'kWh',
)

const powerCommands = [
  numeric('max_power', 'Puissance max dernier jour', 'Maximum power last day', 'VA'),
  text('max_power_at', 'Puissance max heure', 'Maximum power time'),
]

const tempoCommands = [
  text('tempo_today', 'Tempo aujourd’hui', 'Tempo today'),
  text('tempo_tomorrow', 'Tempo demain', 'Tempo tomorrow'),
  ...TEMPO_COLORS.map((color) =>
    numeric(
      `tempo_${color.toLowerCase()}_left`,
      `Tempo jours ${colorTitles[color].fr} restants`,
      `Tempo ${colorTitles[color].en} days left`,
      '',
    ),
  ),
]

const ecowattCommands = Array.from({ length: ECOWATT_DAYS }, (_, ahead) =>
  numeric(`ecowatt_j${ahead}`, `EcoWatt J${ahead}`, `EcoWatt D${ahead}`, ''),
)

const statusCommands = [
  text('last_data', 'Dernier relevé', 'Last data'),
  numeric('coverage', 'Jours complets sur 30', 'Complete days of 30', ''),
  text('status', 'État', 'Status'),
]
