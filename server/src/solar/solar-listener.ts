import { randomUUID } from 'node:crypto'

import type { MqttClient } from 'mqtt'
import { connect } from 'mqtt'

import type { Instant } from '../core/index.js'
import { AppError, ExportFailed } from '../core/index.js'
import { numberAt } from './json-path.js'
import type { SolarState } from './solar.types.js'

export interface Listened {
  readonly brokerUrl: string
  readonly topic: string
  readonly jsonPath: string
  readonly username: string | null
  readonly password: string | null
}

/** How often a lost broker is tried again. */
const RECONNECT_MS = 5000
const CONNECT_MS = 10_000
const FAREWELL_MS = 1000
/** CONNACK: bad name or password, or not allowed; by MQTT 3.1.1. */
const REFUSALS = new Set([4, 5, 134, 135])

/** One subscription, for as long as it is wanted: a lost connection is made again. */
export class SolarListener {
  state: SolarState = 'CONNECTING'
  problem: AppError | null = null
  lastAt: Instant | null = null
  lastValue: number | null = null
  private readonly client: MqttClient

  /** @param onNumber told each number that arrives; one that the broker had kept from before has no known time. */
  constructor(
    private readonly of: Listened,
    private readonly now: () => Instant,
    private readonly onNumber: (at: Instant, value: number) => void,
  ) {
    this.client = connect(of.brokerUrl, {
      clientId: `linky-local-solar-${randomUUID().slice(0, 8)}`,
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: CONNECT_MS,
      ...(of.username === null ? {} : { username: of.username }),
      ...(of.password === null ? {} : { password: of.password }),
    })
    this.client.on('connect', () => this.subscribe())
    this.client.on('error', (error) => this.fail(failureOf(error, of.brokerUrl)))
    this.client.on('close', () => this.fail(this.problem ?? unreachable(of.brokerUrl)))
    this.client.on('message', (_topic, payload, { retain }) => this.take(payload.toString('utf8'), retain))
  }

  /** Resolves when the broker has let go, or does not. */
  async end(): Promise<void> {
    this.client.removeAllListeners('close')
    const timer = setTimeout(() => this.client.end(true), FAREWELL_MS)
    await this.client.endAsync(!this.client.connected).catch(() => undefined)
    clearTimeout(timer)
    this.state = 'OFF'
  }

  private subscribe(): void {
    this.client.subscribe(this.of.topic, { qos: 0 }, (error, granted) => {
      if (error || granted?.some(({ qos }) => (qos as number) === 128)) {
        this.fail(new ExportFailed('PEER_REFUSED', `The broker does not let us read ${this.of.topic}.`))
        return
      }
      this.state = 'CONNECTED'
      this.problem = null
    })
  }

  private take(payload: string, isRetained: boolean): void {
    const value = numberAt(payload, this.of.jsonPath)
    if (value === null) {
      const where = this.of.jsonPath === '' ? 'the payload' : this.of.jsonPath
      this.fail(new AppError('INVALID_INPUT', `There is no number at ${where} of ${this.of.topic}.`))
      return
    }
    this.state = 'CONNECTED'
    this.problem = null
    this.lastValue = value
    if (isRetained) return
    this.lastAt = this.now()
    this.onNumber(this.lastAt, value)
  }

  private fail(problem: AppError): void {
    this.state = 'FAILING'
    this.problem = problem
  }
}

const unreachable = (url: string, cause?: unknown) =>
  new ExportFailed(
    'PEER_UNREACHABLE',
    `The broker at ${url} does not answer.`,
    cause === undefined ? {} : { cause },
  )

function failureOf(error: Error, url: string): AppError {
  const { code } = error as { code?: unknown }
  if (typeof code === 'number' && REFUSALS.has(code))
    return new ExportFailed('PEER_REFUSED', `The broker at ${url} refuses the name or the password.`, {
      cause: error,
    })
  return typeof code === 'string' && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)
    ? new ExportFailed('PEER_TLS', `The certificate of the broker at ${url} is not trusted.`, {
        cause: error,
      })
    : unreachable(url, error)
}
