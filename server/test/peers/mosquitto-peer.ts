import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { IClientOptions } from 'mqtt'

import { aptProgram, freePort, PeerMissing, PeerProcess, run, until } from './peers.js'

export const ACCOUNT = { username: 'linky', password: 'pass word-7/é' }
export const OTHER_ACCOUNT = { username: 'stranger', password: 'another word' }
const ADMIN = { username: 'admin', password: 'admin word' }

const ACCESS = `user linky
topic readwrite myelectricaldata/#
topic readwrite homeassistant/#
topic read $SYS/#

user stranger
topic read myelectricaldata/#

user admin
topic readwrite #
`

export async function installMosquitto(): Promise<string> {
  if ((await run('openssl', ['version'])).code !== 0) throw new PeerMissing('openssl is not there')
  return aptProgram('mosquitto', 'mosquitto')
}

export interface MosquittoOptions {
  readonly isEncrypted?: boolean
  /** It forgets everything at each start. */
  readonly forgets?: boolean
  readonly wantsClientCertificate?: boolean
}

/** A real Mosquitto on a free loopback port: accounts, an access list, and what it retains on disk after each change. */
export class MosquittoPeer {
  private process: PeerProcess | undefined

  private constructor(
    private readonly command: string,
    readonly folder: string,
    private readonly port: number,
    private readonly options: MosquittoOptions,
  ) {}

  static async start(command: string, options: MosquittoOptions = {}): Promise<MosquittoPeer> {
    const folder = await mkdtemp(join(tmpdir(), 'mosquitto-peer-'))
    await chmod(folder, 0o777)
    const peer = new MosquittoPeer(command, folder, await freePort(), options)
    for (const [index, { username, password }] of [ACCOUNT, OTHER_ACCOUNT, ADMIN].entries())
      await made('mosquitto_passwd', [
        '-b',
        ...(index === 0 ? ['-c'] : []),
        join(folder, 'accounts'),
        username,
        password,
      ])
    await writeFile(join(folder, 'access'), ACCESS)
    if (options.isEncrypted) await makeCertificates(folder)
    await writeFile(join(folder, 'mosquitto.conf'), peer.configuration())
    for (const file of ['accounts', 'access']) await chmod(join(folder, file), 0o644)
    await peer.restart()
    return peer
  }

  get url(): string {
    return `${this.options.isEncrypted ? 'mqtts' : 'mqtt'}://127.0.0.1:${this.port}`
  }

  /** How the tests see everything. */
  get admin(): IClientOptions {
    return ADMIN
  }

  /** What it says of who comes and goes. */
  get log(): string {
    return this.process?.output ?? ''
  }

  async restart(): Promise<void> {
    await this.process?.stop()
    const started = PeerProcess.start(this.command, ['-v', '-c', join(this.folder, 'mosquitto.conf')])
    this.process = started
    await until('Mosquitto listens', async () => {
      if (!started.isRunning) throw new Error(started.output.slice(-1000))
      return new Promise<boolean>((resolve) => {
        const socket = connect(this.port, '127.0.0.1')
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
        socket.once('connect', () => socket.destroy())
      })
    })
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.process?.stop(signal)
  }

  async close(): Promise<void> {
    await this.process?.stop('SIGKILL')
    await rm(this.folder, { recursive: true, force: true })
  }

  private configuration(): string {
    const { folder, port } = this
    const { isEncrypted = false, forgets = false, wantsClientCertificate = false } = this.options
    return [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${folder}/accounts`,
      `acl_file ${folder}/access`,
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      ...(forgets
        ? ['persistence false']
        : [
            'persistence true',
            `persistence_location ${folder}/`,
            'autosave_on_changes true',
            'autosave_interval 1',
          ]),
      ...(isEncrypted
        ? [`cafile ${folder}/ca.crt`, `certfile ${folder}/broker.crt`, `keyfile ${folder}/broker.key`]
        : []),
      ...(wantsClientCertificate ? ['require_certificate true'] : []),
      '',
    ].join('\n')
  }
}

/** A certificate authority of our own, a broker's certificate for 127.0.0.1, and a client's. */
async function makeCertificates(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name)
  const key = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}.key`)]
  await made('openssl', [
    ...['req', '-x509', ...key('ca'), '-out', at('ca.crt'), '-days', '2', '-subj', '/CN=Test authority'],
  ])
  for (const [name, subject] of [
    ['broker', '/CN=127.0.0.1'],
    ['client', '/CN=linky'],
  ] as const) {
    await writeFile(at(`${name}.ext`), 'subjectAltName=IP:127.0.0.1\n')
    await made('openssl', ['req', ...key(name), '-out', at(`${name}.csr`), '-subj', subject])
    await made('openssl', [
      ...['x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.crt'), '-CAkey', at('ca.key')],
      ...['-CAcreateserial', '-days', '2', '-out', at(`${name}.crt`), '-extfile', at(`${name}.ext`)],
    ])
    await chmod(at(`${name}.key`), 0o644)
  }
}

async function made(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args)
  if (code !== 0) throw new Error(`${command}: ${output.slice(-500)}`)
}
