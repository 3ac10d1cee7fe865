import type { Day } from '../../core/index.js'
import { addDays, formatInstant, kwhOf, startOf } from '../../core/index.js'
import type { EnergyFacts, MeterFacts } from '../facts/facts.js'
import type { PeriodName } from '../facts/figures.js'
import type { Field, Topic } from './topic.js'

export interface EnergyScene {
  readonly meter: MeterFacts
  readonly energy: EnergyFacts
  readonly today: Day
}

export function kwh(energyWh: number | null | undefined): number | null {
  return energyWh === null || energyWh === undefined ? null : kwhOf(energyWh)
}

/** Until prices are known here, no cost is: the key is there, so that a template never meets a missing one. */
const unknown = () => null

const lastSplit = ({ energy }: EnergyScene) => energy.last && energy.splits.get(energy.last.day)

const day: readonly Field<EnergyScene>[] = [
  {
    key: 'total_kwh',
    about: 'Running total since `since`; never restarts. The state for the Energy panel.',
    unit: 'kWh',
    value: ({ energy }) => kwh(energy.totalWh),
    alone: 'total/kwh',
  },
  {
    key: 'since',
    about: 'First day of the running total: the oldest one known at the first export.',
    value: ({ energy }) => energy.since,
  },
  { key: 'date', about: 'Newest known day.', value: ({ energy }) => energy.last?.day ?? null },
  {
    key: 'day_start',
    about: 'Instant at which that day began.',
    value: ({ energy }) => energy.last && formatInstant(startOf(energy.last.day)),
  },
  {
    key: 'day_kwh',
    about: 'Energy of that day.',
    unit: 'kWh',
    value: ({ energy }) => kwh(energy.last?.energyWh),
    alone: 'last_day/kwh',
  },
  {
    key: 'day_derived',
    about: 'Whether it is the sum of the curve, until the index comes.',
    value: ({ energy }) => energy.last?.derived ?? null,
  },
  {
    key: 'day_off_peak_kwh',
    about: 'Its off-peak part; unknown without off-peak hours or with a hole in the curve.',
    unit: 'kWh',
    value: (scene) => kwh(lastSplit(scene)?.offPeakWh),
    alone: 'last_day/hc_kwh',
  },
  {
    key: 'day_peak_kwh',
    about: 'Its peak part.',
    unit: 'kWh',
    value: (scene) => kwh(lastSplit(scene)?.peakWh),
    alone: 'last_day/hp_kwh',
  },
  { key: 'day_cost_eur', about: 'Its cost.', unit: 'EUR', value: unknown, alone: 'last_day/euro' },
  {
    key: 'yesterday_kwh',
    about: 'Energy of yesterday, when it is known already.',
    unit: 'kWh',
    value: ({ energy, today }) => kwh(energy.days.get(addDays(today, -1))),
    alone: 'yesterday/kwh',
  },
]

const names: Readonly<Record<PeriodName, string>> = {
  week: 'since Monday',
  last_week: 'of last week',
  month: 'since the first of the month',
  last_month: 'of last month',
  year: 'since 1 January',
  last_year: 'of last year',
}

function periodFields(name: PeriodName, words: string): Field<EnergyScene>[] {
  return [
    {
      key: `${name}_kwh`,
      about: `Known days ${words}, today left out.`,
      unit: 'kWh',
      value: ({ energy }) => kwh(energy.periods[name].energyWh),
      alone: `${name}/kwh`,
    },
    {
      key: `${name}_last_year_kwh`,
      about: 'The same a year before.',
      unit: 'kWh',
      value: ({ energy }) => kwh(energy.periods[name].lastYearWh),
      alone: `${name}/last_year_kwh`,
    },
    {
      key: `${name}_evolution_percent`,
      about: 'How much more than a year before, on the days known in both.',
      unit: '%',
      value: ({ energy }) => energy.periods[name].evolutionPercent,
      alone: `${name}/evolution_percent`,
    },
    {
      key: `${name}_missing_days`,
      about: 'Days of it that are unknown, up to the newest known one.',
      value: ({ energy }) => energy.periods[name].missingDays,
    },
    { key: `${name}_cost_eur`, about: 'Its cost.', unit: 'EUR', value: unknown, alone: `${name}/euro` },
  ]
}

const fields = [
  ...day,
  ...Object.entries(names).flatMap(([name, words]) => periodFields(name as PeriodName, words)),
]

export const consumptionTopics: readonly Topic<EnergyScene>[] = [
  { path: '{pdl}/consumption', about: 'Energy drawn from the grid.', fields },
  {
    path: '{pdl}/load_curve',
    about: 'Mean power through the newest day that has a curve.',
    fields: [
      { key: 'date', about: 'That day.', value: ({ energy }) => energy.curve?.day ?? null },
      {
        key: 'points',
        about: 'List of `start` (instant), `minutes` and `w` (mean power), oldest first; holes are left out.',
        unit: 'W',
        value: ({ energy }) =>
          (energy.curve?.slots ?? []).map(({ startAt, minutes, powerW }) => ({
            start: formatInstant(startAt),
            minutes,
            w: powerW,
          })),
      },
    ],
  },
]

export const productionTopics: readonly Topic<EnergyScene>[] = [
  { path: '{pdl}/production', about: 'Energy injected into the grid; the same keys.', fields },
]
