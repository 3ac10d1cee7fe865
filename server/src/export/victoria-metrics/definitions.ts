import type { Direction, TempoColor } from '../../core/index.js'
import { addDays, dayOf, startOf } from '../../core/index.js'
import { MONEY_DEFINITIONS } from './bucket-definitions.js'
import { dailyEnergy, MIDNIGHT, rounded, SLOT_START, slotEnergy } from './energy-samples.js'
import type { Definition } from './series.js'

export const COLOR_NUMBERS: Readonly<Record<TempoColor, number>> = { BLUE: 1, WHITE: 2, RED: 3 }

function ofDirection(direction: Direction): Definition[] {
  const lower = direction.toLowerCase()
  const energy = (granularity: string) => ({
    id: `energy-${lower}-${granularity}`,
    name: 'linky_energy_wh',
    labels: { direction: lower, bucket: 'total', granularity },
    meterLabel: 'pdl' as const,
    unit: 'Wh',
  })
  return [
    {
      ...energy('day'),
      meaning: `energy of each day (${lower})`,
      stampedAt: MIDNIGHT,
      ...dailyEnergy(direction, 'wh'),
    },
    {
      ...energy('slot'),
      meaning: `energy of each interval of the load curve (${lower})`,
      stampedAt: SLOT_START,
      ...slotEnergy(direction, 'wh'),
    },
    {
      id: `power-${lower}`,
      name: 'linky_power_watts',
      labels: { direction: lower },
      meterLabel: 'pdl',
      unit: 'W',
      meaning: `mean power over each interval of the load curve (${lower})`,
      stampedAt: SLOT_START,
      fedBy: [`${direction}_CURVE`],
      read: async (source, pdl, range) =>
        (await source.slots(pdl, direction, range)).map(({ startAt, powerW }) => ({
          at: startAt,
          value: rounded(powerW, 3),
        })),
    },
  ]
}

const MAX_POWER: Definition = {
  id: 'max-power',
  name: 'linky_max_power_va',
  labels: {},
  meterLabel: 'pdl',
  unit: 'VA',
  meaning: 'highest apparent power drawn in each day',
  stampedAt: 'when it was reached',
  fedBy: ['MAX_POWER'],
  read: async (source, pdl, range) =>
    (await source.peaks(pdl, range)).map(({ day, at, powerVa }) => ({
      at: dayOf(at) === day ? at : startOf(day),
      value: powerVa,
    })),
}

function tempoColor(day: 'today' | 'tomorrow'): Definition {
  const ahead = day === 'today' ? 0 : 1
  return {
    id: `tempo-${day}`,
    name: 'tempo_color',
    labels: { day },
    meterLabel: null,
    unit: '1 blue, 2 white, 3 red',
    meaning: ahead === 0 ? 'Tempo colour of each day' : 'Tempo colour of the day after each day',
    stampedAt: MIDNIGHT,
    fedBy: ['TEMPO'],
    stampDay: (changed) => addDays(changed, -ahead),
    read: async (source, _pdl, { from, to }) =>
      [...(await source.tempoDays({ from: addDays(from, ahead), to: addDays(to, ahead) }))].map(
        ([colored, color]) => ({ at: startOf(addDays(colored, -ahead)), value: COLOR_NUMBERS[color] }),
      ),
  }
}

const ECOWATT: Definition = {
  id: 'ecowatt-today',
  name: 'ecowatt_level',
  labels: { day: 'today' },
  meterLabel: null,
  unit: '0 low-carbon, 1 normal, 2 tense, 3 very tense',
  meaning: 'EcoWatt level of each day',
  stampedAt: MIDNIGHT,
  fedBy: ['ECOWATT'],
  read: async (source, _pdl, range) =>
    (await source.ecowatt(range))
      .filter(({ day }) => day <= dayOf(source.now))
      .map(({ day, level }) => ({ at: startOf(day), value: level })),
}

/** Those of buckets come on top: bucket-definitions.ts. */
export const DEFINITIONS: readonly Definition[] = [
  ...ofDirection('CONSUMPTION'),
  ...ofDirection('PRODUCTION'),
  ...MONEY_DEFINITIONS,
  MAX_POWER,
  tempoColor('today'),
  tempoColor('tomorrow'),
  ECOWATT,
]
