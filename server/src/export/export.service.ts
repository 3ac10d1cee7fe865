import { EntityManager } from '@mikro-orm/postgresql'
import type { BeforeApplicationShutdown } from '@nestjs/common'
import { Injectable, Logger } from '@nestjs/common'

import type { ExportProgress, Instant, Trigger } from '../core/index.js'
import {
  AppError,
  Clock,
  EventBus,
  ExportFailed,
  maskSecrets,
  messageOf,
  withAdvisoryLock,
} from '../core/index.js'
import { afterFailure, CLOSED } from './export-breaker.js'
import type { ExportRun } from './export-run.entity.js'
import { ExportRunsRepository } from './export-runs.repository.js'
import { ExportTargetsRepository } from './export-targets.repository.js'
import type { Done, Work } from './export-work.service.js'
import { ExportWork } from './export-work.service.js'
import { LiveRun } from './live-run.js'
import { masked, stateOf } from './run-outcome.js'

export interface ExportAsked extends Work {
  readonly targetId: string
  readonly trigger: Trigger
}

/** Each run holds a connection to the database for its lock, and takes others. */
const MOST_AT_ONCE = 4
/** A destination that says nothing for so long is given up. */
const SILENCE_MS = 10 * 60_000
const WATCH_MS = 15_000
/** Two events of one run are at least so far apart. */
const PACE_MS = 250
const STOPS_WITHIN_MS = 5000

