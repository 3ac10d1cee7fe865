import { dirname, join } from 'node:path'

import { serverFolder } from '../about/server-folder.js'
import type { Parser } from './parsers.js'
import {
  databaseUrl,
  durationMs,
  flag,
  folder,
  hostNames,
  httpUrl,
  instant,
  integer,
  keyValues,
  oneOf,
  text,
} from './parsers.js'

export interface Variable<T> {
  readonly name: string
  readonly type: string
  /** As a person would write it. */
  readonly default?: string
  /** What the documentation says instead of `default`. */
  readonly defaultMeaning?: string
  readonly meaning: string
  /** Never printed, not even when it is wrong. */
  readonly secret?: true
  readonly parse: Parser<T>
}

type Optional<T> = Variable<T> & { readonly default?: undefined }
type Defaulted<T> = Variable<T> & { readonly default: string }
const optional = <T>(variable: Optional<T>) => variable
const defaulted = <T>(variable: Defaulted<T>) => variable

/** Every variable of the product, by its field in Env. docs/configuration.md is printed from here. */
export const variables = {
  MED_API_URL: defaulted({
    name: 'MED_API_URL',
    type: 'http(s) address',
    default: 'https://www.v2.myelectricaldata.fr/api',
    meaning: 'Root of the gateway’s API.',
    parse: httpUrl,
  }),
  MED_CLIENT_ID: optional({
    name: 'MED_CLIENT_ID',
    type: 'text',
    meaning: 'Your client identifier, as your MyElectricalData account shows it.',
    parse: text,
  }),
  MED_CLIENT_SECRET: optional({
    name: 'MED_CLIENT_SECRET',
    type: 'text',
    meaning: 'Your client secret. What is typed in the settings of the product wins over it.',
    secret: true,
    parse: text,
  }),
  PORT: defaulted({
    name: 'PORT',
    type: 'whole number, 0 to 65535',
    default: '8181',
    meaning: 'Port of the web pages and of the API; 0 takes a free one.',
    parse: integer(0, 65_535),
  }),
  HOST: defaulted({
    name: 'HOST',
    type: 'address',
    default: '127.0.0.1',
    meaning: 'Address to listen on. `0.0.0.0` opens the product to your whole network: it has no password.',
    parse: text,
  }),
  ALLOWED_HOSTS: defaulted({
    name: 'ALLOWED_HOSTS',
    type: 'host names, comma between',
    default: '',
    defaultMeaning: 'none',
    meaning:
      'Names under which a browser may reach the product, besides localhost and IP addresses, such as `linky.home.arpa`.',
    parse: hostNames,
  }),
  DATA_DIR: defaulted({
    name: 'DATA_DIR',
    type: 'folder',
    default: './data',
    meaning: 'What the product keeps: its database, unless DATABASE_URL is set, and the key of its secrets.',
    parse: folder,
  }),
  DATABASE_URL: optional({
    name: 'DATABASE_URL',
    type: 'postgresql:// address',
    defaultMeaning: 'a PostgreSQL of its own, in DATA_DIR',
    meaning:
      'A PostgreSQL (15 or newer) to use instead. `postgres://` and `postgresql+asyncpg://` are understood too; `?sslmode=` is `disable`, `require` or `verify-full`.',
    secret: true,
    parse: databaseUrl,
  }),
  SECRET_KEY: optional({
    name: 'SECRET_KEY',
    type: 'text',
    defaultMeaning: 'a key made on first need, in DATA_DIR/secret.key',
    meaning: 'Encrypts the secrets kept in the database. When it changes, they must be typed again.',
    secret: true,
    parse: text,
  }),
  LOG_LEVEL: defaulted({
    name: 'LOG_LEVEL',
    type: 'error, warn, info or debug',
    default: 'info',
    meaning: 'What is written to the log. Secrets never are.',
    parse: oneOf('error', 'warn', 'info', 'debug'),
  }),
  READ_BUDGET_MS: defaulted({
    name: 'READ_BUDGET',
    type: 'ISO 8601 duration, PT0S to PT30S',
    default: 'PT1.5S',
    meaning: 'How long a reading page waits for the gateway before it answers with what is held.',
    parse: durationMs('PT0S', 'PT30S'),
  }),
  SYNC_JITTER_MAX_MS: defaulted({
    name: 'SYNC_JITTER_MAX',
    type: 'ISO 8601 duration, PT0S to PT6H',
    default: 'PT10M',
    meaning: 'A scheduled synchronisation starts after a random delay up to this one, to spare the gateway.',
    parse: durationMs('PT0S', 'PT6H'),
  }),
  BREAKER_FAILURES: defaulted({
    name: 'BREAKER_FAILURES',
    type: 'whole number, 1 to 100',
    default: '5',
    meaning: 'Failures in a row after which the gateway is left alone for a while.',
    parse: integer(1, 100),
  }),
  GATEWAY_TIMEOUT_MS: defaulted({
    name: 'GATEWAY_TIMEOUT',
    type: 'ISO 8601 duration, PT1S to PT10M',
    default: 'PT65S',
    meaning: 'How long one call to the gateway may last.',
    parse: durationMs('PT1S', 'PT10M'),
  }),
  GATEWAY_ATTEMPTS: defaulted({
    name: 'GATEWAY_ATTEMPTS',
    type: 'whole number, 1 to 10',
    default: '3',
    meaning: 'How often one call is tried before it counts as failed.',
    parse: integer(1, 10),
  }),
  RESERVED_FRESH_CALLS: defaulted({
    name: 'RESERVED_FRESH_CALLS',
    type: 'whole number, 0 to 50',
    default: '10',
    meaning: 'Calls kept for actions by hand, of the 50 a day that reach Enedis.',
    parse: integer(0, 50),
  }),
  RESERVED_CACHED_CALLS: defaulted({
    name: 'RESERVED_CACHED_CALLS',
    type: 'whole number, 0 to 1000',
    default: '100',
    meaning: 'Calls kept for actions by hand, of the 1000 a day that the gateway answers itself.',
    parse: integer(0, 1000),
  }),
  IMPORT_FOLDER: optional({
    name: 'IMPORT_FOLDER',
    type: 'folder',
    defaultMeaning: 'none',
    meaning:
      'A folder whose files are read in as they arrive, and applied when they leave nothing to decide. Nothing in it is moved or deleted.',
    parse: folder,
  }),
  IMPORT_MAX_MB: defaulted({
    name: 'IMPORT_MAX_MB',
    type: 'whole number, 1 to 100000',
    default: '1024',
    meaning: 'Largest file that may be sent to be imported, in MB.',
    parse: integer(1, 100_000),
  }),
  DEMO: defaulted({
    name: 'DEMO',
    type: 'true or false',
    default: 'false',
    meaning:
      'Opens the demo household at start (`npm run demo` sets it): an invented gateway, and a database of its own beside the real one.',
    parse: flag,
  }),
  CLOCK_START: optional({
    name: 'CLOCK_START',
    type: 'ISO 8601 date and time with offset',
    defaultMeaning: 'the machine’s clock',
    meaning:
      'For tests: what the product’s clock shows at start. Refused unless MED_API_URL is on this machine.',
    parse: instant,
  }),
  CLIENT_DIR: defaulted({
    name: 'CLIENT_DIR',
    type: 'folder',
    default: join(dirname(serverFolder()), 'client', 'dist'),
    defaultMeaning: '`client/dist`, beside the server',
    meaning: 'The built web pages.',
    parse: folder,
  }),
  HOMEASSISTANT_ENABLED: defaulted({
    name: 'HOMEASSISTANT_ENABLED',
    type: 'true or false',
    default: 'false',
    meaning:
      'Creates an export to Home Assistant at start, when there is none, from the variables below. What is saved in the product wins over them.',
    parse: flag,
  }),
  HOMEASSISTANT_URL: optional({
    name: 'HOMEASSISTANT_URL',
    type: 'http(s) address',
    meaning: 'Root of Home Assistant, such as `http://homeassistant.local:8123`.',
    parse: httpUrl,
  }),
  HOMEASSISTANT_TOKEN: optional({
    name: 'HOMEASSISTANT_TOKEN',
    type: 'text',
    meaning: 'A long-lived access token of an administrator of Home Assistant.',
    secret: true,
    parse: text,
  }),
  MQTT_ENABLED: defaulted({
    name: 'MQTT_ENABLED',
    type: 'true or false',
    default: 'false',
    meaning:
      'Creates an export to an MQTT broker at start, when there is none, from the variables below. What is saved in the product wins over them.',
    parse: flag,
  }),
  MQTT_BROKER: optional({
    name: 'MQTT_BROKER',
    type: 'mqtt(s) address',
    meaning: 'Address of the broker, such as `mqtt://broker.lan:1883`.',
    parse: text,
  }),
  MQTT_TOPIC_PREFIX: optional({
    name: 'MQTT_TOPIC_PREFIX',
    type: 'text',
    defaultMeaning: 'that of the exporter',
    meaning: 'What every topic begins with.',
    parse: text,
  }),
  MQTT_QOS: optional({
    name: 'MQTT_QOS',
    type: 'whole number, 0 to 2',
    defaultMeaning: 'that of the exporter',
    meaning: 'Quality of service of what is published.',
    parse: integer(0, 2),
  }),
  MQTT_RETAIN: optional({
    name: 'MQTT_RETAIN',
    type: 'true or false',
    defaultMeaning: 'that of the exporter',
    meaning: 'Whether the broker keeps the last message of each topic.',
    parse: flag,
  }),
  VICTORIAMETRICS_ENABLED: defaulted({
    name: 'VICTORIAMETRICS_ENABLED',
    type: 'true or false',
    default: 'false',
    meaning:
      'Creates an export to VictoriaMetrics at start, when there is none, from the variables below. What is saved in the product wins over them.',
    parse: flag,
  }),
  VICTORIAMETRICS_URL: optional({
    name: 'VICTORIAMETRICS_URL',
    type: 'http(s) address',
    meaning: 'Root of VictoriaMetrics, such as `http://victoria.lan:8428`.',
    parse: httpUrl,
  }),
  VICTORIAMETRICS_HEADERS: optional({
    name: 'VICTORIAMETRICS_HEADERS',
    type: '`Name: value, Other: value`, or a JSON object',
    meaning: 'Headers of each request to VictoriaMetrics, `Authorization` for instance.',
    secret: true,
    parse: keyValues,
  }),
  JEEDOM_ENABLED: defaulted({
    name: 'JEEDOM_ENABLED',
    type: 'true or false',
    default: 'false',
    meaning:
      'Creates an export to Jeedom at start, when there is none, from the variables below. What is saved in the product wins over them.',
    parse: flag,
  }),
  JEEDOM_URL: optional({
    name: 'JEEDOM_URL',
    type: 'http(s) address',
    meaning: 'Root of Jeedom, such as `http://jeedom.lan`.',
    parse: httpUrl,
  }),
  JEEDOM_API_KEY: optional({
    name: 'JEEDOM_API_KEY',
    type: 'text',
    meaning: 'An API key of Jeedom.',
    secret: true,
    parse: text,
  }),
} satisfies Record<string, Variable<unknown>>

/** What Env holds: a value for what has a default, a value or undefined for the rest. */
export type Values = {
  readonly [F in keyof typeof variables]: (typeof variables)[F] extends Defaulted<infer T>
    ? T
    : (typeof variables)[F] extends Variable<infer T>
      ? T | undefined
      : never
}
