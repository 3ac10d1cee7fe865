import type { ExportAction, ExportProgress, Instant, RunState } from '../core/index.js'
import { maskSecrets } from '../core/index.js'

const MOST_LINES = 200
const MOST_CHARACTERS = 1000

/** A run under way, in memory: its lines, its advance, and the means to stop it. Asks nobody. */
export class LiveRun {
  readonly lines: string[] = []
  readonly abort = new AbortController()
  /** Set once it is recorded. */
  runId = ''
  state: RunState = 'RUNNING'
  lastSignOfLifeAt: Instant
  private recordsDone = 0
  private recordsTotal: number | null = null

  constructor(
    readonly targetId: string,
    readonly action: ExportAction,
    private readonly startedAt: Instant,
  ) {
    this.lastSignOfLifeAt = startedAt
  }

  get records(): number {
    return this.recordsDone
  }

  /** Keeps the last lines, secrets masked. */
  log(line: string, now: Instant): void {
    this.lastSignOfLifeAt = now
    this.lines.push(maskSecrets(line).slice(0, MOST_CHARACTERS))
    if (this.lines.length > MOST_LINES) this.lines.shift()
  }

  advance(done: number, total: number | null, now: Instant): void {
    this.lastSignOfLifeAt = now
    this.recordsDone = done
    this.recordsTotal = total
  }

  at(now: Instant): ExportProgress {
    const { runId, targetId, action, state, recordsDone, recordsTotal } = this
    const remaining = this.remainingSeconds(now)
    return { runId, targetId, action, state, recordsDone, recordsTotal, remainingSeconds: remaining }
  }

  /** Values to come at the pace of those done. */
  private remainingSeconds(now: Instant): number | null {
    if (this.state !== 'RUNNING') return 0
    if (this.recordsTotal === null || this.recordsDone === 0) return null
    const toCome = Math.max(0, this.recordsTotal - this.recordsDone)
    return Math.ceil((((now - this.startedAt) / this.recordsDone) * toCome) / 1000)
  }
}
