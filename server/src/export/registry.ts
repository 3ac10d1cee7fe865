import { Inject, Injectable } from '@nestjs/common'

import { InvalidInput } from '../core/index.js'
import type { Exporter, ExportKind } from './exporter.js'
import { EXPORT_KINDS } from './exporter.js'

/** Every exporter of the house: `readonly Exporter[]`. */
export const EXPORTERS = Symbol('Exporters')

/** Kind → exporter, and the words by which the database names kinds. */
@Injectable()
export class ExporterRegistry {
  private readonly byKind: ReadonlyMap<ExportKind, Exporter>

  constructor(@Inject(EXPORTERS) readonly all: readonly Exporter[]) {
    this.byKind = new Map(all.map((exporter) => [exporter.kind, exporter]))
  }

  /** Throws INVALID_INPUT for a kind that is not built in. */
  get(kind: ExportKind): Exporter {
    const exporter = this.byKind.get(kind)
    if (!exporter) throw new InvalidInput(`This product cannot export to ${kind}.`)
    return exporter
  }
}

/** HOME_ASSISTANT → home_assistant. */
export function typeOf(kind: ExportKind): string {
  return kind.toLowerCase()
}

/** Throws INVALID_INPUT when a newer product wrote a kind that we do not know. */
export function kindOf(type: string): ExportKind {
  const kind = EXPORT_KINDS.find((one) => typeOf(one) === type)
  if (!kind) throw new InvalidInput(`This product does not know exports of type ${type}.`)
  return kind
}

/** Name of a destination that nobody named. */
export const KIND_NAMES: Readonly<Record<ExportKind, string>> = {
  HOME_ASSISTANT: 'Home Assistant',
  MQTT: 'MQTT',
  VICTORIAMETRICS: 'VictoriaMetrics',
  JEEDOM: 'Jeedom',
  WEBHOOK: 'Webhook',
  NTFY: 'ntfy',
}

/** The variable that makes a destination exist without a form, where there is one. */
export const KIND_SWITCHES = {
  HOME_ASSISTANT: 'HOMEASSISTANT_ENABLED',
  MQTT: 'MQTT_ENABLED',
  VICTORIAMETRICS: 'VICTORIAMETRICS_ENABLED',
  JEEDOM: 'JEEDOM_ENABLED',
} as const satisfies Partial<Readonly<Record<ExportKind, string>>>
