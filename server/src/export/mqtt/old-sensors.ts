import type { Direction } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import type { Facts } from '../facts/facts.js'
import { sumOf } from '../facts/figures.js'
import { COLORS, colorIn, RATES, tempoPrice } from './grid-topics.js'
import type { Json, Message } from './message.js'
import { jsonMessage, valueMessage } from './message.js'
import { eur, kwh } from './energy-topics.js'
import type { MqttSettings } from './settings.js'
import { NO_DATA, v1Attributes } from './v1-attributes.js'

/** A sensor as the former clients published it: config, state and attributes side by side below the discovery prefix. */
interface OldSensor {
  readonly path: string
  readonly name: string
  readonly uniqueId: string
  readonly device: { readonly id: string; readonly name: string }
  readonly state: string | number | null
  readonly attributes: Record<string, Json>
  readonly isEnergy?: true
}

const NAMES: Readonly<Record<Direction, string>> = { CONSUMPTION: 'consumption', PRODUCTION: 'production' }
const LAST_DAYS = [7, 14, 30]
const rte = { id: 'myelectricaldata_rte', name: 'RTE' }
const edf = { id: 'myelectricaldata_edf', name: 'EDF' }

/** Sensors of the former clients, for cards and automations that read them. */
export function oldSensorMessages(facts: Facts, settings: MqttSettings, version: string): Message[] {
  if (!settings.v1Sensor && !settings.referenceTopics) return []
  const sensors = [
    ...meterSensors(facts, version),
    ...(settings.referenceTopics ? rollingSensors(facts) : []),
    ...(facts.grid.hasTempo ? tempoSensors(facts) : []),
    ...(facts.grid.hasEcowatt ? ecowattSensors(facts) : []),
  ]
  return sensors.flatMap((sensor) => messagesOfSensor(sensor, settings))
}

function meterSensors(facts: Facts, version: string): OldSensor[] {
  return facts.meters.flatMap((meterFacts) =>
    meterFacts.energies.map((energy) => {
      const { pdl } = meterFacts.meter
      const name = NAMES[energy.direction]
      return {
        path: `myelectricaldata_${name}/${pdl}`,
        name,
        uniqueId: `myelectricaldata_linky_${pdl}_${name}`,
        device: linky(pdl),
        state: kwh(energy.last?.energyWh),
        attributes: v1Attributes(energy, meterFacts, facts, version),
        isEnergy: true as const,
      }
    }),
  )
}

function rollingSensors({ meters, today }: Facts): OldSensor[] {
  return meters.flatMap(({ meter: { pdl }, energies }) =>
    energies.flatMap(({ direction, days }) =>
      LAST_DAYS.map((count) => {
        const wanted = Array.from({ length: count }, (_, index) => addDays(today, -1 - index))
        const name = NAMES[direction]
        return {
          path: `myelectricaldata_${name}_last_${count}_day/${pdl}`,
          name: `${name} last${count}day`,
          uniqueId: `myelectricaldata_linky_${pdl}_${name}_last${count}day`,
          device: linky(pdl),
          state: kwh(sumOf(days, wanted)),
          attributes: {
            pdl,
            days: count,
            start_date: wanted.at(-1) ?? null,
            end_date: wanted[0] ?? null,
          },
          isEnergy: true as const,
        }
      }),
    ),
  )
}

function tempoSensors(facts: Facts): OldSensor[] {
  const { today, grid } = facts
  const counted = grid.counts.map(({ color, used, quota }) => ({
    key: `days_${color.toLowerCase()}`,
    text: `${used} / ${quota}`,
    left: quota - used,
  }))
  const prices = COLORS.flatMap((color) =>
    RATES.map(
      (rate) =>
        [
          `price_${color.toLowerCase()}_${rate.toLowerCase()}`,
          tempoPrice(facts, color, rate) ?? NO_DATA,
        ] as const,
    ),
  )
  return [
    ...(['today', 'tomorrow'] as const).map((word, ahead) => ({
      path: `myelectricaldata_rte/tempo_${word}`,
      name: `Tempo ${word}`,
      uniqueId: `myelectricaldata_tempo_${word}`,
      device: rte,
      state: colorIn(facts, ahead) ?? NO_DATA,
      attributes: { date: addDays(today, ahead) },
    })),
    ...counted.map(({ key, text, left }) => ({
      path: `myelectricaldata_edf/tempo_${key}`,
      name: `Tempo ${key.replace('_', ' ')}`,
      uniqueId: `myelectricaldata_tempo_${key}`,
      device: edf,
      state: left,
      attributes: { days: text },
    })),
    {
      path: 'myelectricaldata_edf/tempo_info',
      name: 'Tempo info',
      uniqueId: 'myelectricaldata_tempo_info',
      device: edf,
      state: priceNow(facts) ?? NO_DATA,
      attributes: {
        ...Object.fromEntries(counted.map(({ key, text }) => [key, text])),
        ...Object.fromEntries(prices),
      },
    },
  ]
}

function priceNow({ meters }: Facts): number | null {
  return eur(meters.find(({ prices }) => prices !== null)?.prices?.now?.perKwh)
}

function ecowattSensors({ grid, today }: Facts): OldSensor[] {
  return [0, 1, 2].map((ahead) => {
    const date = addDays(today, ahead)
    const signal = grid.ecowatt.find(({ day }) => day === date)
    return {
      path: `myelectricaldata_rte/ecowatt_j${ahead}`,
      name: `EcoWatt J${ahead}`,
      uniqueId: `myelectricaldata_ecowatt_j${ahead}`,
      device: rte,
      state: signal?.level ?? NO_DATA,
      attributes: {
        date,
        forecast: Object.fromEntries(
          (signal?.hours ?? []).flatMap((level, hour) => (level === null ? [] : [[`${hour} h`, level]])),
        ),
      },
    }
  })
}

function linky(pdl: string): OldSensor['device'] {
  return { id: `linky_${pdl}`, name: `Linky ${pdl}` }
}

function messagesOfSensor(sensor: OldSensor, { discoveryPrefix, retain }: MqttSettings): Message[] {
  const topic = `${discoveryPrefix}/sensor/${sensor.path}`
  const config = {
    name: sensor.name,
    unique_id: sensor.uniqueId,
    object_id: sensor.uniqueId,
    default_entity_id: `sensor.${sensor.uniqueId}`,
    state_topic: `${topic}/state`,
    value_template: "{{ value if value != 'null' else None }}",
    json_attributes_topic: `${topic}/attributes`,
    device: {
      identifiers: [sensor.device.id],
      name: sensor.device.name,
      manufacturer: 'MyElectricalData',
      model: sensor.device.name.split(' ')[0] ?? '',
    },
    ...(sensor.isEnergy && { unit_of_measurement: 'kWh', device_class: 'energy' }),
  }
  return [
    {
      topic: `${topic}/config`,
      payload: JSON.stringify(config),
      retain: true,
      values: 1,
      role: 'discovery',
    },
    valueMessage(`${topic}/state`, sensor.state, retain),
    jsonMessage(`${topic}/attributes`, sensor.attributes, retain),
  ]
}
