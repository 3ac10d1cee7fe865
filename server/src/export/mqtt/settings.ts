import type { QoS } from 'mqtt-packet'

import { ExportFailed } from '../../core/index.js'
import type { OptionValues } from '../exporter.js'

const SCHEMES: Readonly<Record<string, string>> = {
  mqtt: 'mqtt',
  tcp: 'mqtt',
  mqtts: 'mqtts',
  ssl: 'mqtts',
  tls: 'mqtts',
  ws: 'ws',
  wss: 'wss',
}
const PORTS: Readonly<Record<string, number>> = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 }

export interface MqttSettings {
  /** Without credentials: it is shown in messages. */
  readonly url: string
  readonly isEncrypted: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly clientId: string | undefined
  readonly protocol: 'auto' | '5' | '3.1.1'
  readonly qos: QoS
  readonly timeoutMs: number
  readonly tls: {
    readonly ca: string | undefined
    readonly serverName: string | undefined
    readonly certificate: string | undefined
    readonly key: string | undefined
  }
  readonly prefix: string
  readonly retain: boolean
  readonly expirySeconds: number | undefined
  readonly valuesApart: boolean
  readonly discovery: boolean
  readonly discoveryPrefix: string
  readonly discoveryForm: 'component' | 'device'
  readonly language: 'fr' | 'en'
  readonly v1Sensor: boolean
  readonly referenceTopics: boolean
}

/** Options as the user set them → settings. Throws ExportFailed (INVALID_INPUT), which names the option and never its value. */
export function settingsOf(values: OptionValues): MqttSettings {
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const number = (name: string, fallback: number) => {
    const value = Number(values[name] ?? fallback)
    return Number.isFinite(value) ? value : fallback
  }
  const flag = (name: string, fallback: boolean) => {
    const value = values[name] ?? fallback
    return value === true || value === 'true'
  }
  const url = brokerUrl(text('broker'))
  const expiry = number('expirySeconds', 0)
  const tls = {
    ca: text('tlsCa'),
    serverName: text('tlsServerName'),
    certificate: text('tlsCertificate'),
    key: text('tlsKey'),
  }
  if ((tls.certificate === undefined) !== (tls.key === undefined))
    throw invalid('tlsKey', 'A client certificate and its key go together.')
  return {
    url,
    isEncrypted: url.startsWith('mqtts:') || url.startsWith('wss:'),
    username: text('username'),
    password: typeof values.password === 'string' && values.password !== '' ? values.password : undefined,
    clientId: text('clientId'),
    protocol: oneOf(['auto', '5', '3.1.1'], text('protocol')),
    qos: number('qos', 1) >= 2 ? 2 : number('qos', 1) === 0 ? 0 : 1,
    timeoutMs: number('timeoutSeconds', 45) * 1000,
    tls,
    prefix: topicPath('prefix', text('prefix') ?? 'myelectricaldata'),
    retain: flag('retain', true),
    expirySeconds: expiry > 0 ? expiry : undefined,
    valuesApart: flag('valuesApart', false),
    discovery: flag('discovery', true),
    discoveryPrefix: topicPath('discoveryPrefix', text('discoveryPrefix') ?? 'homeassistant'),
    discoveryForm: oneOf(['component', 'device'], text('discoveryForm')),
    language: oneOf(['fr', 'en'], text('language')),
    v1Sensor: flag('v1Sensor', false),
    referenceTopics: flag('referenceTopics', false),
  }
}

function brokerUrl(broker: string | undefined): string {
  if (broker === undefined) throw invalid('broker', 'The address of the broker is missing.')
  const url = URL.parse(broker.includes('://') ? broker : `mqtt://${broker}`)
  const scheme = SCHEMES[url?.protocol.slice(0, -1) ?? '']
  if (!url || scheme === undefined || url.hostname === '')
    throw invalid('broker', 'The address of the broker must look like mqtt://host:1883.')
  if (url.username !== '' || url.password !== '')
    throw invalid(
      'broker',
      'User name and password have fields of their own: the address is shown in messages.',
    )
  const path = scheme.startsWith('ws') ? url.pathname : ''
  return `${scheme}://${url.hostname}:${url.port === '' ? String(PORTS[scheme]) : url.port}${path}`
}

function topicPath(name: string, path: string): string {
  if (/[+#\s]/.test(path) || path.startsWith('$') || path.startsWith('/') || path.endsWith('/'))
    throw invalid(name, 'A prefix holds no +, # or space, and neither begins nor ends with a slash.')
  return path
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], value: string | undefined): T {
  return choices.find((choice) => choice === value) ?? choices[0]
}

function invalid(option: string, message: string): ExportFailed {
  return new ExportFailed('INVALID_INPUT', message, {
    retry: 'never',
    fields: [{ path: `options.${option}`, rule: 'pattern', message }],
  })
}
