import type { Day, SeriesDataset } from '../core/index.js'
import { addDays } from '../core/index.js'
import type { StoredContent } from './file-import.entity.js'
import type { JoinedDay } from './staged-days.js'
import { wattMinutesOf } from './staged-days.js'

interface Sum {
  readonly pdl: string
  readonly dataset: SeriesDataset
  first: Day
  last: Day
  readonly steps: Set<number>
  values: number
  dropped: number
  wattMinutes: number
  precisionWh: number
}

/** Days of a file, one after the other → what it holds, by meter and dataset. */
export class Contents {
  private readonly sums = new Map<string, Sum>()

  add(day: JoinedDay): void {
    const key = `${day.pdl}/${day.dataset}`
    const sum = this.sums.get(key) ?? emptySum(day)
    this.sums.set(key, sum)
    if (day.day < sum.first) sum.first = day.day
    if (day.day > sum.last) sum.last = day.day
    for (const minutes of day.minutes) if (minutes > 0) sum.steps.add(minutes)
    sum.values += day.values.length
    sum.dropped += day.dropped
    sum.wattMinutes += wattMinutesOf(day)
    sum.precisionWh = Math.max(sum.precisionWh, day.precisionWh)
  }

  all(): StoredContent[] {
    return [...this.sums.values()].map(({ pdl, dataset, first, last, steps, wattMinutes, ...sum }) => ({
      pdl: pdl === '' ? null : pdl,
      dataset,
      range: { from: first, to: addDays(last, 1) },
      stepMinutes: [...steps].sort((a, b) => a - b),
      values: sum.values,
      dropped: sum.dropped,
      energyWh: dataset === 'MAX_POWER' ? null : Math.round(wattMinutes / 60),
      precisionWh: sum.precisionWh,
      against: null,
    }))
  }
}

function emptySum({ pdl, dataset, day }: JoinedDay): Sum {
  return {
    pdl,
    dataset,
    first: day,
    last: day,
    steps: new Set(),
    values: 0,
    dropped: 0,
    wattMinutes: 0,
    precisionWh: 1,
  }
}
