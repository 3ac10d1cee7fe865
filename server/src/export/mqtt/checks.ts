import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'

import { AppError, ExportFailed } from '../../core/index.js'
import type { CheckPassed, ProtocolCheck } from '../exporter.js'
import { MqttConnection, within } from './connection.js'
import { connectFailure, tlsFailure } from './failures.js'
import { readRetained } from './reading-back.js'
import type { MqttSettings } from './settings.js'

const BROKER_VERSION = '$SYS/broker/version'

interface Step {
  readonly protocol: string
  readonly run: () => Promise<Partial<CheckPassed>>
}

/** Each protocol apart, until one fails: the line, its encryption, the session, a message written, read back and cleared. */
export async function checksOf(
  settings: MqttSettings,
  signal: AbortSignal,
): Promise<readonly ProtocolCheck[]> {
  let connection: MqttConnection | undefined
  const steps: readonly Step[] = [
    { protocol: 'tcp', run: () => probeLine(settings, false, signal) },
    ...(settings.isEncrypted ? [{ protocol: 'tls', run: () => probeLine(settings, true, signal) }] : []),
    {
      protocol: 'mqtt',
      run: async () => {
        connection = await MqttConnection.open(settings, { clientId: probeId(), signal })
        return { peer: await peerOf(connection, signal), warnings: warningsOf(connection, settings) }
      },
    },
    ...[settings.prefix, ...(settings.discovery ? [settings.discoveryPrefix] : [])].map((prefix, index) => ({
      protocol: index === 0 ? 'read-back' : 'discovery',
      run: () => probeTopic(connection, `${prefix}/linky_local/probe`, signal),
    })),
  ]
  const checks: ProtocolCheck[] = []
  try {
    for (const { protocol, run } of steps) {
      const startedAt = performance.now()
      const outcome = await run().catch((error: unknown) => connectFailure(error, settings.url))
      if (outcome instanceof AppError) return [...checks, { protocol, outcome }]
      const durationMs = Math.round(performance.now() - startedAt)
      checks.push({ protocol, outcome: { durationMs, peer: null, warnings: [], ...outcome } })
    }
    return checks
  } finally {
    await connection?.end().catch(() => undefined)
  }
}

async function probeLine(
  { url, tls, timeoutMs }: MqttSettings,
  isEncrypted: boolean,
  signal: AbortSignal,
): Promise<Partial<CheckPassed>> {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const place = { host, port: Number(port) }
  const late = () =>
    new ExportFailed('PEER_UNREACHABLE', `The broker at ${url} did not answer within ${timeoutMs / 1000} s.`)
  const socket = isEncrypted
    ? connectTls({
        ...place,
        servername: tls.serverName ?? (/^[\d.]+$|:/.test(host) ? '' : host),
        ...(tls.ca !== undefined && { ca: tls.ca }),
        ...(tls.certificate !== undefined && { cert: tls.certificate, key: tls.key ?? '' }),
      })
    : connectTcp(place)
  const closed = once(socket, 'close').then(() => {
    throw new Error('The broker closed the line.')
  })
  closed.catch(() => undefined)
  try {
    const open = once(socket, isEncrypted ? 'secureConnect' : 'connect')
    await within(Promise.race([open, closed]), timeoutMs, late, signal)
    return {}
  } catch (error) {
    throw isEncrypted ? tlsFailure(error, url) : error
  } finally {
    socket.on('error', () => undefined)
    socket.destroy()
  }
}

async function probeTopic(
  connection: MqttConnection | undefined,
  topic: string,
  signal: AbortSignal,
): Promise<Partial<CheckPassed>> {
  if (!connection) return {}
  const payload = probeId()
  await connection.publish({ topic, payload, retain: true }, signal)
  const held = await readRetained(connection, [topic], signal)
  await connection.publish({ topic, payload: '', retain: true }, signal)
  if (held.get(topic) !== payload)
    throw new ExportFailed(
      'PEER_DROPPED',
      `The broker acknowledged a message on ${topic} and does not give it back: its access list must let this user read and write there (readwrite), and it must retain messages.`,
    )
  return {}
}

/** Brokers tell their name only to whom they please. */
async function peerOf(connection: MqttConnection, signal: AbortSignal): Promise<string> {
  const protocol = connection.version === 5 ? 'MQTT 5' : 'MQTT 3.1.1'
  try {
    const name = (await readRetained(connection, [BROKER_VERSION], signal)).get(BROKER_VERSION)
    return name === undefined ? protocol : `${name}, ${protocol}`
  } catch {
    return protocol
  }
}

function warningsOf({ version }: MqttConnection, { retain }: MqttSettings): AppError[] {
  return [
    ...(version === 4
      ? [
          new ExportFailed(
            'PEER_UNSUPPORTED',
            'The broker speaks MQTT 3.1.1: it will not say when it refuses a message; only reading back tells.',
          ),
        ]
      : []),
    ...(retain
      ? []
      : [
          new ExportFailed(
            'PEER_UNSUPPORTED',
            'Messages are not retained: Home Assistant shows nothing after a restart until the next run, and nothing can be verified.',
          ),
        ]),
  ]
}

function probeId(): string {
  return `linky-local-check-${randomUUID().slice(0, 8)}`
}
