import type { DayRange, Direction } from '../../core/index.js'
import { addDays, addYears, dayOf, daysOf, earliest, latest } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays } from '../exporter.js'

/** No national signal is older: a range without end is cut here. */
const OLDEST_SIGNAL_YEARS = 15

/** Everything that may be held in a range, as if it had all just changed: what verify and repair look at. */
export async function changesIn(source: ExportSource, range: DayRange): Promise<ChangedDays[]> {
  const changes: ChangedDays[] = []
  for (const { pdl, directions } of await source.meters()) {
    for (const direction of directions) {
      const days = await daysHeld(source, pdl, direction, range)
      if (days.length === 0) continue
      changes.push({ dataset: `${direction}_DAILY`, pdl, days }, { dataset: `${direction}_CURVE`, pdl, days })
      if (direction === 'CONSUMPTION') changes.push({ dataset: 'MAX_POWER', pdl, days })
    }
  }
  const today = dayOf(source.now)
  const signals = daysOf({
    from: latest(range.from, addYears(today, -OLDEST_SIGNAL_YEARS)),
    to: earliest(range.to, addDays(today, 2)),
  })
  const tempo = await source.tempoDays(range)
  const ecowatt = await source.ecowatt(range)
  if (tempo.size > 0) changes.push({ dataset: 'TEMPO', pdl: null, days: signals })
  if (ecowatt.length > 0)
    changes.push({ dataset: 'ECOWATT', pdl: null, days: signals.filter((day) => day <= today) })
  return changes.filter(({ days }) => days.length > 0)
}

async function daysHeld(source: ExportSource, pdl: string, direction: Direction, range: DayRange) {
  const extent = await source.extent(pdl, direction)
  if (!extent) return []
  return daysOf({
    from: latest(range.from, extent.first),
    to: earliest(range.to, addDays(extent.last, 1)),
  })
}
