import { p } from '@mikro-orm/core'

/** Of a value that a file or a person brought; null, at no cost in bytes, for what the gateway gave. */
export const aboveTheGateway = () => ({
  layer: p.smallint().nullable(),
  batchId: p.integer().nullable(),
})
