import type { Json } from '../http/reply.js'

type OfferType = readonly [
  code: string,
  name: string,
  icon: string,
  color: string,
  required: readonly string[],
  optional: readonly string[],
]

const TEMPO_FIELDS = ['blue', 'white', 'red'].flatMap((color) => [`tempo_${color}_hc`, `tempo_${color}_hp`])
const HC_HP = 'Heures Creuses / Heures Pleines'

/** The last one requires fields that no offer carries, as on the real gateway. */
const TYPES: readonly OfferType[] = [
  ['BASE', 'Base', 'zap', '#3B82F6', ['base_price'], ['base_price_weekend']],
  [
    'HC_HP',
    HC_HP,
    'clock',
    '#10B981',
    ['hc_price', 'hp_price'],
    ['hc_schedules', 'hc_price_weekend', 'hp_price_weekend'],
  ],
  ['TEMPO', 'Tempo', 'palette', '#8B5CF6', TEMPO_FIELDS, ['hc_schedules']],
  ['EJP', 'EJP (Effacement Jour de Pointe)', 'alert-triangle', '#F59E0B', ['ejp_normal', 'ejp_peak'], []],
  [
    'SEASONAL',
    'Saisonnier (2 saisons)',
    'sun',
    '#06B6D4',
    ['hc_price_winter', 'hp_price_winter', 'hc_price_summer', 'hp_price_summer'],
    ['peak_day_price', 'hc_schedules'],
  ],
  ['HC_NUIT_WEEKEND', 'Nuit & Week-end', 'moon', '#6366F1', ['hc_price', 'hp_price'], []],
  [
    'WEEKEND',
    'Week-end',
    'calendar',
    '#8B5CF6',
    ['hc_price_weekday', 'hp_price_weekday', 'hc_price_weekend', 'hp_price_weekend'],
    ['hc_schedules'],
  ],
]

export const OFFER_TYPES: Json = TYPES.map(([code, name, icon, color, required, optional], index) => ({
  code,
  name,
  description: `Offre de type ${name}`,
  icon,
  color,
  required_price_fields: required,
  optional_price_fields: optional,
  display_order: index + 1,
}))
