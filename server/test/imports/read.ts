import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import type { Instant, SeriesDataset } from '../../src/core/index.js'
import { parseInstant, startOf } from '../../src/core/index.js'
import { readImportFile } from '../../src/imports/read-file.js'
import type { FileReport, StagedDay } from '../../src/imports/report.js'
import { joinDay, wattMinutesOf } from '../../src/imports/staged-days.js'

const NOW = parseInstant('2026-11-24T12:00:00+01:00')

/** A file, read without a database. */
export interface Read extends FileReport {
  /** Oldest first, one per series and day. */
  readonly days: readonly StagedDay[]
  readonly of: (dataset: SeriesDataset) => StagedDay[]
  /** Wh of a series. */
  readonly energyWh: (dataset: SeriesDataset) => number
  /** Start instant → W. */
  readonly slots: (dataset: SeriesDataset) => Map<Instant, number>
}

export async function readPath(path: string, fileName = basename(path), now = NOW): Promise<Read> {
  const parts = new Map<string, StagedDay[]>()
  const report = await readImportFile({
    path,
    fileName,
    now,
    onDay(day) {
      const key = `${day.dataset}/${day.pdl}/${day.day}`
      parts.set(key, [...(parts.get(key) ?? []), day])
    },
  })
  const days = [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => joinDay(each))
  const of = (dataset: SeriesDataset) => days.filter((day) => day.dataset === dataset)
  return {
    ...report,
    days,
    of,
    energyWh: (dataset) => of(dataset).reduce((sum, day) => sum + wattMinutesOf(day), 0) / 60,
    slots: (dataset) =>
      new Map(
        of(dataset).flatMap(({ day, offsets, values }) =>
          offsets.map((offset, index) => [startOf(day) + offset * 1000, values[index] ?? NaN] as const),
        ),
      ),
  }
}

/** The same, of what a file would hold. */
export async function readBytes(content: string | Uint8Array, fileName = 'file.csv'): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'linky-read-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, content)
    return await readPath(path, fileName)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
