import { defineEntity, p } from '@mikro-orm/core'

import type { Direction } from '../core/index.js'
import { pdlColumn, randomId, writeTimes } from '../core/index.js'
import type { SaleMode } from './contract.js'
import type { OfferVersion } from './offer.js'
import type { TimeWindow } from './windows.js'

const schema = defineEntity({
  name: 'ContractPeriod',
  tableName: 'contract_period',
  properties: {
    id: randomId(),
    usagePointId: pdlColumn(),
    direction: p.string().length(16).$type<Direction>(),
    fromDate: p.date(),
    toDate: p.date().nullable(),
    offerId: p.text().nullable(),
    subscribedPowerKva: p.integer().nullable(),
    offPeak: p.json<readonly TimeWindow[]>().defaultRaw(`'[]'`),
    versions: p.json<readonly OfferVersion[]>().defaultRaw(`'[]'`),
    saleMode: p.string().length(16).$type<SaleMode>().nullable(),
    saleQuotaWh: p.double().$type<number>().nullable(),
    ...writeTimes(),
  },
  uniques: [{ properties: ['usagePointId', 'direction', 'fromDate'] }],
})

/** One stretch of a contract, as the user told it. */
export class ContractPeriod extends schema.class {}
schema.setClass(ContractPeriod)
