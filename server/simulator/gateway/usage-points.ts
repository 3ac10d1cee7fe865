import { addDays, dayOf } from '../../src/core/index.js'
import { EnedisError } from '../enedis/enedis-error.js'
import { rangesOfText } from '../household/build-household.js'
import type { Household } from '../household/household.js'
import type { Exchange, Route } from '../http/exchange.js'
import type { Json, Reply } from '../http/reply.js'
import { envelope, refused, Refusal } from '../http/reply.js'
import { naiveUtc } from '../wire-time.js'
import { readFile } from './customer.js'
import type { Gateway } from './gateway.js'
import { openUsagePoint } from './gateway.js'

const PROBED_DAYS = 7

/** `/pdl`: the account's usage points, by row and not by PDL. */
export function usagePointRoutes(gateway: Gateway): Route[] {
  return [
    { method: 'GET', path: '/pdl', access: 'user', answer: () => envelope(listed(gateway).map(rowOf)) },
    {
      method: 'GET',
      path: '/pdl/{row}',
      access: 'user',
      answer: (exchange) => envelope(rowOf(find(gateway, exchange))),
    },
    {
      method: 'POST',
      path: '/pdl/{row}/fetch-contract',
      access: 'user',
      answer: (exchange) => fetchContract(gateway, exchange),
    },
  ]
}

function listed({ households }: Gateway): Household[] {
  const last = Number.MAX_SAFE_INTEGER
  return households.all.sort(
    (a, b) => (a.displayOrder ?? last) - (b.displayOrder ?? last) || b.createdAt - a.createdAt,
  )
}

function find({ households }: Gateway, { params }: Exchange): Household {
  const household = households.findRow(params.row ?? '')
  if (!household) throw new Refusal(refused('PDL_NOT_FOUND', 'PDL not found'))
  return household
}

function rowOf(household: Household): { [key: string]: Json } {
  return {
    id: household.rowId,
    usage_point_id: household.pdl,
    name: household.name,
    created_at: `${naiveUtc(household.createdAt)}Z`,
    display_order: household.displayOrder,
    subscribed_power: household.subscribedPowerKva,
    offpeak_hours: household.offpeakHours as Json,
    pricing_option: household.pricingOption,
    has_consumption: household.hasConsumption,
    has_production: household.hasProduction,
    is_active: household.isActive,
    oldest_available_data_date: household.oldestAvailableDataDate,
    activation_date: household.activationDate,
    linked_production_pdl_id: null,
    selected_offer_id: null,
  }
}

/** Rewrites the row from the contract and from two probes; a usage point that answers neither is taken for a consumer. */
async function fetchContract(gateway: Gateway, exchange: Exchange): Promise<Reply> {
  const found = find(gateway, exchange)
  exchange.call.pdl = found.pdl
  const household = openUsagePoint(gateway, { ...exchange, params: { pdl: found.pdl } })
  try {
    await readFile(gateway, exchange, household, 'contract')
  } catch (error) {
    if (!(error instanceof EnedisError)) throw error
    return refused('ENEDIS_ERROR', error.message)
  }
  household.hasProduction = await answers(gateway, exchange, household, 'PRODUCTION')
  household.hasConsumption =
    (await answers(gateway, exchange, household, 'CONSUMPTION')) || !household.hasProduction
  household.subscribedPowerKva = household.contract.subscribedPowerKva
  household.offpeakHours = rangesOfText(household.contract.offpeakText)
  household.activationDate = household.meter.activation
  const row = rowOf(household)
  return envelope({
    id: household.rowId,
    usage_point_id: household.pdl,
    subscribed_power: household.subscribedPowerKva,
    offpeak_hours: row.offpeak_hours,
    has_consumption: household.hasConsumption,
    has_production: household.hasProduction,
    activation_date: household.activationDate,
  })
}

async function answers(
  gateway: Gateway,
  exchange: Exchange,
  household: Household,
  direction: 'CONSUMPTION' | 'PRODUCTION',
): Promise<boolean> {
  const today = dayOf(gateway.clock.now())
  const question = { service: 'daily', direction, start: addDays(today, -PROBED_DAYS), end: today } as const
  try {
    await gateway.enedis.readings(household, question, exchange)
    return true
  } catch (error) {
    if (error instanceof EnedisError) return false
    throw error
  }
}
