import type { PriceField, Prices } from '../gateway/index.js'
import type { MicroEur } from './money.js'
import { microEur } from './money.js'

type Names = Readonly<Partial<Record<PriceField, string>>>

const TEMPO: Names = {
  tempo_blue_hc: 'BLUE_HC',
  tempo_blue_hp: 'BLUE_HP',
  tempo_white_hc: 'WHITE_HC',
  tempo_white_hp: 'WHITE_HP',
  tempo_red_hc: 'RED_HC',
  tempo_red_hp: 'RED_HP',
}
const PEAK: Names = { hc_price: 'HC', hp_price: 'HP' }
/** Price fields of the gateway → our buckets, by type of offer. Zen Flex keeps its days in the fields of the seasons. */
const BUCKETS: Readonly<Record<string, Names>> = {
  BASE: { base_price: 'BASE' },
  BASE_WEEKEND: { base_price: 'SEM', base_price_weekend: 'WE' },
  HC_HP: { ...PEAK, hc_price_weekend: 'HC_WE', hp_price_weekend: 'HP_WE' },
  HC_WEEKEND: PEAK,
  WEEKEND: PEAK,
  HC_NUIT_WEEKEND: PEAK,
  TEMPO,
  EJP: { ejp_normal: 'EJP_NORMAL', ejp_peak: 'EJP_PEAK' },
  SEASONAL: {
    hc_price_winter: 'WINTER_HC',
    hp_price_winter: 'WINTER_HP',
    hc_price_summer: 'SUMMER_HC',
    hp_price_summer: 'SUMMER_HP',
  },
  ZEN_FLEX: {
    hc_price_winter: 'ECO_HC',
    hp_price_winter: 'ECO_HP',
    hc_price_summer: 'SOBRIETY_HC',
    hp_price_summer: 'SOBRIETY_HP',
  },
}

/** EUR per kWh by field → micro-euros by bucket. A field that the type does not know keeps its own name. */
export function bucketPrices(type: string, prices: Prices): Record<string, MicroEur> {
  const names = BUCKETS[type] ?? {}
  return Object.fromEntries(
    Object.entries(prices).map(([field, text]) => [
      names[field as PriceField] ?? field,
      microEur(Number(text)),
    ]),
  )
}

const OPTIONAL: ReadonlySet<string> = new Set(['HC_WE', 'HP_WE'])

/** Buckets of a type of offer that the community knows → the gateway's field; null when it knows no such type. */
export function communityBuckets(
  type: string,
): ReadonlyMap<string, { readonly field: PriceField; readonly required: boolean }> | null {
  const names = BUCKETS[type]
  if (!names) return null
  return new Map(
    Object.entries(names).map(([field, bucket]) => [
      bucket,
      { field: field as PriceField, required: !OPTIONAL.has(bucket) },
    ]),
  )
}
