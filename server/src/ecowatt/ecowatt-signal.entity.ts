import { defineEntity, p } from '@mikro-orm/core'

import { randomId, writeTimes } from '../core/index.js'

const schema = defineEntity({
  name: 'EcowattHour',
  tableName: 'ecowatt_signals',
  properties: {
    id: randomId(),
    date: p.date(),
    /** Paris hour, 0 to 23. An hour that RTE did not send has no row. */
    hour: p.smallint(),
    /** 0 to 3. */
    level: p.smallint(),
    message: p.text().nullable(),
    /** Level of the whole day, 1 to 3. */
    dayLevel: p.smallint(),
    publishedAt: p.datetime(3).nullable(),
    ...writeTimes(),
  },
  uniques: [{ properties: ['date', 'hour'] }],
  checks: [{ expression: 'hour >= 0 and hour <= 23 and level >= 0 and level <= 3' }],
})

/** Strain on the grid during one hour. */
export class EcowattHour extends schema.class {}
schema.setClass(EcowattHour)
