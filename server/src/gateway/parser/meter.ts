import { CustomerShape, UsagePointShape } from '../gateway.schemas.js'
import type { CustomerMeterShape } from '../gateway.schemas.js'
import type { GatewayAddress, GatewayContract, GatewayUsagePoint, Rejected } from '../gateway.types.js'
import { read, readList } from '../validation.js'

import { parseOffPeak } from './off-peak.js'
import { dayInText, kvaOf, textOf } from './values.js'

/**
 * `GET /pdl` → meters, in the gateway's order. Inactive ones are in it, so are both directions.
 * Units: kVA, minutes of Paris wall clock. Throws GatewayMalformed when the answer is not a list.
 * Source: docs/gateway.md, "Meters"; fixtures/meters.json
 */
export function parseUsagePoints(data: unknown): { items: GatewayUsagePoint[]; rejected: Rejected[] } {
  const { items, rejected } = readList(UsagePointShape, data, 'the meters', 'usage_point_id')
  return {
    rejected: [...rejected, ...items.flatMap((item) => parseOffPeak(item.offpeak_hours).rejected)],
    items: items.map((item) => ({
      pdl: item.usage_point_id,
      gatewayId: item.id,
      name: textOf(item.name),
      position: item.display_order ?? null,
      active: item.is_active,
      directions: [
        ...(item.has_consumption === false ? [] : (['CONSUMPTION'] as const)),
        ...(item.has_production === true ? (['PRODUCTION'] as const) : []),
      ],
      subscribedPowerKva: kvaOf(item.subscribed_power),
      pricingOption: textOf(item.pricing_option),
      offPeak: parseOffPeak(item.offpeak_hours).ranges,
      activationDate: dayInText(item.activation_date),
      linkedProductionGatewayId: textOf(item.linked_production_pdl_id),
    })),
  }
}

/**
 * Contract, nested under the customer → the fields we use; no item when there is none (producers, some demo accounts).
 * Units: kVA. Throws GatewayMalformed when there is no customer. Source: docs/gateway.md, "Contract and address"; fixtures/contract.json
 */
export function parseContract(
  data: unknown,
  pdl: string,
): { items: GatewayContract[]; rejected: Rejected[] } {
  const meter = meterOf(data, pdl, 'the contract')
  const contract = meter?.contracts
  if (!contract) return { items: [], rejected: [] }
  const offPeak = parseOffPeak(contract.offpeak_hours)
  const status = textOf(meter.usage_point?.usage_point_status)
  return {
    rejected: offPeak.rejected,
    items: [
      {
        segment: textOf(contract.segment),
        subscribedPowerKva: kvaOf(contract.subscribed_power),
        activationDate: dayInText(contract.last_activation_date),
        distributionTariff: textOf(contract.distribution_tariff),
        offPeak: offPeak.ranges,
        contractStatus: textOf(contract.contract_status),
        meterType: textOf(meter.usage_point?.meter_type),
        communicating: status === null ? null : status === 'com',
      },
    ],
  }
}

/** Address, nested inside the meter → the fields we use; null when there is none. Source: fixtures/address.json */
export function parseAddress(data: unknown, pdl: string): GatewayAddress | null {
  const address = meterOf(data, pdl, 'the address')?.usage_point?.usage_point_addresses
  if (!address) return null
  const [street, locality, postalCode, city] = [
    address.street,
    address.locality,
    address.postal_code,
    address.city,
  ].map(textOf)
  const town = [postalCode, city].filter((part) => part !== null).join(' ')
  const line = [street, locality, town].filter((part) => part !== null && part !== '').join(', ')
  return {
    line: textOf(line),
    street: street ?? null,
    postalCode: postalCode ?? null,
    city: city ?? null,
    inseeCode: textOf(address.insee_code),
  }
}

/** The entry of this meter: a customer may have several, and an entry may leave its number out. */
function meterOf(data: unknown, pdl: string, what: string): CustomerMeterShape | undefined {
  const meters = read(CustomerShape, data, what).customer.usage_points ?? []
  const nameless = meters.filter(({ usage_point }) => !usage_point?.usage_point_id)
  return (
    meters.find(({ usage_point }) => usage_point?.usage_point_id === pdl) ??
    (meters.length === 1 ? nameless[0] : undefined)
  )
}
