import type { Collector } from '../collector.js'
import type { TableReport } from '../report.js'

/** One reading of a file, as its source sees it. */
export interface Reading {
  readonly fileName: string
  readonly collector: Collector
  readonly tables: TableReport[]
  /** To be awaited between two pieces: what was read is kept, progress is told, a cancellation throws. */
  breathe(bytes: number): Promise<void>
}
