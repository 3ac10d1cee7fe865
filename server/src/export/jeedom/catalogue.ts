import type { Dataset, Direction } from '../../core/index.js'
import { isOffPeakBucket } from '../../tariffs/index.js'
import type { ExportMeter } from '../export-source.js'
import type { Text } from '../exporter.js'
import { presentCommands } from './present-catalogue.js'

/** Where the dated values of a command come from. */
export interface HistorySource {
  readonly quantity: 'day' | 'curve' | 'peak' | 'cost' | 'off-peak-hours' | 'peak-hours'
  readonly direction: Direction
  /** Its days are delivered once this history holds them; OFFERS once all that have a price do. */
  readonly fedBy: Dataset
}

/** A command of an equipment of ours. Dated values and those of the present never share one. */
export interface Command {
  /** Its logicalId in Jeedom. */
  readonly name: string
  readonly title: Text
  readonly subType: 'numeric' | 'string'
  readonly unit: string
  /** null: it only tells the present. */
  readonly history: HistorySource | null
}

/** Which commands a meter deserves. */
export interface CatalogueScope {
  readonly hasTempo: boolean
  readonly hasEcowatt: boolean
  /** Buckets of the contracts, by direction; none = nothing is known of costs. */
  readonly buckets: Readonly<Partial<Record<Direction, readonly string[]>>>
}

const historyCommands: readonly (Command & { readonly history: HistorySource })[] = [
  {
    name: 'consumption_day',
    title: { fr: 'Historique consommation jour', en: 'History consumption day' },
    subType: 'numeric',
    unit: 'Wh',
    history: { quantity: 'day', direction: 'CONSUMPTION', fedBy: 'CONSUMPTION_DAILY' },
  },
  {
    name: 'consumption_curve',
    title: { fr: 'Historique courbe de charge', en: 'History load curve' },
    subType: 'numeric',
    unit: 'W',
    history: { quantity: 'curve', direction: 'CONSUMPTION', fedBy: 'CONSUMPTION_CURVE' },
  },
  {
    name: 'max_power_day',
    title: { fr: 'Historique puissance max jour', en: 'History maximum power day' },
    subType: 'numeric',
    unit: 'VA',
    history: { quantity: 'peak', direction: 'CONSUMPTION', fedBy: 'MAX_POWER' },
  },
  {
    name: 'production_day',
    title: { fr: 'Historique production jour', en: 'History production day' },
    subType: 'numeric',
    unit: 'Wh',
    history: { quantity: 'day', direction: 'PRODUCTION', fedBy: 'PRODUCTION_DAILY' },
  },
  {
    name: 'production_curve',
    title: { fr: 'Historique courbe de production', en: 'History production curve' },
    subType: 'numeric',
    unit: 'W',
    history: { quantity: 'curve', direction: 'PRODUCTION', fedBy: 'PRODUCTION_CURVE' },
  },
]

/** Prices make them from readings: days of those change them too. */
const pricedCommands: readonly (Command & { readonly history: HistorySource })[] = [
  {
    name: 'consumption_cost_day',
    title: { fr: 'Historique coût jour', en: 'History cost day' },
    subType: 'numeric',
    unit: '€',
    history: { quantity: 'cost', direction: 'CONSUMPTION', fedBy: 'OFFERS' },
  },
  {
    name: 'consumption_off_peak_day',
    title: { fr: 'Historique heures creuses jour', en: 'History off-peak day' },
    subType: 'numeric',
    unit: 'Wh',
    history: { quantity: 'off-peak-hours', direction: 'CONSUMPTION', fedBy: 'OFFERS' },
  },
  {
    name: 'consumption_peak_day',
    title: { fr: 'Historique heures pleines jour', en: 'History peak day' },
    subType: 'numeric',
    unit: 'Wh',
    history: { quantity: 'peak-hours', direction: 'CONSUMPTION', fedBy: 'OFFERS' },
  },
  {
    name: 'production_revenue_day',
    title: { fr: 'Historique revenu jour', en: 'History revenue day' },
    subType: 'numeric',
    unit: '€',
    history: { quantity: 'cost', direction: 'PRODUCTION', fedBy: 'OFFERS' },
  },
]

/** Whether days of a dataset change a history. */
export function feeds(dataset: Dataset, { direction, fedBy }: HistorySource): boolean {
  if (dataset === fedBy) return true
  return fedBy === 'OFFERS' && (dataset === `${direction}_DAILY` || dataset === `${direction}_CURVE`)
}

/** Everything that a Jeedom can hold. */
export const JEEDOM_DATASETS: readonly Dataset[] = [
  ...historyCommands.map(({ history }) => history.fedBy),
  'TEMPO',
  'ECOWATT',
  'OFFERS',
]

/** Commands of one meter, history first: in this order they appear in Jeedom. */
export function catalogueOf(
  { directions, offPeak }: Pick<ExportMeter, 'directions' | 'offPeak'>,
  scope: CatalogueScope,
): Command[] {
  const bucketsOf = (direction: Direction) => scope.buckets[direction] ?? []
  const priced = directions.filter((direction) => bucketsOf(direction).length > 0)
  const isSplit = bucketsOf('CONSUMPTION').some(isOffPeakBucket)
  return [
    ...pricedCommands.filter(
      ({ history: { direction, quantity } }) =>
        priced.includes(direction) && (quantity === 'cost' || isSplit),
    ),
    ...historyCommands.filter(({ history }) => directions.includes(history.direction)),
    ...presentCommands({ directions, hasOffPeak: offPeak.length > 0, priced, isSplit, ...scope }),
  ]
}

/** Every command that can be, whatever the meter: what the documentation lists. */
export const ALL_COMMANDS: readonly Command[] = catalogueOf(
  {
    directions: ['CONSUMPTION', 'PRODUCTION'],
    offPeak: [{ startMinute: 0, endMinute: 1, weekdays: [] }],
  },
  { hasTempo: true, hasEcowatt: true, buckets: { CONSUMPTION: ['HC', 'HP'], PRODUCTION: ['BASE'] } },
)

export const COMMAND_NAMES: ReadonlySet<string> = new Set(ALL_COMMANDS.map(({ name }) => name))

/** The logicalId by which our equipment of a meter is found again. */
export function equipmentIdOf(pdl: string): string {
  return `linky_local_${pdl}`
}
