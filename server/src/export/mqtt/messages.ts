import { discoveryMessages } from './discovery.js'
import type { EnergyScene } from './energy-topics.js'
import { consumptionTopics, productionTopics } from './energy-topics.js'
import type { Facts } from '../facts/facts.js'
import { gridTopics } from './grid-topics.js'
import type { Message } from './message.js'
import { valueMessage } from './message.js'
import { meterTopics } from './meter-topics.js'
import { oldSensorMessages } from './old-sensors.js'
import { referenceConsumptionTopics, referenceProductionTopics } from './reference-topics.js'
import type { MqttSettings } from './settings.js'
import type { Topic } from './topic.js'
import { messagesOf } from './topic.js'

/** Topics by direction of energy. */
export const energyTopics = {
  CONSUMPTION: { ours: consumptionTopics, reference: referenceConsumptionTopics },
  PRODUCTION: { ours: productionTopics, reference: referenceProductionTopics },
}

/** Facts → everything that the broker is to hold, but our presence: configs first, so that states find their entities. */
export function allMessages(facts: Facts, settings: MqttSettings, version: string): Message[] {
  const meters = facts.meters.flatMap((meter) => {
    const { pdl } = meter.meter
    const energies = meter.energies.flatMap((energy) => {
      const { ours, reference } = energyTopics[energy.direction]
      const topics: readonly Topic<EnergyScene>[] = settings.referenceTopics ? [...ours, ...reference] : ours
      return messagesOf(topics, { meter, energy, today: facts.today }, settings, pdl)
    })
    return [...energies, ...messagesOf(meterTopics, meter, settings, pdl)]
  })
  return [
    ...discoveryMessages(facts, settings, version),
    ...oldSensorMessages(facts, settings, version),
    ...(settings.referenceTopics
      ? [valueMessage(`${settings.prefix}/status`, 'online', settings.retain)]
      : []),
    ...meters,
    ...messagesOf(gridTopics, facts, settings),
  ]
}
