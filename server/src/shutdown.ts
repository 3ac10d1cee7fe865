import { Logger } from '@nestjs/common'

import { messageOf } from './core/index.js'

const WHOLE_MS = 9500
const STEP_MS = 5000
/** One Ctrl-C reaches us several times: from the terminal, and from each process above us that hands it on. */
const SAME_SIGNAL_MS = 500

/** Ends the process in order: what was begun last is ended first, each step for 5 s at most, everything within 10 s. */
export class Shutdown {
  private readonly logger = new Logger('Shutdown')
  private readonly steps: { name: string; end: () => Promise<unknown> }[] = []
  private endingSince: number | undefined

  /** Listens for the signals that end a service; a second Ctrl-C ends at once. */
  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (this.endingSince === undefined) void this.run(0)
        else if (signal === 'SIGINT' && performance.now() - this.endingSince > SAME_SIGNAL_MS)
          process.exit(130)
      })
    for (const event of ['uncaughtException', 'unhandledRejection'] as const)
      process.on(event, (error: unknown) => {
        this.logger.error(`Stopping: ${messageOf(error)}`, error instanceof Error ? error.stack : undefined)
        void this.run(1)
      })
  }

  add(name: string, end: () => Promise<unknown>): void {
    this.steps.push({ name, end })
  }

  async run(exitCode: number): Promise<void> {
    if (this.endingSince !== undefined) return
    this.endingSince = performance.now()
    setTimeout(() => process.exit(exitCode), WHOLE_MS)
    for (const { name, end } of this.steps.reverse()) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error('still not done'))
        }, STEP_MS)
      })
      await Promise.race([end(), late])
        .catch((error: unknown) => {
          this.logger.warn(`Stopping ${name}: ${messageOf(error)}`)
        })
        .finally(() => {
          clearTimeout(timer)
        })
    }
    process.exit(exitCode)
  }
}
