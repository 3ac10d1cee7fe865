/** What a topic is to hold. */
export interface Message {
  readonly topic: string
  readonly payload: string
  readonly retain: boolean
  /** How a person counts it: figures of a state, entities of a discovery. */
  readonly values: number
  /** discovery messages are retained whatever the user chose: Home Assistant has no other way to know us after a restart. */
  readonly role: 'state' | 'discovery'
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A JSON document on a topic. */
export function jsonMessage(topic: string, content: Json, retain: boolean): Message {
  return { topic, payload: JSON.stringify(content), retain, values: leavesOf(content), role: 'state' }
}

/** One bare value on a topic; an unknown one is the word `null`, since an empty payload would delete the topic. */
export function valueMessage(
  topic: string,
  value: string | number | boolean | null,
  retain: boolean,
): Message {
  return { topic, payload: String(value), retain, values: 1, role: 'state' }
}

function leavesOf(content: Json): number {
  if (content === null || typeof content !== 'object') return 1
  return Object.values(content).reduce((sum: number, item: Json) => sum + leavesOf(item), 0)
}
