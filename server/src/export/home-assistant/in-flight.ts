import { setTimeout as wait } from 'node:timers/promises'

import type { Instant } from '../../core/index.js'
import type { TargetMemory } from '../exporter.js'
import { differ } from './running-total.js'
import type { SumRow } from './statistic-rows.js'
import type { StatisticSeries } from './statistic-series.js'
import type { StatisticsReader } from './statistics-reader.js'

const KEY = 'inFlight'
const POLL_MS = 200

interface Sent {
  readonly id: string
  readonly startAt: Instant
  readonly sum: number
}

/**
 * The message that was sent last and not yet seen there. Home Assistant writes long after its answer: what a cut leaves in
 * its queue would come to lie over what is read in the meantime.
 */
export class InFlight {
  constructor(
    private readonly reader: StatisticsReader,
    private readonly memory: TargetMemory,
    private readonly signal: AbortSignal,
  ) {}

  async note({ id }: StatisticSeries, { startAt, sum }: SumRow): Promise<void> {
    await this.memory.set(KEY, { id, startAt, sum } satisfies Sent)
  }

  async landed(): Promise<void> {
    await this.memory.set(KEY, null)
  }

  /**
   * Waits for a message that an earlier run left behind. What does not come in time was lost in a restart: the queue that
   * `recorder/info` counts does not count the message being written.
   */
  async settle(series: readonly StatisticSeries[], timeoutMs: number): Promise<void> {
    const sent = await this.memory.get<Sent | null>(KEY)
    const target = series.find(({ id }) => id === sent?.id)
    if (!sent || !target) return
    const deadline = performance.now() + timeoutMs
    while (performance.now() < deadline) {
      const [row] = await this.reader.hours(target, sent.startAt, sent.startAt + 60 * 60_000)
      if (row && !differ(row.sum, sent.sum)) break
      await wait(POLL_MS, undefined, { signal: this.signal })
    }
    await this.landed()
  }
}
