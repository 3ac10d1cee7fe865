import type { Text } from '../exporter.js'

/** One entity of Home Assistant, fed by one of our topics. */
export interface Entity {
  /** Unique within its device; the end of its ids. */
  readonly key: string
  readonly component: 'sensor' | 'binary_sensor' | 'button' | 'event'
  readonly name: Text
  /** Below the prefix, placeholder and all: the topic that feeds it, or that its button presses. */
  readonly topic: string
  /** Key of the topic's JSON; left out: the topic is one bare value. */
  readonly field?: string
  readonly unit?: string
  readonly deviceClass?: string
  readonly stateClass?: 'total' | 'total_increasing'
  /** Key of the JSON that tells when the figure began. */
  readonly lastReset?: string
  readonly options?: readonly string[]
  /** Of an event: its topic is a JSON that names one of them. */
  readonly eventTypes?: readonly string[]
  readonly icon?: string
  readonly isDiagnostic?: true
  /** The topic's whole JSON becomes attributes. */
  readonly hasAttributes?: true
  /** Means nothing while we are down. */
  readonly needsUs?: true
  /** Its own end of the entity id, when not the key. */
  readonly idEnd?: string
}

/** What an entity of a closed list of words shows while the word is unknown: an undeclared one is an error there. */
export const UNKNOWN_OPTION = 'UNKNOWN'

export const PRESS = 'PRESS'

export function templateOf({ field, options }: Pick<Entity, 'field' | 'options'>): string {
  const value = field === undefined ? 'value' : `value_json.${field}`
  if (options) return `{{ ${value} if ${value} in ${words(options)} else '${UNKNOWN_OPTION}' }}`
  return field === undefined ? `{{ value if value != 'null' else None }}` : `{{ ${value} }}`
}

function words(options: readonly string[]): string {
  return `[${options.map((option) => `'${option}'`).join(', ')}]`
}
