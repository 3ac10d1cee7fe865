import type { Entity } from './entity.js'
import { PRESS, templateOf, UNKNOWN_OPTION } from './entity.js'
import type { Facts } from '../facts/facts.js'
import { gridEntities } from './grid-entities.js'
import type { Json, Message } from './message.js'
import { meterEntities } from './meter-entities.js'
import { noticeEntity } from './notices.js'
import type { MqttSettings } from './settings.js'

/** Old versions of Home Assistant refuse an entity whose device has any other key than these and sw_version. */
interface Device {
  readonly identifiers: readonly string[]
  readonly name: string
  readonly manufacturer: string
  readonly model: string
}

interface Place {
  /** Part of the config topic; letters, digits, - and _. */
  readonly node: string
  readonly pdl: string
  readonly device: Device
}

export function statusTopic(prefix: string): string {
  return `${prefix}/bridge/status`
}

/** Facts → retained configs by which Home Assistant creates and updates our entities. */
export function discoveryMessages(facts: Facts, settings: MqttSettings, version: string): Message[] {
  if (!settings.discovery) return []
  const origin = { name: 'linky-local', sw_version: version }
  const meters = facts.meters.flatMap((meterFacts) => {
    const { pdl, name } = meterFacts.meter
    const node = `myelectricaldata_${pdl}`
    const device = {
      identifiers: [node],
      name: `Linky ${name ?? pdl}`,
      manufacturer: 'Enedis',
      model: 'Linky',
    }
    return configsOf(meterEntities(meterFacts), { node, pdl, device }, settings, origin)
  })
  const device = {
    identifiers: ['myelectricaldata'],
    name: 'Linky Local',
    manufacturer: 'Linky Local',
    model: 'Tempo & EcoWatt',
  }
  const grid = { node: 'myelectricaldata', pdl: '', device }
  return [...meters, ...configsOf([...gridEntities(facts.grid), noticeEntity], grid, settings, origin)]
}

function configsOf(
  entities: readonly Entity[],
  place: Place,
  settings: MqttSettings,
  origin: Json,
): Message[] {
  const { discoveryPrefix, discoveryForm } = settings
  const device = { ...place.device }
  if (discoveryForm === 'component')
    return entities.map((entity) => ({
      topic: `${discoveryPrefix}/${entity.component}/${place.node}/${entity.key}/config`,
      payload: JSON.stringify({ ...configOf(entity, place, settings), device, origin }),
      retain: true,
      values: 1,
      role: 'discovery',
    }))
  const components = Object.fromEntries(
    entities.map((entity) => [
      entity.key,
      { platform: entity.component, ...configOf(entity, place, settings) },
    ]),
  )
  return [
    {
      topic: `${discoveryPrefix}/device/${place.node}/config`,
      payload: JSON.stringify({ device, origin, components }),
      retain: true,
      values: entities.length,
      role: 'discovery',
    },
  ]
}

function configOf(entity: Entity, { pdl }: Place, settings: MqttSettings): Record<string, Json> {
  const { component, key, options, lastReset } = entity
  const idEnd = entity.idEnd ?? key
  const objectId = pdl === '' ? `linky_local_${idEnd}` : `${pdl}_${idEnd}`
  const topic = `${settings.prefix}/${entity.topic.replace('{pdl}', pdl)}`
  return {
    name: entity.name[settings.language],
    unique_id: pdl === '' ? `med_${key}` : `med_${pdl}_${key}`,
    object_id: objectId,
    default_entity_id: `${component}.${objectId}`,
    ...(component === 'button'
      ? { command_topic: topic, payload_press: PRESS }
      : component === 'event'
        ? { state_topic: topic, event_types: entity.eventTypes ?? [] }
        : { state_topic: topic, value_template: templateOf(entity) }),
    ...(entity.unit !== undefined && { unit_of_measurement: entity.unit }),
    ...(entity.deviceClass !== undefined && { device_class: entity.deviceClass }),
    ...(entity.stateClass && { state_class: entity.stateClass }),
    ...(lastReset !== undefined && { last_reset_value_template: `{{ value_json.${lastReset} or '' }}` }),
    ...(options && { options: [...options, UNKNOWN_OPTION] }),
    ...(entity.icon !== undefined && { icon: entity.icon }),
    ...(entity.isDiagnostic && { entity_category: 'diagnostic' }),
    ...(entity.hasAttributes && { json_attributes_topic: topic }),
    ...(entity.needsUs && { availability_topic: statusTopic(settings.prefix) }),
  }
}
