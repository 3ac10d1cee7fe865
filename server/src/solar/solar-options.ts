import type { FieldFault } from '../core/index.js'
import { stepsOf } from './json-path.js'
import type { SolarUnit } from './solar-meter.js'

/** As kept in the settings; the password is kept apart, encrypted. */
export interface SolarOptions {
  readonly enabled: boolean
  readonly pdl: string | null
  readonly brokerUrl: string | null
  readonly username: string | null
  readonly topic: string | null
  readonly jsonPath: string
  readonly unit: SolarUnit
}

export const NO_SOURCE: SolarOptions = {
  enabled: false,
  pdl: null,
  brokerUrl: null,
  username: null,
  topic: null,
  jsonPath: '',
  unit: 'W',
}

const PROTOCOLS = new Set(['mqtt:', 'mqtts:', 'ws:', 'wss:'])

/** What keeps a source from being kept; only a source that listens must be whole. */
export function solarFaults(options: SolarOptions, isMeter: boolean): FieldFault[] {
  const { enabled, pdl, brokerUrl, topic, jsonPath } = options
  const required = (path: string, value: string | null): FieldFault[] =>
    enabled && !value ? [{ path, rule: 'required', message: `A source that listens needs its ${path}.` }] : []
  return [
    ...required('pdl', pdl),
    ...required('brokerUrl', brokerUrl),
    ...required('topic', topic),
    ...(pdl !== null && !isMeter ? [{ path: 'pdl', rule: 'unknown', message: `No meter ${pdl}.` }] : []),
    ...(brokerUrl && !isBroker(brokerUrl)
      ? [
          {
            path: 'brokerUrl',
            rule: 'pattern',
            message: 'An address like mqtt://broker.lan:1883, without a name or a password inside.',
          },
        ]
      : []),
    ...(topic && /[+#\0]/.test(topic)
      ? [{ path: 'topic', rule: 'pattern', message: 'One topic, without + or #.' }]
      : []),
    ...(stepsOf(jsonPath) === null
      ? [{ path: 'jsonPath', rule: 'pattern', message: 'A path like ENERGY.Total or meters[0].power.' }]
      : []),
  ]
}

function isBroker(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  return PROTOCOLS.has(protocol) && hostname !== '' && username === '' && password === ''
}
