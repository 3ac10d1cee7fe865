import type { Day } from '../../core/index.js'
import { addDays, formatInstant, kwhOf, startOf } from '../../core/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { CostFigures } from '../facts/cost-figures.js'
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

export function eur(micro: number | null | undefined): number | null {
  return micro === null || micro === undefined ? null : eurOf(micro)
}

const lastCosts = ({ energy }: EnergyScene) => energy.last && energy.costs.get(energy.last.day)
const yesterdayCosts = ({ energy, today }: EnergyScene) => energy.costs.get(addDays(today, -1))

/** Money of a day or a period, all taxes included; for injected energy, what it was sold for. */
function costFields(
  key: string,
  below: string,
  words: string,
  costsOf: (scene: EnergyScene) => CostFigures | null | undefined,
): Field<EnergyScene>[] {
  const field = (
    name: string,
    about: string,
    alone: string,
    pick: (costs: CostFigures) => number | null,
  ) => ({
    key: `${key}_${name}_eur`,
    about,
    unit: 'EUR',
    value: (scene: EnergyScene) => {
      const costs = costsOf(scene)
      return costs ? eur(pick(costs)) : null
    },
    alone: `${below}/${alone}`,
  })
  return [
    field(
      'cost',
      `Cost of ${words}, with the subscription; for production, what it was sold for.`,
      'euro',
      ({ total }) => total,
    ),
    field('subscription', 'Subscription in it.', 'subscription_euro', ({ subscription }) => subscription),
    field('off_peak_cost', 'Off-peak energy in it.', 'hc_euro', ({ offPeak }) => offPeak),
    field('peak_cost', 'Peak energy in it.', 'hp_euro', ({ peak }) => peak),
  ]
}

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
  ...costFields('day', 'last_day', 'that day', lastCosts),
  {
    key: 'yesterday_kwh',
    about: 'Energy of yesterday, when it is known already.',
    unit: 'kWh',
    value: ({ energy, today }) => kwh(energy.days.get(addDays(today, -1))),
    alone: 'yesterday/kwh',
  },
  {
    key: 'yesterday_off_peak_kwh',
    about: 'Its off-peak part.',
    unit: 'kWh',
    value: (scene) => kwh(yesterdayCosts(scene)?.offPeakWh),
    alone: 'yesterday/hc_kwh',
  },
  {
    key: 'yesterday_peak_kwh',
    about: 'Its peak part.',
    unit: 'kWh',
    value: (scene) => kwh(yesterdayCosts(scene)?.peakWh),
    alone: 'yesterday/hp_kwh',
  },
  ...costFields('yesterday', 'yesterday', 'yesterday', yesterdayCosts),
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
    {
      key: `${name}_off_peak_kwh`,
      about: 'Off-peak part of the days whose cost is known.',
      unit: 'kWh',
      value: ({ energy }) => kwh(energy.periodCosts[name].offPeakWh),
      alone: `${name}/hc_kwh`,
    },
    {
      key: `${name}_peak_kwh`,
      about: 'Their peak part.',
      unit: 'kWh',
      value: ({ energy }) => kwh(energy.periodCosts[name].peakWh),
      alone: `${name}/hp_kwh`,
    },
    ...costFields(name, name, `the known days ${words}`, ({ energy }) => energy.periodCosts[name]),
    {
      key: `${name}_cost_missing_days`,
      about: 'Known days of it that have no cost: a price or a colour is missing, or their hours.',
      value: ({ energy }) => {
        const { total, missingDays } = energy.periodCosts[name]
        return total === null && missingDays === 0 ? null : missingDays
      },
    },
  ]
}

const projection: readonly Field<EnergyScene>[] = [
  {
    key: 'month_projection_kwh',
    about: 'What the month is expected to come to, from the last four weeks and the season.',
    unit: 'kWh',
    value: ({ energy }) => kwh(energy.projection && Math.round(energy.projection.energyWh)),
    alone: 'month/projection_kwh',
  },
]

const fields = [
  ...day,
  ...Object.entries(names).flatMap(([name, words]) => periodFields(name as PeriodName, words)),
  ...projection,
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
