import { Injectable } from '@nestjs/common'

import type { DayRange } from '../core/index.js'
import { EcowattService } from '../ecowatt/index.js'
import { TempoService } from '../tempo/index.js'
import type { Table } from './table.js'

/** Days of the grid as tables: colours, and strain hour by hour. */
@Injectable()
export class GridRows {
  constructor(
    private readonly tempo: TempoService,
    private readonly ecowatt: EcowattService,
  ) {}

  colors(range: DayRange): Table {
    const { tempo } = this
    return {
      columns: [
        { name: 'date', kind: 'day' },
        { name: 'color', kind: 'text' },
      ],
      chunks: (async function* () {
        yield [...(await tempo.days(range))].sort(([a], [b]) => (a < b ? -1 : 1))
      })(),
    }
  }

  levels(range: DayRange): Table {
    const { ecowatt } = this
    return {
      columns: [
        { name: 'date', kind: 'day' },
        { name: 'hour', kind: 'number' },
        { name: 'level', kind: 'number' },
      ],
      chunks: (async function* () {
        const days = await ecowatt.days(range)
        yield days.flatMap(({ day, hours }) =>
          hours.flatMap((level, hour) => (level === null ? [] : [[day, hour, level]])),
        )
      })(),
    }
  }
}
