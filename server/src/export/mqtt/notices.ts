import type { TellableNotice } from '../../core/index.js'
import { formatInstant, NOTICE_KINDS } from '../../core/index.js'
import type { Telling, Told } from '../exporter.js'
import type { Entity } from './entity.js'
import type { MqttLink } from './link.js'
import { readRetained } from './reading-back.js'

const TOPIC = 'notice'

/** Below the prefix: the newest notice. */
export const noticeTopic = (prefix: string): string => `${prefix}/${TOPIC}`

/** Fires in Home Assistant at each notice; what the broker retained does not fire again. */
export const noticeEntity: Entity = {
  key: TOPIC,
  component: 'event',
  name: { fr: 'Alerte', en: 'Notice' },
  topic: TOPIC,
  eventTypes: NOTICE_KINDS.map((kind) => kind.toLowerCase()),
  icon: 'mdi:bell-outline',
}

export function noticePayload(notice: TellableNotice): string {
  const { kind, since, level, ...rest } = notice
  return JSON.stringify({
    event_type: kind.toLowerCase(),
    level: level.toLowerCase(),
    ...rest,
    since: formatInstant(since),
  })
}

/** Retained, the newest notice tells by itself whether it arrived. */
export async function tellByMqtt(link: MqttLink, { notice, isDoubtful, signal }: Telling): Promise<Told> {
  const { prefix, retain } = link.settings
  const topic = noticeTopic(prefix)
  if (isDoubtful && !retain) return 'UNSURE'
  const connection = await link.open(signal)
  if (isDoubtful) {
    const held = (await readRetained(connection, [topic], signal)).get(topic)
    if (held !== undefined && (JSON.parse(held) as { id?: unknown }).id === notice.id) return 'TOLD'
  }
  await connection.publish({ topic, payload: noticePayload(notice), retain }, signal)
  return 'TOLD'
}
