import { Kind, type DocumentNode, type FieldNode } from 'graphql'
import type { Dataset } from './generated/graphql'

/** Which root fields of the schema a change of dataset makes stale. */
const fields: Record<Dataset, readonly string[]> = {
  USAGE_POINTS: ['usagePoints', 'usagePoint', 'syncStatus'],
  CONTRACT: ['usagePoints', 'usagePoint'],
  ADDRESS: ['usagePoints', 'usagePoint'],
  CONSUMPTION_DAILY: ['consumption', 'coverage', 'usagePoints', 'usagePoint'],
  CONSUMPTION_CURVE: ['consumption', 'loadCurve', 'coverage', 'usagePoints', 'usagePoint'],
  MAX_POWER: ['maxPower', 'coverage'],
  PRODUCTION_DAILY: ['production', 'coverage', 'usagePoints', 'usagePoint'],
  PRODUCTION_CURVE: ['production', 'loadCurve', 'coverage', 'usagePoints', 'usagePoint'],
  TEMPO: ['tempoNow', 'tempoDays', 'tempoSeason'],
  TEMPO_FORECAST: ['tempoForecast'],
  ECOWATT: ['ecowattSignals'],
  OFFERS: [],
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
