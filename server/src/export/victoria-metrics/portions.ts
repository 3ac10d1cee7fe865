import type { Dataset, Day } from '../../core/index.js'
import { addDays, dayOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays } from '../exporter.js'
import type { Definition } from './series.js'
import { yearOf } from './series.js'

/** Days of one series: one definition, one meter, one local year. */
export interface SeriesDays {
  readonly definition: Definition
  readonly pdl: string | null
  readonly year: string
  /** Stamped in that year, oldest first. */
  readonly days: readonly Day[]
}

/** What is sent, read back and called delivered together: the changes of one meter in one local year. */
export interface Portion {
  readonly pdl: string | null
  readonly parts: readonly SeriesDays[]
  readonly changes: readonly ChangedDays[]
}

/** A level may be announced long before its day begins: the last days are looked at each time. */
const ECOWATT_DAYS_BACK = 7

/** Changes → portions, oldest year first. Datasets that no definition is fed by make no part. */
export function portionsOf(changes: readonly ChangedDays[], definitions: readonly Definition[]): Portion[] {
  const groups = new Map<string, { dataset: Dataset; pdl: string | null; days: Day[] }[]>()
  for (const { dataset, pdl, days } of changes) {
    for (const [year, ofYear] of Map.groupBy(days, yearOf)) {
      const key = `${year}|${pdl ?? ''}`
      groups.set(key, [...(groups.get(key) ?? []), { dataset, pdl, days: ofYear }])
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => portionOf(group, definitions))
}

function portionOf(changes: readonly ChangedDays[], definitions: readonly Definition[]): Portion {
  const pdl = changes[0]?.pdl ?? null
  const parts = definitions.flatMap((definition) => {
    const stampDay = definition.stampDay ?? ((day: Day) => day)
    const days = changes
      .filter(({ dataset }) => definition.fedBy.includes(dataset))
      .flatMap((change) => change.days.map(stampDay))
    return [...Map.groupBy(new Set(days), yearOf)].map(([year, ofYear]) => ({
      definition,
      pdl,
      year,
      days: ofYear.sort(),
    }))
  })
  return { pdl, parts, changes }
}

/** Levels of the last days, now that their days have begun. Changes nothing that is held already. */
export async function recentEcowatt(source: ExportSource): Promise<ChangedDays[]> {
  const today = dayOf(source.now)
  const known = await source.ecowatt({ from: addDays(today, -ECOWATT_DAYS_BACK), to: addDays(today, 1) })
  return known.length === 0 ? [] : [{ dataset: 'ECOWATT', pdl: null, days: known.map(({ day }) => day) }]
}
