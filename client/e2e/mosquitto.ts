import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { freePort } from './processes'

export interface Broker {
  url: string
  user: string
  password: string
  /** Resolves when the broker has it. */
  publish: (topic: string, payload: string) => Promise<void>
  stop: () => Promise<void>
}

const PROGRAMS = ['mosquitto', '/usr/sbin/mosquitto']
const TRIES = 50
const PAUSE_MS = 100

function installed(): string | null {
  return PROGRAMS.find((program) => spawnSync(program, ['-h']).error === undefined) ?? null
}

/** Why the broker cannot be started; null when it can. */
export const brokerMissing =
  installed() === null || spawnSync('mosquitto_passwd', ['--help']).error !== undefined
    ? 'Mosquitto is not installed: apt-get install -y mosquitto'
    : null

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const heard = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return heard
}

/** A real Mosquitto on a free port of this machine, that asks for a name and a password. */
export async function startBroker(): Promise<Broker> {
  const folder = await mkdtemp(join(tmpdir(), 'linky-mosquitto-'))
  const port = await freePort()
  const [user, password] = ['linky', 'correct horse']
  const passwords = join(folder, 'passwords')
  spawnSync('mosquitto_passwd', ['-c', '-b', passwords, user, password])
  const config = join(folder, 'mosquitto.conf')
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous false', `password_file ${passwords}`]
  // Started by root, it would become a user that cannot read this folder.
  if (process.getuid?.() === 0) lines.push('user root')
  await writeFile(config, `${lines.join('\n')}\n`)
  const child = spawn(installed() ?? 'mosquitto', ['-c', config], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  let tries = 0
  while (!(await isListening(port))) {
    if (++tries > TRIES) throw new Error('Mosquitto does not listen.')
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  const url = `mqtt://127.0.0.1:${port}`
  return {
    url,
    user,
    password,
    publish: async (topic, payload) => {
      const client = await connectAsync(url, { username: user, password })
      await client.publishAsync(topic, payload, { qos: 1 })
      await client.endAsync()
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
