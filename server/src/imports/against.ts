import type { SeriesDataset } from '../core/index.js'
import type { LayerCounts, LayerPreview } from '../readings/index.js'
import type { JoinedDay } from './staged-days.js'

export interface Counts {
  readonly values: LayerCounts
  readonly days: LayerCounts
}

const nothing = (): LayerCounts => ({ new: 0, differing: 0, same: 0, conflicting: 0 })

/** What a file brings to one meter, by dataset: judged by the layers, or plain enough to be judged without them. */
export class Against {
  private readonly counts = new Map<SeriesDataset, { values: LayerCounts; days: LayerCounts }>()

  /** Days that are all new, or all known. */
  count(is: 'new' | 'same', days: readonly JoinedDay[]): void {
    for (const { dataset, values } of days) {
      const counts = this.of(dataset)
      counts.values[is] += values.length
      counts.days[is]++
    }
  }

  add(previews: readonly LayerPreview[]): void {
    for (const { dataset, values, days } of previews) {
      if (dataset === 'SOLAR_CURVE') continue
      const counts = this.of(dataset)
      addTo(counts.values, values)
      addTo(counts.days, days)
    }
  }

  of(dataset: SeriesDataset): Counts {
    const known = this.counts.get(dataset)
    if (known) return known
    const counts = { values: nothing(), days: nothing() }
    this.counts.set(dataset, counts)
    return counts
  }
}

function addTo(sum: LayerCounts, more: LayerCounts): void {
  for (const is of ['new', 'differing', 'same', 'conflicting'] as const) sum[is] += more[is]
}
