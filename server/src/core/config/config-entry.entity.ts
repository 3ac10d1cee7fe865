import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'ConfigEntry',
  tableName: 'config',
  properties: {
    key: p.text().primary(),
    value: p.json<unknown>(),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
})

/** One setting made at run time. */
export class ConfigEntry extends schema.class {}
schema.setClass(ConfigEntry)
