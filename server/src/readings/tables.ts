import type { StoredDataset } from '../core/index.js'
import { directionOf } from '../core/index.js'

/** Table of daily energy in the direction of a dataset. */
export function dailyTable(dataset: StoredDataset): 'consumption_daily' | 'production_daily' {
  return dataset.startsWith('PRODUCTION') ? 'production_daily' : 'consumption_daily'
}

/** Table of mean power in the direction of a dataset. */
export function curveTable(
  dataset: StoredDataset,
): 'consumption_load_curve' | 'production_load_curve' | 'solar_load_curve' {
  if (dataset === 'SOLAR_CURVE') return 'solar_load_curve'
  return directionOf(dataset) === 'PRODUCTION' ? 'production_load_curve' : 'consumption_load_curve'
}
