import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { describe, it } from 'vitest'

/** This machine cannot have the peer: its tests are not run, and nobody says that they passed. */
export class PeerMissing extends Error {}

/** Debian keeps daemons where a plain user's PATH does not look. */
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin']
const LONGEST_OUTPUT = 200_000

/**
 * Tests that need the real program. `install` brings it, or throws PeerMissing: then they are reported as skipped, with
 * the reason. To be awaited at the top of a spec.
 */
export async function withPeer<T>(
  name: string,
  install: () => Promise<T>,
  tests: (installed: T) => void,
): Promise<void> {
  let installed: T
  try {
    installed = await install()
  } catch (missing) {
    if (!(missing instanceof PeerMissing)) throw missing
    const { message } = missing
    console.warn(`NOT RUN: ${name}: ${message}`)
    describe(name, () => {
      it('runs against the real program', ({ skip }) => skip(`not run: ${message}`))
    })
    return
  }
  tests(installed)
}

/** A program of a Debian package, installed if need be. @returns its command. */
export async function aptProgram(command: string, aptPackage: string): Promise<string> {
  if (await isThere(command)) return command
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', aptPackage]]) {
    const [program = '', ...args] = [...sudo, 'apt-get', ...step]
    const { code, output } = await run(program, args, { env })
    if (code !== 0) throw new PeerMissing(`apt-get ${step.join(' ')}: ${output.trim().slice(-300)}`)
  }
  if (!(await isThere(command))) throw new PeerMissing(`${aptPackage} does not bring ${command}`)
  return command
}

/** A folder of this machine where an installation stays from run to run. */
export function peerCache(name: string): string {
  const folder = join(process.env.PEERS_CACHE ?? join(homedir(), '.cache', 'linky-local-peers'), name)
  mkdirSync(folder, { recursive: true })
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until something holds; what it throws counts as no. */
export async function until(what: string, holds: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  let last: unknown
  for (;;) {
    const answer = await holds().catch((failure: unknown) => {
      last = failure
      return false
    })
    if (answer) return
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`, { cause: last })
    await wait(100)
  }
}

interface StartOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

/** Runs a command to its end. A command that does not exist ends with code 127. */
export async function run(
  command: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const started = PeerProcess.start(command, args, options)
  return { code: await started.ended, output: started.output }
}

/** A real program under test. Ended by its own id, and with this process at the latest. */
export class PeerProcess {
  readonly ended: Promise<number>
  private printed = ''

  private constructor(private readonly child: ChildProcess) {
    const keep = (part: Buffer | string) => {
      this.printed = `${this.printed}${part.toString()}`.slice(-LONGEST_OUTPUT)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const killed = () => child.kill('SIGKILL')
    process.once('exit', killed)
    this.ended = new Promise((resolve) => {
      child.once('error', (failure) => {
        keep(failure.message)
        resolve(127)
      })
      child.once('close', (code) => resolve(code ?? 1))
    })
    void this.ended.then(() => process.off('exit', killed))
  }

  static start(
    command: string,
    args: readonly string[],
    { env = process.env, cwd }: StartOptions = {},
  ): PeerProcess {
    const path = [env.PATH ?? '', ...SBIN].join(delimiter)
    return new PeerProcess(
      spawn(command, args, { env: { ...env, PATH: path }, cwd, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
  }

  /** Its last words, both streams. */
  get output(): string {
    return this.printed
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  /** Resolves once it is gone; killed when it does not go in time. */
  async stop(signal: NodeJS.Signals = 'SIGTERM', timeoutMs = 15_000): Promise<void> {
    if (!this.isRunning) return
    this.child.kill(signal)
    const gone = await Promise.race([this.ended.then(() => true), wait(timeoutMs, false, { ref: false })])
    if (gone) return
    this.child.kill('SIGKILL')
    await this.ended
  }
}

async function isThere(command: string): Promise<boolean> {
  return (await run('which', [command])).code === 0
}
