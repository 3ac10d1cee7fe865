import { Kind, type DocumentNode, type FieldNode } from 'graphql'
import type { Dataset } from './generated/graphql'

/** Answers that money may be asked in. */
const priced = [
  'consumption',
  'production',
  'loadCurve',
  'usagePoint',
  'maxPower',
  'rankOffers',
  'balance',
  'tempoSeason',
]

/** Which root fields of the schema a change of dataset makes stale. */
const fields: Record<Dataset, readonly string[]> = {
  USAGE_POINTS: ['usagePoints', 'usagePoint', 'syncStatus'],
  CONTRACT: ['usagePoints', ...priced],
  ADDRESS: ['usagePoints', 'usagePoint'],
  CONSUMPTION_DAILY: [
    'consumption',
    'corrections',
    'coverage',
    'usagePoints',
    'usagePoint',
    'rankOffers',
    'balance',
  ],
  CONSUMPTION_CURVE: [
    'corrections',
    'consumption',
    'loadCurve',
    'coverage',
    'usagePoints',
    'usagePoint',
    'rankOffers',
    'balance',
  ],
  MAX_POWER: ['maxPower', 'coverage'],
  PRODUCTION_DAILY: ['production', 'coverage', 'usagePoints', 'usagePoint', 'balance'],
  PRODUCTION_CURVE: ['production', 'loadCurve', 'coverage', 'usagePoints', 'usagePoint', 'balance'],
  SOLAR_CURVE: ['balance'],
  TEMPO: ['tempoNow', 'tempoDays', ...priced],
  TEMPO_FORECAST: ['tempoForecast'],
  ECOWATT: ['ecowattSignals'],
  NOTICES: ['notices'],
  OFFERS: ['offers', 'taxRates', 'specialDays', ...priced],
}

/** The root fields of a document; fields keep their schema name whatever their alias. */
export function rootFields(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections
          .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
          .map((field) => field.name.value)
      : [],
  )
}

export function isStale(document: DocumentNode, changed: ReadonlySet<Dataset>): boolean {
  const asked = rootFields(document)
  return [...changed].some((dataset) => fields[dataset].some((field) => asked.includes(field)))
}