/** Runs exports, each target alone: one run per target over all processes, recorded, told, and stopped when we stop. */
@Injectable()
export class ExportService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ExportService.name)
  private readonly live = new Map<string, LiveRun>()
  private readonly ends = new Set<Promise<unknown>>()
  private isStopping = false

  constructor(
    private readonly em: EntityManager,
    private readonly work: ExportWork,
    private readonly targets: ExportTargetsRepository,
    private readonly runs: ExportRunsRepository,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** How far the runs under way are, of one target or of all. */
  progress(targetId?: string): ExportProgress[] {
    const now = this.clock.now()
    return [...this.live.values()]
      .filter((run) => run.runId !== '' && (targetId === undefined || run.targetId === targetId))
      .map((run) => run.at(now))
  }

  /**
   * Starts a run and returns once it is recorded. Throws NOT_FOUND, or ALREADY_RUNNING: here, in another process, or
   * because too many others are.
   */
  async start(asked: ExportAsked): Promise<ExportRun> {
    const { id } = await this.targets.get(asked.targetId)
    if (this.live.has(id) || this.isStopping) throw alreadyRunning()
    if (this.live.size >= MOST_AT_ONCE)
      throw alreadyRunning(`${MOST_AT_ONCE} exports are under way: wait until one of them has ended.`)
    const live = new LiveRun(id, asked.action, this.clock.now())
    this.live.set(id, live)
    return new Promise((resolve, reject) => {
      const end = withAdvisoryLock(this.em, lockOf(id), () => this.perform(asked, live, resolve))
        .then(
          (performed) => {
            if (performed === undefined) reject(alreadyRunning())
          },
          (error: unknown) => {
            this.logger.error(`An export broke: ${maskSecrets(messageOf(error))}`)
            reject(error instanceof Error ? error : new Error(messageOf(error)))
          },
        )
        .finally(() => {
          this.live.delete(id)
          this.ends.delete(end)
        })
      this.ends.add(end)
    })
  }

  /** Resolves when no run is under way. */
  async idle(): Promise<void> {
    while (this.ends.size > 0) await Promise.all(this.ends)
  }

  /** Closes what a crash left open, unless another process is at work on it. */
  async recover(): Promise<void> {
    await this.runs.abandonOpen(null, this.clock.now())
    for (const { id } of await this.targets.all())
      await withAdvisoryLock(this.em, lockOf(id), () => this.runs.abandonOpen(id, this.clock.now()))
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true
    for (const run of this.live.values()) run.abort.abort()
    await Promise.race([this.idle(), new Promise((resolve) => setTimeout(resolve, STOPS_WITHIN_MS).unref())])
  }

  private async perform(asked: ExportAsked, live: LiveRun, onStart: (run: ExportRun) => void): Promise<true> {
    const startedAt = this.clock.now()
    await this.runs.abandonOpen(asked.targetId, startedAt)
    const run = await this.runs.open(asked.targetId, asked.action, asked.trigger, startedAt)
    live.runId = run.id
    if (asked.action === 'SEND')
      await this.targets.update(asked.targetId, { lastTriedAt: new Date(startedAt) })
    onStart(run)
    const watch = setInterval(() => this.watch(live), WATCH_MS).unref()
    let delivered = 0
    let outcome: Done | AppError
    try {
      outcome = await this.carryOut(asked, live, (days) => (delivered += days))
    } catch (error) {
      outcome = this.known(error, live)
    } finally {
      clearInterval(watch)
    }
    await this.end(run, live, outcome, delivered)
    return true
  }

  private async carryOut(asked: ExportAsked, live: LiveRun, count: (days: number) => void): Promise<Done> {
    let toldAt = -Infinity
    const tell = (): void => {
      if (this.clock.now() - toldAt < PACE_MS) return
      toldAt = this.clock.now()
      this.bus.publish('ExportProgressed', live.at(toldAt))
    }
    tell()
    const target = await this.targets.get(asked.targetId)
    return this.work.perform(target, asked, {
      signal: live.abort.signal,
      log: (line) => live.log(line, this.clock.now()),
      progress: (recordsDone, recordsTotal) => {
        live.advance(recordsDone, recordsTotal, this.clock.now())
        tell()
      },
      onDelivered: (days) => {
        count(days)
        live.lastSignOfLifeAt = this.clock.now()
        return this.runs.note(live.runId, live.records, live.lines)
      },
    })
  }

  private async end(
    run: ExportRun,
    live: LiveRun,
    outcome: Done | AppError,
    delivered: number,
  ): Promise<void> {
    const endedAt = this.clock.now()
    const failure = outcome instanceof AppError ? outcome : outcome.problem
    const problem = failure && masked(failure)
    const done = outcome instanceof AppError ? { records: live.records, differences: [] } : outcome
    live.state = stateOf(outcome, { delivered, isStopped: this.isStopping })
    if (problem) live.log(problem.message, endedAt)
    if (run.action === 'SEND') await this.judge(live, failure, run.startedAt.getTime(), endedAt)
    await this.runs.close(run, { ...done, state: live.state, endedAt, problem, log: live.lines })
    live.advance(done.records, done.records, endedAt)
    this.bus.publish('ExportProgressed', live.at(endedAt))
    this.bus.publish('ExportFinished', { runId: run.id, targetId: live.targetId })
    this.logger.log(
      `Export ${live.action} ${live.state.toLowerCase()}, ${done.records} values${problem ? `: ${problem.message}` : ''}`,
    )
  }

  /** What a sending tells about its destination. A run that we cut tells nothing. */
  private async judge(
    live: LiveRun,
    failure: AppError | null,
    startedAt: Instant,
    now: Instant,
  ): Promise<void> {
    if (live.state === 'ABANDONED') return
    if (!failure) {
      await this.targets.update(live.targetId, {
        failures: CLOSED.failures,
        retryAt: null,
        problem: null,
        lastExportAt: new Date(startedAt),
      })
      return
    }
    const { failures } = await this.targets.get(live.targetId)
    const { retryAt, failures: count } = afterFailure(failures, failure, now)
    await this.targets.update(live.targetId, {
      failures: count,
      retryAt: retryAt === null ? null : new Date(retryAt),
      problem: masked(failure),
    })
  }

  private watch(live: LiveRun): void {
    if (this.clock.now() - live.lastSignOfLifeAt < SILENCE_MS) return
    live.log('The destination has said nothing for ten minutes: given up.', this.clock.now())
    live.abort.abort()
  }

  /** Nothing that was thrown may tell a secret, not even what we did not expect. */
  private known(error: unknown, live: LiveRun): AppError {
    if (error instanceof AppError) return error
    if (live.abort.signal.aborted && !this.isStopping) return silent(error)
    if (!this.isStopping)
      this.logger.error(
        maskSecrets(messageOf(error)),
        error instanceof Error ? maskSecrets(error.stack ?? '') : undefined,
      )
    return new AppError('INTERNAL', 'The export broke; the log says where.', { level: 'error', cause: error })
  }
}

function silent(cause: unknown): AppError {
  return new ExportFailed('PEER_UNREACHABLE', 'The destination has said nothing for ten minutes.', { cause })
}

function lockOf(targetId: string): string {
  return `linky-local/export/${targetId}`
}

function alreadyRunning(message = 'This destination is already being served.'): AppError {
  return new AppError('ALREADY_RUNNING', message, { retry: 'later', level: 'debug' })
}
