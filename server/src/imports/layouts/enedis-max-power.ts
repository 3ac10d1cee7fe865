import { dayOf } from '../../core/index.js'
import type { Layout } from '../table.js'
import { Table } from '../table.js'
import { plainWords } from '../values/cells.js'
import { LocalClock } from '../values/local-clock.js'

/** `Horodate;Valeur` of `Puissance maximale quotidienne`: the instant and the apparent power. docs/imports.md, "Maximum power". */
export const enedisMaxPower: Layout = (header, context) => {
  const [first = ''] = header.map(plainWords)
  const { kind, unit } = context.facts
  if (first !== 'horodate' || !kind?.startsWith('puissance maximale')) return null
  const scale = /^k/i.test(unit ?? '') ? 1000 : 1
  const table = new Table('ENEDIS_MAX_POWER', header, ['PEAK_TIME', 'PEAK_VA'], context)
  const clock = new LocalClock()
  return {
    row(cells, line) {
      const label = table.label(cells[0], line)
      if (!label) return
      table.show(cells)
      const at = clock.instantOf(label)
      const figure = table.figure(cells[1], line)
      if (figure === null) return
      if (at === null) table.skippedHour(cells[0] ?? '', line)
      else table.sink.peak(dayOf(at), at, figure * scale, table.origin(line))
    },
    end: () => undefined,
  }
}
