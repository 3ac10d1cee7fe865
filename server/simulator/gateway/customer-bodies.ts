import { formatInstant, startOf } from '../../src/core/index.js'
import type { CustomerService } from '../enedis/enedis.js'
import type { Household } from '../household/household.js'
import type { Json } from '../http/reply.js'
import { hashText } from '../random.js'

/** What Enedis knows of a usage point and its holder; every name, address and number is made up. */
export const customerBody: Record<CustomerService, (household: Household) => Json> = {
  contract: (household) => ({
    customer: {
      customer_id: customerId(household),
      usage_points: [{ usage_point: usagePoint(household), contracts: contract(household) }],
    },
  }),
  address: (household) => ({
    customer: {
      customer_id: customerId(household),
      usage_points: [
        {
          usage_point: {
            ...usagePoint(household),
            usage_point_addresses: {
              street: '12 chemin des Essais',
              locality: 'Lieu-dit Le Test',
              postal_code: '99001',
              insee_code: '99999',
              city: 'Villetest',
              country: 'France',
              geo_points: { latitude: '46.123456', longitude: '2.345678', altitude: '214' },
            },
          },
        },
      ],
    },
  }),
  customer: (household) => ({
    customer_id: customerId(household),
    identity: { natural_person: { title: 'Mme', firstname: 'Camille', lastname: 'Essai' } },
  }),
  contact: (household) => ({
    customer_id: customerId(household),
    contact: { phone: '0100000000', email: 'camille.essai@example.org' },
  }),
}

function customerId({ pdl }: Household): string {
  return String(1_350_000_000 + (hashText(pdl) % 1_000_000))
}

function usagePoint({ pdl }: Household): { [key: string]: Json } {
  return { usage_point_id: pdl, usage_point_status: 'com', meter_type: 'AMM' }
}

function contract({ contract: { segment, offpeakText, subscribedPowerKva }, meter }: Household): Json {
  const midnight = formatInstant(startOf(meter.activation))
  const activated = `${meter.activation}${midnight.slice(-6)}`
  return {
    segment,
    subscribed_power: `${subscribedPowerKva} kVA`,
    last_activation_date: activated,
    distribution_tariff: offpeakText === null ? 'BTINFCUST' : 'BTINFCUDT',
    ...(offpeakText !== null && { offpeak_hours: offpeakText, contract_type: 'CRAE' }),
    contract_status: 'SERVC',
    last_distribution_tariff_change_date: activated,
  }
}
