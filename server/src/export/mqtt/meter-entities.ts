import type { Direction } from '../../core/index.js'
import { isOffPeakBucket } from '../../tariffs/index.js'
import type { Text } from '../exporter.js'
import type { Entity } from './entity.js'
import type { MeterFacts } from '../facts/facts.js'
import type { PeriodName } from '../facts/figures.js'

const periodNames: Readonly<Record<PeriodName, Text>> = {
  week: { fr: 'Semaine', en: 'Week' },
  last_week: { fr: 'Semaine passée', en: 'Last week' },
  month: { fr: 'Mois', en: 'Month' },
  last_month: { fr: 'Mois passé', en: 'Last month' },
  year: { fr: 'Année', en: 'Year' },
  last_year: { fr: 'Année passée', en: 'Last year' },
}

const energy = { component: 'sensor', unit: 'kWh', deviceClass: 'energy' } as const

/** Entities of a meter: what it measures, how its data stand, and the orders it takes. */
export function meterEntities({ meter, energies, prices }: MeterFacts): Entity[] {
  return [
    ...meter.directions.flatMap((direction) => energyEntities(direction, meter.offPeak.length > 0)),
    ...energies.flatMap(({ direction, buckets }) =>
      buckets.length > 0 ? costEntities(direction, buckets.some(isOffPeakBucket)) : [],
    ),
    ...(meter.directions.includes('CONSUMPTION') ? [projectionEntity] : []),
    ...(prices ? priceEntities : []),
    ...(meter.directions.includes('CONSUMPTION') ? powerEntities : []),
    ...statusEntities,
    ...orderEntities,
  ]
}

function energyEntities(direction: Direction, hasOffPeak: boolean): Entity[] {
  const isDrawn = direction === 'CONSUMPTION'
  const topic = isDrawn ? '{pdl}/consumption' : '{pdl}/production'
  const start = isDrawn ? '' : 'production_'
  const named = ({ fr, en }: Text): Text =>
    isDrawn ? { fr, en } : { fr: `Production – ${fr}`, en: `Production – ${en}` }
  const whole: Entity[] = [
    {
      ...energy,
      key: `${start}total`,
      idEnd: isDrawn ? 'consumption' : 'production',
      name: isDrawn ? { fr: 'Consommation', en: 'Consumption' } : { fr: 'Production', en: 'Production' },
      topic,
      field: 'total_kwh',
      stateClass: 'total_increasing',
    },
    {
      ...energy,
      key: `${start}last_day`,
      name: named({ fr: 'Dernier jour', en: 'Last day' }),
      topic,
      field: 'day_kwh',
      stateClass: 'total',
      lastReset: 'day_start',
    },
  ]
  const split: Entity[] = [
    {
      ...energy,
      key: `${start}last_day_off_peak`,
      name: named({ fr: 'Dernier jour, heures creuses', en: 'Last day, off-peak' }),
      topic,
      field: 'day_off_peak_kwh',
    },
    {
      ...energy,
      key: `${start}last_day_peak`,
      name: named({ fr: 'Dernier jour, heures pleines', en: 'Last day, peak' }),
      topic,
      field: 'day_peak_kwh',
    },
  ]
  return [
    ...whole,
    ...(isDrawn && hasOffPeak ? split : []),
    ...Object.entries(periodNames).flatMap(([period, name]) => [
      { ...energy, key: `${start}${period}`, name: named(name), topic, field: `${period}_kwh` },
      {
        ...energy,
        key: `${start}${period}_last_year`,
        name: named({ fr: `${name.fr}, un an avant`, en: `${name.en}, a year before` }),
        topic,
        field: `${period}_last_year_kwh`,
      },
      {
        component: 'sensor' as const,
        key: `${start}${period}_evolution`,
        name: named({ fr: `${name.fr}, évolution`, en: `${name.en}, evolution` }),
        topic,
        field: `${period}_evolution_percent`,
        unit: '%',
        icon: 'mdi:trending-up',
      },
    ]),
  ]
}

/** No state class: Home Assistant would count money that moves back as spent twice. */
const money = { component: 'sensor', unit: 'EUR', deviceClass: 'monetary' } as const

