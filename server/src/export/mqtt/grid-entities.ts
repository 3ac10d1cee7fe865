import type { TempoColor } from '../../core/index.js'
import type { Text } from '../exporter.js'
import type { Entity } from './entity.js'
import type { GridFacts } from '../facts/facts.js'
import { COLORS, ECOWATT_AHEAD, RATES } from './grid-topics.js'

const colorNames: Readonly<Record<TempoColor, Text>> = {
  BLUE: { fr: 'bleus', en: 'blue' },
  WHITE: { fr: 'blancs', en: 'white' },
  RED: { fr: 'rouges', en: 'red' },
}

const color = { component: 'sensor', deviceClass: 'enum', options: COLORS } as const

/** Entities that belong to no meter: Tempo, EcoWatt, and orders for all meters. */
export function gridEntities({ hasTempo, hasEcowatt }: GridFacts): Entity[] {
  return [
    ...(hasTempo ? tempoEntities : []),
    ...(hasEcowatt ? ECOWATT_AHEAD.map(ecowattEntity) : []),
    {
      component: 'button',
      key: 'sync',
      name: { fr: 'Tout synchroniser', en: 'Sync everything now' },
      topic: 'cmd/sync',
      icon: 'mdi:cloud-sync',
      needsUs: true,
    },
    {
      component: 'button',
      key: 'resend',
      name: { fr: 'Tout renvoyer', en: 'Resend everything' },
      topic: 'cmd/resend',
      icon: 'mdi:refresh',
      needsUs: true,
    },
  ]
}

const tempoEntities: readonly Entity[] = [
  {
    ...color,
    key: 'tempo_today',
    name: { fr: 'Tempo aujourd’hui', en: 'Tempo today' },
    topic: 'tempo/today',
    icon: 'mdi:palette',
  },
  {
    ...color,
    key: 'tempo_tomorrow',
    name: { fr: 'Tempo demain', en: 'Tempo tomorrow' },
    topic: 'tempo/tomorrow',
    icon: 'mdi:palette-outline',
  },
  {
    ...color,
    key: 'tempo_forecast',
    name: { fr: 'Tempo, prévision', en: 'Tempo, forecast' },
    topic: 'tempo/forecast',
    field: 'color',
    hasAttributes: true,
    icon: 'mdi:crystal-ball',
  },
  ...COLORS.flatMap((each): Entity[] => [
    tempoDays(each, 'used', { fr: 'passés', en: 'used' }),
    tempoDays(each, 'left', { fr: 'restants', en: 'left' }),
    ...RATES.map((rate) => tempoPrice(each, rate)),
  ]),
]

function tempoDays(each: TempoColor, field: 'used' | 'left', words: Text): Entity {
  const { fr, en } = colorNames[each]
  return {
    component: 'sensor',
    key: `tempo_${each.toLowerCase()}_days_${field}`,
    name: { fr: `Tempo, jours ${fr} ${words.fr}`, en: `Tempo, ${en} days ${words.en}` },
    topic: `tempo/days_${each.toLowerCase()}`,
    field,
    icon: 'mdi:calendar-range',
  }
}

function tempoPrice(each: TempoColor, rate: (typeof RATES)[number]): Entity {
  const { fr, en } = colorNames[each]
  const key = `tempo_price_${each.toLowerCase()}_${rate.toLowerCase()}`
  return {
    component: 'sensor',
    key,
    name: {
      fr: `Tempo, prix des jours ${fr} ${rate}`,
      en: `Tempo, price of ${en} days, ${rate === 'HC' ? 'off-peak' : 'peak'}`,
    },
    topic: key.replace('tempo_', 'tempo/'),
    unit: 'EUR/kWh',
    icon: 'mdi:cash',
  }
}

function ecowattEntity(ahead: number): Entity {
  return {
    component: 'sensor',
    key: `ecowatt_j${ahead}`,
    name: { fr: `EcoWatt J+${ahead}`, en: `EcoWatt D+${ahead}` },
    topic: `ecowatt/j${ahead}`,
    field: 'level',
    hasAttributes: true,
    icon: 'mdi:transmission-tower',
  }
}
