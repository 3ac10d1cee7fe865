import { startOf, wallClockOf } from '../../src/core/index.js'
import type { Day, Instant } from '../../src/core/index.js'

type Json = Readonly<Record<string, unknown>>
const HOUR = 60 * 60_000
const ID = /^(?!.+__)(?!_)[\da-z_]+(?<!_):(?!_)[\da-z_]+(?<!_)$/
const METADATA_KEYS = ['has_sum', 'name', 'source', 'statistic_id', 'unit_of_measurement']

/** What Home Assistant answers to a command it does not accept. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    words: string,
  ) {
    super(words)
  }
}

export interface Row {
  state: number | null
  sum: number | null
}

interface ImportCommand {
  readonly metadata: { readonly statistic_id: string; readonly unit_of_measurement: string }
  readonly rows: ReadonlyMap<Instant, Row>
}

/** The long-term statistics of the fake: rows are written after their import was acknowledged, first come first written. */
export class FakeRecorder {
  readonly statistics = new Map<string, Map<Instant, Row>>()
  private queue = Promise.resolve()

  constructor(
    private readonly version: string,
    private readonly delayMs: number,
  ) {}

  /** Throws Refusal, in the order of the real one: shape first, then sense. */
  check({ metadata, stats }: Json): ImportCommand {
    const described = metadata as Json
    const isNew = this.version >= '2025.11'
    const allowed = [...METADATA_KEYS, ...(isNew ? ['mean_type', 'unit_class', 'has_mean'] : ['has_mean'])]
    for (const key of Object.keys(described))
      if (!allowed.includes(key))
        throw new Refusal('invalid_format', `extra keys not allowed @ data['metadata']['${key}']`)
    for (const key of isNew ? METADATA_KEYS : [...METADATA_KEYS, 'has_mean'])
      if (!(key in described))
        throw new Refusal('invalid_format', `required key not provided @ data['metadata']['${key}']`)
    const rows = (stats as Json[]).map((row) => rowOf(row))
    const id = String(described['statistic_id'])
    if (!ID.test(id)) throw new Refusal('home_assistant_error', 'Invalid statistic_id')
    if (described['source'] !== id.split(':')[0]) throw new Refusal('home_assistant_error', 'Invalid source')
    return {
      metadata: { statistic_id: id, unit_of_measurement: String(described['unit_of_measurement']) },
      rows: new Map(rows),
    }
  }

  import({ metadata: { statistic_id: id }, rows }: ImportCommand): void {
    this.later(() => {
      const kept = this.statistics.get(id) ?? new Map<Instant, Row>()
      this.statistics.set(id, kept)
      for (const [startAt, row] of rows) kept.set(startAt, row)
    })
  }

  clear(ids: readonly string[]): void {
    this.later(() => {
      for (const id of ids) this.statistics.delete(id)
    })
  }

  /** All that was acknowledged is written. */
  settled(): Promise<void> {
    return this.queue
  }

  sorted(id: string): [Instant, Row][] {
    return [...(this.statistics.get(id) ?? [])].sort(([a], [b]) => a - b)
  }

  during({ start_time, end_time, statistic_ids, period, types }: Json): Json {
    const [from, to] = [
      Date.parse(String(start_time)),
      typeof end_time === 'string' ? Date.parse(end_time) : Infinity,
    ]
    const wanted = types as string[]
    return Object.fromEntries(
      (statistic_ids as string[]).flatMap((id): [string, object[]][] => {
        const rows = this.buckets(id, period as 'hour' | 'month', from, to).map(
          ({ start, end, sum, state, change }) => ({
            start,
            end,
            ...(wanted.includes('sum') ? { sum } : {}),
            ...(wanted.includes('state') ? { state } : {}),
            ...(wanted.includes('change') ? { change } : {}),
          }),
        )
        return rows.length > 0 ? [[id, rows]] : []
      }),
    )
  }

  private buckets(id: string, period: 'hour' | 'month', from: Instant, to: Instant) {
    const all = this.sorted(id)
    const before = all.findLast(([startAt]) => startAt < from)?.[1].sum ?? 0
    const buckets = new Map<
      Instant,
      { start: Instant; end: Instant; sum: number | null; state: number | null; change: number }
    >()
    let previous = before
    for (const [startAt, { sum, state }] of all) {
      if (startAt < from || startAt >= to) continue
      const [start, end] = period === 'hour' ? [startAt, startAt + HOUR] : monthOf(startAt)
      const change = (buckets.get(start)?.change ?? 0) + ((sum ?? 0) - previous)
      buckets.set(start, { start, end, sum, state, change })
      previous = sum ?? previous
    }
    return [...buckets.values()]
  }

  private later(write: () => void): void {
    this.queue = this.queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, this.delayMs))
      write()
    })
  }
}

function rowOf({ start, state, sum, ...extra }: Json): [Instant, Row] {
  if (Object.keys(extra).length > 0)
    throw new Refusal('invalid_format', "extra keys not allowed @ data['stats'][0]")
  if (state === null || sum === null) throw new Refusal('invalid_format', "expected float @ data['stats'][0]")
  if (typeof start !== 'string')
    throw new Refusal('invalid_format', "Invalid datetime specified @ data['stats'][0]['start']")
  if (!/(Z|[+-]\d\d:\d\d)$/.test(start)) throw new Refusal('home_assistant_error', 'Naive timestamp')
  const startAt = Date.parse(start)
  if (startAt % HOUR !== 0) throw new Refusal('home_assistant_error', 'Invalid timestamp')
  return [
    startAt,
    { state: state === undefined ? null : Number(state), sum: sum === undefined ? null : Number(sum) },
  ]
}

function monthOf(instant: Instant): [Instant, Instant] {
  const { day } = wallClockOf(instant)
  const [year = 0, month = 0] = day.split('-').map(Number)
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
  return [startOf(`${day.slice(0, 7)}-01` as Day), startOf(`${next}-01` as Day)]
}
