import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { HomeAssistantSocket } from '../../src/export/home-assistant/socket.js'
import { freePort, peerCache, PeerMissing, PeerProcess, run, until } from './peers.js'

const USUAL = '2024.3.3'
/** PEERS_HA_VERSION asks for another one, by hand, with the Python it wants in PEERS_PYTHON. */
export const HA_VERSION = process.env.PEERS_HA_VERSION ?? USUAL
/** hass_nabucasa, which every request imports, is broken by newer ones. */
const HELD_BACK = HA_VERSION === USUAL ? ['josepy<2', 'acme<3', 'setuptools<81'] : []
const INSTALLING = `
import json, pathlib, homeassistant
from homeassistant import bootstrap
root = pathlib.Path(homeassistant.__file__).parent / "components"
todo = set(bootstrap.CORE_INTEGRATIONS) | set(bootstrap.DEFAULT_INTEGRATIONS) | set("http api websocket_api recorder energy mqtt".split())
seen, needed = set(), set()
while todo:
    name = todo.pop()
    if name in seen: continue
    seen.add(name)
    manifest = json.loads((root / name / "manifest.json").read_text())
    needed |= set(manifest.get("requirements", []))
    todo |= set(manifest.get("dependencies", []))
print("\\n".join(sorted(needed)))
`

/** What an installation needs to start: a program, and a home folder whose owner has a token. */
export interface Installation {
  readonly hass: string
  readonly template: string
  readonly token: string
}

/** Installs Home Assistant from PyPI, once a machine; then makes its owner and a long-lived token. */
export async function installHomeAssistant(): Promise<Installation> {
  const venv = peerCache(`home-assistant-${HA_VERSION}`)
  const hass = join(venv, 'bin', 'hass')
  if (!existsSync(join(venv, '.complete'))) await install(venv)
  const template = await mkdtemp(join(tmpdir(), 'ha-template-'))
  const added = await run(hass, ['--script', 'auth', '-c', template, 'add', 'owner', 'owner-password'])
  if (added.code !== 0) throw new PeerMissing(`hass does not start: ${added.output.slice(-500)}`)
  const first = await HomeAssistantPeer.start({ hass, template, token: '' })
  const token = await firstToken(first)
  await first.stop()
  await cp(join(first.folder, '.storage'), join(template, '.storage'), { recursive: true })
  await first.close()
  return { hass, template, token }
}

async function install(venv: string): Promise<void> {
  const python = process.env.PEERS_PYTHON ?? 'python3.11'
  const found = await run(python, ['--version'])
  if (HA_VERSION === USUAL && !found.output.includes('3.11'))
    throw new PeerMissing(`Home Assistant ${HA_VERSION} wants Python 3.11 (PEERS_PYTHON names it)`)
  await rm(venv, { recursive: true, force: true })
  const step = async (command: string, ...args: string[]) => {
    const { code, output } = await run(command, args)
    if (code !== 0) throw new PeerMissing(`${args.slice(0, 4).join(' ')}: ${output.slice(-500)}`)
    return output
  }
  const inside = join(venv, 'bin', 'python')
  const pip = (...args: string[]) => step(inside, '-m', 'pip', 'install', '-q', ...args)
  await step(python, '-m', 'venv', venv)
  await pip(`homeassistant==${HA_VERSION}`, ...HELD_BACK)
  const needed = (await step(inside, '-c', INSTALLING)).trim().split('\n')
  await pip(...needed, ...HELD_BACK)
  await writeFile(join(venv, '.complete'), '')
}

/** A running Home Assistant with a home folder of its own. */
export class HomeAssistantPeer {
  private process: PeerProcess | undefined

  private constructor(
    private readonly installation: Installation,
    readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(installation: Installation): Promise<HomeAssistantPeer> {
    const folder = await mkdtemp(join(tmpdir(), 'ha-peer-'))
    await mkdir(folder, { recursive: true })
    await cp(installation.template, folder, { recursive: true })
    const port = await freePort()
    await writeFile(join(folder, 'configuration.yaml'), configuration(port))
    const peer = new HomeAssistantPeer(installation, folder, port)
    await peer.restart()
    return peer
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get token(): string {
    return this.installation.token
  }

  async restart(): Promise<void> {
    const started = PeerProcess.start(this.installation.hass, ['-c', this.folder, '--skip-pip'], {
      env: { ...process.env, TZ: 'UTC' },
    })
    this.process = started
    await until('Home Assistant answers', async () => {
      if (!started.isRunning) throw new Error(started.output.slice(-2000))
      const headers = { Authorization: `Bearer ${this.token}` }
      const answer = await fetch(`${this.url}/api/config`, this.token === '' ? {} : { headers })
      if (this.token === '') return answer.status === 401
      return ((await answer.json()) as { state: string }).state === 'RUNNING'
    })
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.process?.stop(signal)
  }

  /** It takes everything and answers nothing, until it is killed. */
  freeze(): void {
    if (this.process?.pid !== undefined) process.kill(this.process.pid, 'SIGSTOP')
  }

  async close(): Promise<void> {
    await this.stop('SIGKILL')
    await rm(this.folder, { recursive: true, force: true })
  }
}

const configuration = (port: number) => `
homeassistant:
  name: Peer
  time_zone: Europe/Paris
  currency: EUR
  country: FR
  unit_system: metric
  latitude: 48.85
  longitude: 2.35
  elevation: 35
http:
  server_host: 127.0.0.1
  server_port: ${port}
api:
websocket_api:
recorder:
  commit_interval: 1
energy:
`

/** The login flow of a browser, then a token that lasts. */
async function firstToken({ url }: HomeAssistantPeer): Promise<string> {
  const client = `${url}/`
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/auth/${path}`, { method: 'POST', body: JSON.stringify(body) })
    return (await answer.json()) as Record<string, string>
  }
  const flow = await post('login_flow', {
    client_id: client,
    handler: ['homeassistant', null],
    redirect_uri: client,
  })
  const login = await post(`login_flow/${flow['flow_id'] ?? ''}`, {
    client_id: client,
    username: 'owner',
    password: 'owner-password',
  })
  const answer = await fetch(`${url}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: login['result'] ?? '',
      client_id: client,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string }
  const access = { url, token, answerMs: 10_000 }
  const socket = await HomeAssistantSocket.open(access, new AbortController().signal)
  try {
    const made = await socket.command('auth/long_lived_access_token', {
      client_name: 'linky-local',
      lifespan: 30,
    })
    return String(made)
  } finally {
    socket.close()
  }
}
