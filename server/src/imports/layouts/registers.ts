import type { Day } from '../../core/index.js'
import { addDays, daysBetween } from '../../core/index.js'
import type { Table } from '../table.js'

/** More days than a meter can live: a file with more is no file of a meter. */
const MOST_READINGS = 40_000

interface Reading {
  readonly sumWh: number
  readonly line: number
}

/** Readings of a register, each at the midnight that opens its day, in any order → the energy of the days between. */
export class Registers {
  private readonly readings = new Map<Day, Reading>()

  constructor(
    private readonly table: Table,
    private readonly precisionWh: number,
  ) {}

  add(day: Day, sumWh: number, line: number): void {
    const held = this.readings.get(day)
    if (held && held.sumWh !== sumWh)
      this.table.sink.reject(this.table.origin(line), 'duplicate', `${day} has two readings, and they differ`)
    else if (held) this.table.sink.remarks.add('REPEATED_VALUES')
    else if (this.readings.size < MOST_READINGS) this.readings.set(day, { sumWh, line })
  }

  end(): void {
    const days = [...this.readings].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [index, [day, { sumWh }]] of days.entries()) {
      const next = days[index + 1]
      if (!next) return
      const [nextDay, after] = next
      const energyWh = after.sumWh - sumWh
      const { sink, daily } = this.table
      const origin = this.table.origin(after.line)
      const { report } = this.table
      if (energyWh < 0)
        sink.reject(
          origin,
          'index_backwards',
          `the index of ${nextDay} is lower than that of ${day}: another meter, or another calendar`,
        )
      else if (nextDay === addDays(day, 1)) sink.energy(daily, day, energyWh, this.precisionWh, origin)
      else {
        sink.reject(
          origin,
          'index_gap',
          `no reading between ${day} and ${nextDay}: ${daysBetween(day, nextDay)} days cannot be told apart`,
        )
        sink.totals.push({
          pdl: report.pdl ?? '',
          direction: report.direction,
          range: { from: day, to: nextDay },
          energyWh,
        })
      }
    }
  }
}
