import type { Day } from '../../core/index.js'
import { addDays, daysOf, latest } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays } from '../exporter.js'
import type { HistorySource } from './catalogue.js'
import { feeds } from './catalogue.js'
import type { DatedValue } from './history-values.js'
import { valuesIn, windowDays, windowsOf } from './history-values.js'
import type { HistoryLink, Scene } from './scene.js'

/** Known days are this near, or there is none that a person would call the newest. */
const NEWEST_WITHIN_DAYS = 40

/** Days of one history that are to be looked at. */
export interface Wanted {
  /** Sorted; those of the changes and, for a command that is new, all others. */
  readonly days: readonly Day[]
  /** Of the changes: delivered once they are there. */
  readonly changed: ReadonlySet<Day>
  /** Of the changes, older than the curve is wanted: they never leave. */
  readonly tooOld: readonly Day[]
}

/** Which days of a history these changes touch. `everything`: and all others that are known. */
export async function wantedDays(
  source: ExportSource,
  scene: Scene,
  history: HistorySource,
  changes: readonly ChangedDays[],
  { curveDays, everything }: { readonly curveDays: number; readonly everything: boolean },
): Promise<Wanted> {
  const { pdl } = scene.meter
  const changed = new Set(
    changes
      .filter((change) => feeds(change.dataset, history) && change.pdl === pdl)
      .flatMap(({ days }) => days),
  )
  const extent = everything ? await source.extent(pdl, history.direction) : null
  const others = extent ? daysOf({ from: extent.first, to: addDays(extent.last, 1) }) : []
  const first = firstDay(scene, history, curveDays)
  const isWanted = (day: Day) => first === null || day >= first
  return {
    days: [...new Set([...changed, ...others])].filter(isWanted).sort(),
    changed,
    tooOld: [...changed].filter((day) => !isWanted(day)),
  }
}

/** Their values, a window at a time, oldest first. */
export async function* loadsOf(
  source: ExportSource,
  { meter }: Scene,
  history: HistorySource,
  days: readonly Day[],
): AsyncGenerator<{ readonly window: { from: Day; to: Day }; readonly values: readonly DatedValue[] }> {
  const wanted = new Set(days)
  for (const window of windowsOf(days, windowDays(history))) {
    const values = await valuesIn(source, meter.pdl, history, window)
    yield { window, values: values.filter(({ day }) => wanted.has(day)) }
  }
}

/** The value that a history should show as its present one. */
export async function newestOf(
  source: ExportSource,
  { scene, command }: HistoryLink,
  curveDays: number,
): Promise<DatedValue | undefined> {
  const { pdl } = scene.meter
  const extent = await source.extent(pdl, command.history.direction)
  const to = addDays(extent?.last ?? scene.today, 1)
  const from = addDays(to, -NEWEST_WITHIN_DAYS)
  const first = firstDay(scene, command.history, curveDays)
  const range = { from: first === null ? from : latest(from, first), to }
  return range.from < to ? (await valuesIn(source, pdl, command.history, range)).at(-1) : undefined
}

/** The curve's alone is limited; null = no limit. */
export function firstDay({ today }: Scene, { quantity }: HistorySource, curveDays: number): Day | null {
  return quantity === 'curve' ? addDays(today, -curveDays) : null
}
