import { defineEntity, p } from '@mikro-orm/core'

import { pdlColumn, writeTimes } from '../core/index.js'
import type { GatewayAddress, GatewayContract, OffPeakRange } from '../gateway/index.js'
import type { UsagePointOverrides } from './usage-point-overrides.js'

const schema = defineEntity({
  name: 'UsagePoint',
  tableName: 'usage_point',
  properties: {
    pdl: pdlColumn().primary(),
    /** The gateway's own row id. */
    gatewayId: p.string().nullable(),
    name: p.string().nullable(),
    position: p.integer().nullable(),
    /** Off at the gateway, or gone from the account: nothing is asked any more; what is held stays. */
    active: p.boolean().default(true),
    hasConsumption: p.boolean().default(true),
    hasProduction: p.boolean().default(false),
    subscribedPowerKva: p.integer().nullable(),
    pricingOption: p.string().nullable(),
    offPeak: p.json<readonly OffPeakRange[]>().defaultRaw(`'[]'`),
    activationDate: p.date().nullable(),
    linkedProductionGatewayId: p.string().nullable(),
    contract: p.json<GatewayContract>().nullable(),
    contractReadAt: p.datetime(3).nullable(),
    address: p.json<GatewayAddress>().nullable(),
    addressReadAt: p.datetime(3).nullable(),
    /** What the user says instead, field by field. Whoever asks UsagePointsService sees it in force. */
    overrides: p.json<UsagePointOverrides>().defaultRaw(`'{}'`),
    ...writeTimes(),
  },
})

/** A meter that we follow: what the gateway lists, and the contract and address Enedis holds. */
export class UsagePoint extends schema.class {}
schema.setClass(UsagePoint)
