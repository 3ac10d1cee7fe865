import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')
const START_MS = 60_000

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export interface Running {
  /** Everything it wrote. */
  output: string[]
  /** Programs it started, as the system lists them. */
  children: () => Promise<number[]>
  stop: () => Promise<void>
}

/** Starts one of our built programs; ready when a line of its output says so. */
export async function run(
  script: string,
  args: string[],
  env: Record<string, string>,
  ready: (line: string) => boolean,
): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, [join(root, script), ...args], {
    cwd: env.DATA_DIR ?? root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const ended = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${script} is not ready:\n${output.join('\n')}`)),
      START_MS,
    )
    const read = (line: string) => {
      output.push(line)
      if (!ready(line)) return
      clearTimeout(late)
      resolve()
    }
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', read)
    void ended.then(() => {
      clearTimeout(late)
      reject(new Error(`${script} ended before it was ready:\n${output.join('\n')}`))
    })
  })
  return {
    output,
    children: async () => {
      const list = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      return list.split(' ').filter(Boolean).map(Number)
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
