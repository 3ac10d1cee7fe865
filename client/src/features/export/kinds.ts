import { BellRing, Blocks, Database, HousePlug, RadioTower, Webhook } from '@lucide/vue'
import type { Component } from 'vue'
import type { Dataset, ExportKind } from '../../graphql/generated/graphql'

export const kinds: readonly ExportKind[] = [
  'HOME_ASSISTANT',
  'MQTT',
  'VICTORIAMETRICS',
  'JEEDOM',
  'WEBHOOK',
  'NTFY',
]

export const kindIcons: Record<ExportKind, Component> = {
  HOME_ASSISTANT: HousePlug,
  MQTT: RadioTower,
  VICTORIAMETRICS: Database,
  JEEDOM: Blocks,
  WEBHOOK: Webhook,
  NTFY: BellRing,
}

/** There is something to set up at the destination. */
export const installable: Record<ExportKind, boolean> = {
  HOME_ASSISTANT: true,
  MQTT: true,
  VICTORIAMETRICS: false,
  JEEDOM: true,
  WEBHOOK: false,
  NTFY: false,
}

/** It carries alerts and no figure: there is nothing to choose, to schedule or to read back. */
export function carriesOnlyNotices(kind: ExportKind): boolean {
  return kind === 'WEBHOOK' || kind === 'NTFY'
}

/** What may be left out of a destination; each carries what it can of it. */
export const choosable: readonly Dataset[] = [
  'CONSUMPTION_DAILY',
  'CONSUMPTION_CURVE',
  'MAX_POWER',
  'PRODUCTION_DAILY',
  'PRODUCTION_CURVE',
  'TEMPO',
  'TEMPO_FORECAST',
  'ECOWATT',
  'OFFERS',
  'NOTICES',
]
