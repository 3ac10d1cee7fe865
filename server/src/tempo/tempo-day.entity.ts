import { defineEntity, p } from '@mikro-orm/core'

import type { TempoColor } from '../core/index.js'
import { randomId, writeTimes } from '../core/index.js'

const schema = defineEntity({
  name: 'TempoCalendarDay',
  tableName: 'tempo_calendar',
  properties: {
    id: randomId(),
    date: p.date().unique(),
    color: p.string().length(8).$type<TempoColor>(),
    ...writeTimes(),
  },
  checks: [{ expression: "color in ('BLUE', 'WHITE', 'RED')" }],
})

/** Published colour of the Tempo day that starts at 06:00 on this date. */
export class TempoCalendarDay extends schema.class {}
schema.setClass(TempoCalendarDay)
