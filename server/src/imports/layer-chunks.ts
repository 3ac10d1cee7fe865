import type { Day, SeriesDataset } from '../core/index.js'
import { startOf } from '../core/index.js'
import type { LayerRows } from '../readings/index.js'
import type { StagedDay } from './report.js'

/** Days of one dataset → what the layers take of them; empty when there is none. */
export function chunksOf(days: readonly StagedDay[]): LayerRows[] {
  const [first] = days
  return first ? [rowsOf(first.dataset, days)] : []
}

function rowsOf(dataset: SeriesDataset, days: readonly StagedDay[]): LayerRows {
  switch (dataset) {
    case 'CONSUMPTION_CURVE':
    case 'PRODUCTION_CURVE':
      return { dataset, rows: days.flatMap(slotsOf) }
    case 'MAX_POWER':
      return {
        dataset,
        rows: days.map(({ day, offsets, values }) => ({
          day,
          at: startOf(day) + (offsets[0] ?? 0) * 1000,
          powerVa: values[0] ?? 0,
        })),
      }
    default:
      return { dataset, rows: days.map(({ day, values }) => ({ day, energyWh: values[0] ?? 0 })) }
  }
}

function slotsOf({ day, offsets, minutes, values }: StagedDay) {
  const midnight = startOf(day)
  return offsets.map((offset, index) => ({
    startAt: midnight + offset * 1000,
    minutes: minutes[index] ?? 0,
    powerW: values[index] ?? 0,
  }))
}

/**
 * Whether a day's energy, told in whole kWh, says what is held to the Wh: then there is nothing in it to take.
 * @param held Wh by day.
 */
export function agrees(
  { dataset, day, values, precisionWh }: StagedDay,
  held: ReadonlyMap<Day, number>,
): boolean {
  if (precisionWh <= 1 || !dataset.endsWith('_DAILY')) return false
  const known = held.get(day)
  return known !== undefined && known !== values[0] && Math.abs(known - (values[0] ?? 0)) < precisionWh
}
