import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'TempoForecast',
  tableName: 'tempo_forecast',
  properties: {
    date: p.date().primary(),
    blueRatio: p.double().$type<number>(),
    whiteRatio: p.double().$type<number>(),
    redRatio: p.double().$type<number>(),
    confidence: p.string().length(8),
    updatedAt: p.datetime(3),
  },
})

/** Probable colour of a day to come. */
export class TempoForecast extends schema.class {}
schema.setClass(TempoForecast)