function costEntities(direction: Direction, isSplit: boolean): Entity[] {
  const isDrawn = direction === 'CONSUMPTION'
  const topic = isDrawn ? '{pdl}/consumption' : '{pdl}/production'
  const start = isDrawn ? '' : 'production_'
  const word = isDrawn ? { fr: 'coût', en: 'cost' } : { fr: 'revenu', en: 'revenue' }
  const named = ({ fr, en }: Text, end: Text = { fr: '', en: '' }): Text => ({
    fr: `${fr}, ${word.fr}${end.fr}`,
    en: `${en}, ${word.en}${end.en}`,
  })
  const lastDay = { fr: 'Dernier jour', en: 'Last day' }
  const parts: Entity[] = [
    {
      ...money,
      key: 'last_day_off_peak_cost',
      name: named(lastDay, { fr: ' heures creuses', en: ' off-peak' }),
      topic,
      field: 'day_off_peak_cost_eur',
    },
    {
      ...money,
      key: 'last_day_peak_cost',
      name: named(lastDay, { fr: ' heures pleines', en: ' peak' }),
      topic,
      field: 'day_peak_cost_eur',
    },
  ]
  return [
    { ...money, key: `${start}last_day_cost`, name: named(lastDay), topic, field: 'day_cost_eur' },
    ...(isDrawn && isSplit ? parts : []),
    ...Object.entries(periodNames).map(([period, name]) => ({
      ...money,
      key: `${start}${period}_cost`,
      name: named(name),
      topic,
      field: `${period}_cost_eur`,
    })),
  ]
}

const projectionEntity: Entity = {
  ...energy,
  key: 'month_projection',
  name: { fr: 'Mois, projection', en: 'Month, projection' },
  topic: '{pdl}/consumption',
  field: 'month_projection_kwh',
}

const priceEntities: readonly Entity[] = [
  {
    component: 'sensor',
    key: 'price',
    name: { fr: 'Prix actuel', en: 'Price now' },
    topic: '{pdl}/price',
    field: 'eur_per_kwh',
    unit: 'EUR/kWh',
    hasAttributes: true,
    icon: 'mdi:cash',
  },
  {
    component: 'binary_sensor',
    key: 'off_peak',
    name: { fr: 'Heures creuses', en: 'Off-peak' },
    topic: '{pdl}/price',
    field: 'off_peak',
    icon: 'mdi:weather-night',
  },
  {
    component: 'sensor',
    key: 'next_price_change',
    name: { fr: 'Prochain changement de prix', en: 'Next price change' },
    topic: '{pdl}/price',
    field: 'next_change',
    deviceClass: 'timestamp',
  },
]

const sensor = 'sensor'

const powerEntities: readonly Entity[] = [
  {
    component: sensor,
    key: 'max_power',
    name: { fr: 'Puissance maximale', en: 'Maximum power' },
    topic: '{pdl}/max_power',
    field: 'va',
    unit: 'VA',
    deviceClass: 'apparent_power',
  },
  {
    component: sensor,
    key: 'max_power_at',
    name: { fr: 'Heure de la puissance maximale', en: 'Time of the maximum power' },
    topic: '{pdl}/max_power',
    field: 'at',
    deviceClass: 'timestamp',
  },
  {
    component: sensor,
    key: 'power_usage',
    name: { fr: 'Part de la puissance souscrite', en: 'Share of the subscribed power' },
    topic: '{pdl}/max_power',
    field: 'usage_percent',
    unit: '%',
    icon: 'mdi:gauge',
  },
]

const diagnostic = { component: sensor, isDiagnostic: true } as const

const statusEntities: readonly Entity[] = [
  {
    ...diagnostic,
    key: 'coverage',
    name: { fr: 'Jours complets sur 30', en: 'Complete days of 30' },
    topic: '{pdl}/status/coverage_percent',
    unit: '%',
    icon: 'mdi:calendar-check',
  },
  {
    ...diagnostic,
    key: 'last_data',
    name: { fr: 'Données jusqu’à', en: 'Data up to' },
    topic: '{pdl}/status/last_data',
    deviceClass: 'timestamp',
  },
  {
    ...diagnostic,
    key: 'last_sync',
    name: { fr: 'Dernière synchronisation', en: 'Last sync' },
    topic: '{pdl}/status/last_sync',
    deviceClass: 'timestamp',
  },
  {
    ...diagnostic,
    key: 'calls_used',
    name: { fr: 'Appels du jour', en: 'Calls today' },
    topic: '{pdl}/status/calls_used',
    icon: 'mdi:counter',
  },
  {
    ...diagnostic,
    key: 'fresh_calls_used',
    name: { fr: 'Appels du jour à Enedis', en: 'Calls today to Enedis' },
    topic: '{pdl}/status/fresh_calls_used',
    icon: 'mdi:counter',
  },
  {
    component: 'binary_sensor',
    key: 'problem',
    name: { fr: 'Problème', en: 'Problem' },
    topic: '{pdl}/status/problem',
    deviceClass: 'problem',
    isDiagnostic: true,
    needsUs: true,
  },
]

const orderEntities: readonly Entity[] = [
  {
    component: 'button',
    key: 'sync',
    name: { fr: 'Synchroniser', en: 'Sync now' },
    topic: '{pdl}/cmd/sync',
    icon: 'mdi:cloud-sync',
    needsUs: true,
  },
  {
    component: 'button',
    key: 'resend',
    name: { fr: 'Renvoyer', en: 'Resend' },
    topic: '{pdl}/cmd/resend',
    icon: 'mdi:refresh',
    needsUs: true,
  },
]
