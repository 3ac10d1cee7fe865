import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

import type { Env } from './core/index.js'
import { AppError, serverFolder } from './core/index.js'

/** The invented gateway of the demo household: a process of its own, which ends with ours. */
export interface DemoGateway {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  stop(): Promise<void>
}

/** Throws INTERNAL when the simulator does not start. */
export async function startDemoGateway({ CLOCK_START }: Pick<Env, 'CLOCK_START'>): Promise<DemoGateway> {
  const script = join(serverFolder(), 'dist', 'simulator', 'main.js')
  const now = CLOCK_START === undefined ? [] : ['--now', new Date(CLOCK_START).toISOString()]
  // By the channel it learns of our end, whatever way we end.
  const child = spawn(process.execPath, [script, ...now], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  // A pipe, as asked for above.
  const stdout = child.stdout as Readable
  const ended = once(child, 'exit')
  ended.catch(() => undefined)
  for await (const line of createInterface({ input: stdout })) {
    const said = JSON.parse(line) as { url: string; clientId: string; clientSecret: string }
    stdout.resume()
    return {
      ...said,
      stop: async () => {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new AppError('INTERNAL', `The gateway of the demo household (${script}) ended without a word.`, {
    level: 'error',
  })
}
