import { AppError, ExportFailed, messageOf } from '../../core/index.js'
import type { CheckPassed, ProtocolCheck } from '../exporter.js'
import { HomeAssistantRest } from './rest.js'
import { HomeAssistantSocket } from './socket.js'
import type { HomeAssistantOptions } from './options.js'

const ZONE = 'Europe/Paris'

interface Config {
  readonly version: string | null
  readonly zone: string | null
  readonly currency: string | null
  readonly state: string | null
  readonly components: readonly string[]
}

/** REST, WebSocket, and the parts of Home Assistant that we lean on. Changes nothing there. */
export async function checkAll(
  { access, statistics }: HomeAssistantOptions,
  signal: AbortSignal,
): Promise<ProtocolCheck[]> {
  const rest = new HomeAssistantRest(access, signal)
  let config: Config | undefined
  const answered = await timed('rest', async () => {
    await rest.call('GET', '')
    config = readConfig((await rest.call('GET', 'config')).body)
    if (config.state !== 'RUNNING')
      throw new ExportFailed(
        'PEER_UNREACHABLE',
        'Home Assistant is still starting, or stopping: try again in a minute.',
      )
    return { peer: peerOf(config), warnings: localWarnings(config) }
  })
  const connected = await timed('websocket', async () => {
    const socket = await HomeAssistantSocket.open(access, signal)
    try {
      return { peer: `Home Assistant ${socket.version}`, warnings: await adminWarnings(socket) }
    } finally {
      socket.close()
    }
  })
  const checks = [answered, connected]
  if (!statistics || config?.state !== 'RUNNING') return checks
  const { components } = config
  for (const name of ['recorder', 'energy'])
    checks.push(
      await timed(name, () => {
        if (components.includes(name)) return Promise.resolve({ peer: null, warnings: [] })
        return Promise.reject(
          new ExportFailed(
            'PEER_UNSUPPORTED',
            `Home Assistant runs without its ${name} integration: add \`${name}:\` (or \`default_config:\`) to configuration.yaml.`,
          ),
        )
      }),
    )
  return checks
}

async function timed(
  protocol: string,
  attempt: () => Promise<Omit<CheckPassed, 'durationMs'>>,
): Promise<ProtocolCheck> {
  const startedAt = performance.now()
  try {
    const passed = await attempt()
    return { protocol, outcome: { durationMs: Math.round(performance.now() - startedAt), ...passed } }
  } catch (error) {
    if (error instanceof AppError) return { protocol, outcome: error }
    return {
      protocol,
      outcome: new ExportFailed('PEER_UNREACHABLE', 'The test was cut.', { detail: messageOf(error) }),
    }
  }
}

/** Statistics and preferences are written by an administrator's token only. */
async function adminWarnings(socket: HomeAssistantSocket): Promise<AppError[]> {
  const user = (await socket.command('auth/current_user')) as { is_admin?: unknown } | null
  if (user?.is_admin === true) return []
  throw new ExportFailed(
    'PEER_REFUSED',
    'The token works, but not for writing: make it as an administrator of Home Assistant.',
  )
}

function localWarnings({ zone, currency }: Config): AppError[] {
  const warnings: AppError[] = []
  if (zone !== null && zone !== ZONE)
    warnings.push(
      new ExportFailed(
        'PEER_UNSUPPORTED',
        `Home Assistant lives in ${zone}: its days do not begin at midnight in Paris, so its daily bars differ from ours.`,
      ),
    )
  if (currency !== null && currency !== 'EUR')
    warnings.push(
      new ExportFailed(
        'PEER_UNSUPPORTED',
        `Home Assistant counts in ${currency}: it would show costs in euros under that name.`,
      ),
    )
  return warnings
}

function readConfig(body: unknown): Config {
  const config = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (key: string) => (typeof config[key] === 'string' ? config[key] : null)
  const { components } = config
  if (!Array.isArray(components))
    throw new ExportFailed('PEER_UNSUPPORTED', 'This address answers, but it is not a Home Assistant.')
  return {
    version: text('version'),
    zone: text('time_zone'),
    currency: text('currency'),
    state: text('state'),
    components: components.map(String),
  }
}

function peerOf({ version }: Config): string {
  return version === null ? 'Home Assistant' : `Home Assistant ${version}`
}
