import type { Json } from '../http/reply.js'
import { seededUuid } from '../random.js'

export interface Provider extends Record<string, Json> {
  readonly id: string
  readonly name: string
  readonly logo_url: string | null
  readonly website: string
  readonly scraper_urls: readonly string[] | null
}

const SEED = 1

export const PROVIDERS: readonly Provider[] = [
  {
    id: seededUuid(SEED, 'provider-one'),
    name: 'Énergie Exemple',
    logo_url: 'https://example.org/logo.svg',
    website: 'https://example.org',
    scraper_urls: null,
  },
  {
    id: seededUuid(SEED, 'provider-two'),
    name: 'Fournisseur Essai',
    logo_url: null,
    website: 'https://example.org',
    scraper_urls: ['https://example.org/grille.pdf'],
  },
]

const PRICE_FIELDS = [
  'base_price',
  'hc_price',
  'hp_price',
  'base_price_weekend',
  'hc_price_weekend',
  'hp_price_weekend',
  'tempo_blue_hc',
  'tempo_blue_hp',
  'tempo_white_hc',
  'tempo_white_hp',
  'tempo_red_hc',
  'tempo_red_hp',
  'ejp_normal',
  'ejp_peak',
  'hc_price_winter',
  'hp_price_winter',
  'hc_price_summer',
  'hp_price_summer',
  'peak_day_price',
] as const
type PriceField = (typeof PRICE_FIELDS)[number]

interface OfferSketch {
  readonly provider: number
  readonly type: string
  readonly powerKva: number | null
  readonly subscription: number
  readonly prices: Partial<Record<PriceField, number>>
  readonly hcSchedules?: Readonly<Record<string, string>>
  readonly validFrom?: string
  readonly validTo?: string
  readonly isActive?: boolean
}

const TEMPO = {
  tempo_blue_hc: 0.132,
  tempo_blue_hp: 0.161,
  tempo_white_hc: 0.149,
  tempo_white_hp: 0.187,
  tempo_red_hc: 0.156,
  tempo_red_hp: 0.706,
}

/** Made-up prices, EUR per kWh and EUR per month. */
const SKETCHES: readonly OfferSketch[] = [
  { provider: 0, type: 'BASE', powerKva: 3, subscription: 12.2, prices: { base_price: 0.2013 } },
  {
    provider: 0,
    type: 'BASE',
    powerKva: 6,
    subscription: 15.47,
    prices: { base_price: 0.1952 },
    validFrom: '2026-02-01',
  },
  {
    provider: 0,
    type: 'BASE',
    powerKva: 6,
    subscription: 15.1,
    prices: { base_price: 0.2016 },
    validFrom: '2025-02-01',
    validTo: '2026-02-01',
    isActive: false,
  },
  {
    provider: 0,
    type: 'HC_HP',
    powerKva: 9,
    subscription: 19.39,
    prices: { hc_price: 0.1696, hp_price: 0.2146 },
    hcSchedules: { monday: '22:00-06:00' },
  },
  { provider: 0, type: 'TEMPO', powerKva: 9, subscription: 19.2, prices: TEMPO, validFrom: '2025-08-01' },
  {
    provider: 1,
    type: 'EJP',
    powerKva: 12,
    subscription: 23.4,
    prices: { ejp_normal: 0.1601, ejp_peak: 1.0867 },
  },
  {
    provider: 1,
    type: 'BASE_WEEKEND',
    powerKva: 6,
    subscription: 16.2,
    prices: { base_price: 0.211, base_price_weekend: 0.157 },
  },
  {
    provider: 1,
    type: 'ZEN_FLEX',
    powerKva: null,
    subscription: 18.3,
    prices: { hc_price: 0.145, hp_price: 0.231, peak_day_price: 0.61 },
  },
]

export interface Offer {
  readonly providerId: string
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly isActive: boolean
  readonly row: Json
}

export const OFFERS: readonly Offer[] = SKETCHES.map((sketch, index) => {
  const providerId = PROVIDERS[sketch.provider]?.id ?? ''
  const [validFrom, validTo] = [sketch.validFrom, sketch.validTo].map((date) =>
    date ? `${date}T00:00:00+00:00` : null,
  )
  const isActive = sketch.isActive ?? true
  const row = {
    id: seededUuid(SEED, `offer-${index}`),
    provider_id: providerId,
    name: `Offre Essai ${sketch.type}`,
    offer_type: sketch.type,
    description: null,
    subscription_price: sketch.subscription.toFixed(5),
    ...Object.fromEntries(PRICE_FIELDS.map((field) => [field, sketch.prices[field]?.toFixed(5) ?? null])),
    hc_schedules: sketch.hcSchedules ?? null,
    power_kva: sketch.powerKva,
    price_updated_at: '2025-08-01T00:00:00+00:00',
    valid_from: validFrom ?? null,
    valid_to: validTo ?? null,
    offer_url: null,
    is_active: isActive,
    created_at: '2025-12-01T09:00:00.000001+00:00',
  }
  return { providerId, validFrom: validFrom ?? null, validTo: validTo ?? null, isActive, row }
})
