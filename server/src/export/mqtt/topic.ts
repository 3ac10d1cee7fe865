import type { Json, Message } from './message.js'
import { jsonMessage, valueMessage } from './message.js'

export type Scalar = string | number | boolean | null

/** One key of a JSON topic; it is always there, null when unknown. */
export interface Field<T> {
  readonly key: string
  readonly about: string
  readonly unit?: string
  readonly value: (facts: T) => Json
  /** Where it stands alone, below its topic, when the user wants one value per topic. */
  readonly alone?: string
}

/** One topic below the prefix: a JSON document of fields, or one bare value. */
export interface Topic<T> {
  readonly path: string
  readonly about: string
  readonly unit?: string
  readonly fields?: readonly Field<T>[]
  readonly value?: (facts: T) => Scalar
  /** Left out: always there. */
  readonly when?: (facts: T) => boolean
}

export interface Publishing {
  readonly prefix: string
  readonly retain: boolean
  readonly valuesApart: boolean
}

/** What these topics are to hold. `pdl` fills the placeholder of their paths. */
export function messagesOf<T>(
  topics: readonly Topic<T>[],
  facts: T,
  { prefix, retain, valuesApart }: Publishing,
  pdl = '',
): Message[] {
  return topics.flatMap(({ path, fields, value, when }) => {
    if (when && !when(facts)) return []
    const topic = `${prefix}/${path.replace('{pdl}', pdl)}`
    if (value) return [valueMessage(topic, value(facts), retain)]
    const entries = (fields ?? []).map((field) => ({ ...field, content: field.value(facts) }))
    const document = Object.fromEntries(entries.map(({ key, content }) => [key, content]))
    const apart = entries.flatMap(({ alone, content }) =>
      alone === undefined || !valuesApart ? [] : [valueMessage(`${topic}/${alone}`, bare(content), retain)],
    )
    return [jsonMessage(topic, document, retain), ...apart]
  })
}

function bare(content: Json): Scalar {
  return content === null || typeof content !== 'object' ? content : JSON.stringify(content)
}
