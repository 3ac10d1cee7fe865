import { addDays } from '../../core/index.js'
import { kwh } from './energy-topics.js'
import type { EnergyScene } from './energy-topics.js'
import type { Topic } from './topic.js'

/** Topics of the reference client (MyElectricalData's local client), by its names. */
export const referenceConsumptionTopics = [statsTopic('consumption')]
export const referenceProductionTopics = [statsTopic('production')]

function statsTopic(name: string): Topic<EnergyScene> {
  return {
    path: `{pdl}/${name}/stats`,
    about: 'Figures by the names of the former local client.',
    fields: [
      {
        key: 'yesterday_kwh',
        about: 'Yesterday.',
        unit: 'kWh',
        value: ({ energy, today }) => kwh(energy.days.get(addDays(today, -1))),
      },
      ...(['week', 'month', 'year'] as const).map((period) => ({
        key: `this_${period}_kwh`,
        about: `This ${period}.`,
        unit: 'kWh',
        value: ({ energy }: EnergyScene) => kwh(energy.periods[period].energyWh),
      })),
    ],
  }
}
