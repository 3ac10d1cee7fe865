import { ConfigError, messageOf } from '../errors.js'
import type { Instant } from '../time/paris.js'

import { isLoopback } from './parsers.js'
import type { Values, Variable } from './variables.js'
import { variables } from './variables.js'

/** The environment, read once. Also the token under which it is injected. Variables are described in variables.ts. */
export class Env implements Values {
  readonly MED_API_URL: string
  readonly MED_CLIENT_ID: string | undefined
  readonly MED_CLIENT_SECRET: string | undefined
  readonly PORT: number
  readonly HOST: string
  readonly ALLOWED_HOSTS: string[]
  readonly DATA_DIR: string
  readonly DATABASE_URL: string | undefined
  readonly SECRET_KEY: string | undefined
  readonly LOG_LEVEL: 'error' | 'warn' | 'info' | 'debug'
  readonly READ_BUDGET_MS: number
  readonly SYNC_JITTER_MAX_MS: number
  readonly BREAKER_FAILURES: number
  readonly GATEWAY_TIMEOUT_MS: number
  readonly GATEWAY_ATTEMPTS: number
  readonly RESERVED_FRESH_CALLS: number
  readonly RESERVED_CACHED_CALLS: number
  readonly IMPORT_FOLDER: string | undefined
  readonly IMPORT_MAX_MB: number
  readonly DEMO: boolean
  readonly CLOCK_START: Instant | undefined
  readonly CLIENT_DIR: string
  readonly HOMEASSISTANT_ENABLED: boolean
  readonly HOMEASSISTANT_URL: string | undefined
  readonly HOMEASSISTANT_TOKEN: string | undefined
  readonly MQTT_ENABLED: boolean
  readonly MQTT_BROKER: string | undefined
  readonly MQTT_TOPIC_PREFIX: string | undefined
  readonly MQTT_QOS: number | undefined
  readonly MQTT_RETAIN: boolean | undefined
  readonly VICTORIAMETRICS_ENABLED: boolean
  readonly VICTORIAMETRICS_URL: string | undefined
  readonly VICTORIAMETRICS_HEADERS: Readonly<Record<string, string>> | undefined
  readonly JEEDOM_ENABLED: boolean
  readonly JEEDOM_URL: string | undefined
  readonly JEEDOM_API_KEY: string | undefined

  constructor(values: Values) {
    Object.assign(this, values)
  }

  with(changes: Partial<Values>): Env {
    return new Env(Object.assign({}, this, changes))
  }
}

/**
 * `process.env`, or the like → Env. Spaces around a value are dropped; an empty value is one that is not set.
 * Throws ConfigError, which lists every fault at once and never holds a secret.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const faults: string[] = []
  const entries = Object.entries(variables).map(([field, variable]: [string, Variable<unknown>]) => {
    const given = source[variable.name]?.trim() ?? ''
    const value = given === '' ? variable.default : given
    if (value === undefined) return [field, undefined]
    try {
      return [field, variable.parse(value)]
    } catch (error) {
      faults.push(
        `${variable.name} ${messageOf(error)}${variable.secret ? '' : `; it is "${masked(given)}"`}`,
      )
      return [field, undefined]
    }
  })
  const env = new Env(Object.fromEntries(entries) as Values)
  if (env.CLOCK_START !== undefined && env.MED_API_URL && !isLoopback(env.MED_API_URL))
    faults.push(
      'CLOCK_START is for tests: it needs a MED_API_URL on this machine, such as http://127.0.0.1:8182',
    )
  if (faults.length > 0) throw new ConfigError(faults)
  return env
}

/** A refused address may hold a password that belongs elsewhere. */
function masked(value: string): string {
  return value.replace(/\/\/.*@/, '//••••@')
}
