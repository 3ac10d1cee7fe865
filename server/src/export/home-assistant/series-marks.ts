import { isDeepStrictEqual } from 'node:util'

import type { Instant } from '../../core/index.js'
import type { TargetMemory } from '../exporter.js'

/** Where a statistic of ours begins, and what it held before. */
export interface SeriesMark {
  readonly oldest: Instant
  /** Sum of the last row before `oldest`, of another client or of an earlier life of ours; 0 = none. */
  readonly base: number
}

const KEY = 'statistics'

/** The statistics that this target wrote, kept in its memory. */
export class SeriesMarks {
  constructor(private readonly memory: TargetMemory) {}

  async all(): Promise<Readonly<Record<string, SeriesMark>>> {
    return (await this.memory.get<Record<string, SeriesMark>>(KEY)) ?? {}
  }

  async of(id: string): Promise<SeriesMark | undefined> {
    return (await this.all())[id]
  }

  async set(id: string, mark: SeriesMark): Promise<void> {
    const all = await this.all()
    if (isDeepStrictEqual(all[id], mark)) return
    await this.memory.set(KEY, { ...all, [id]: mark })
  }

  async forget(ids: readonly string[]): Promise<void> {
    const kept = Object.entries(await this.all()).filter(([id]) => !ids.includes(id))
    await this.memory.set(KEY, Object.fromEntries(kept))
  }
}
