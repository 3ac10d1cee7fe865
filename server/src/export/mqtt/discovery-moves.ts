import type { Json, Message } from './message.js'

type Config = Readonly<Record<string, Json>>

/**
 * Topics that hold a config of ours and shall no longer → messages to send before the new configs, so that entities which
 * only change from one form to the other keep their settings and history.
 * Source: Home Assistant, MQTT integration, "Migration from single component to device-based discovery".
 */
export function migrationMessages(
  leaving: readonly string[],
  wanted: readonly Message[],
  discoveryPrefix: string,
): Message[] {
  const deviceStart = `${discoveryPrefix}/device/`
  const isDevice = (topic: string) => topic.startsWith(deviceStart)
  const nodesNow = new Map(
    wanted
      .filter(({ role }) => role === 'discovery')
      .map(({ topic }) => [nodeOf(topic, discoveryPrefix), isDevice(topic)]),
  )
  return leaving
    .filter((topic) => {
      const isDeviceNow = nodesNow.get(nodeOf(topic, discoveryPrefix))
      return topic.endsWith('/config') && isDeviceNow !== undefined && isDeviceNow !== isDevice(topic)
    })
    .map((topic) => ({
      topic,
      payload: JSON.stringify({ migrate_discovery: true }),
      retain: true,
      values: 0,
      role: 'discovery',
    }))
}

/** A config of a whole device over the one held → what removes the entities that left it; null = none did. */
export function removalPayload(held: string | undefined, wanted: string): string | null {
  const before = componentsOf(held)
  const after = componentsOf(wanted)
  const left = Object.entries(before).filter(([key]) => !(key in after))
  if (left.length === 0) return null
  const gone = left.map(([key, { platform = 'sensor' }]) => [key, { platform }] as const)
  const config = JSON.parse(wanted) as Config
  return JSON.stringify({ ...config, components: { ...after, ...Object.fromEntries(gone) } })
}

/** `homeassistant/sensor/node/key/config` and `homeassistant/device/node/config` → node. */
function nodeOf(topic: string, discoveryPrefix: string): string | undefined {
  return topic.slice(discoveryPrefix.length + 1).split('/')[1]
}

function componentsOf(payload: string | undefined): Readonly<Record<string, Config>> {
  if (payload === undefined) return {}
  try {
    const { components = {} } = JSON.parse(payload) as { components?: Readonly<Record<string, Config>> }
    return components
  } catch {
    return {}
  }
}
