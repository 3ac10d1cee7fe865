import type { Instant } from '../../core/index.js'
import type { TargetMemory } from '../exporter.js'
import type { VictoriaMetricsClient } from './client.js'
import { compare } from './comparison.js'
import { heldOf, readParts } from './held-parts.js'
import type { Line } from './lines.js'
import { linesOf } from './lines.js'
import type { Pace } from './pace.js'
import type { Load, Part } from './parts.js'
import { droppedFailure } from './peer-failure.js'
import { probe } from './probe.js'
import type { Dropped } from './retention.js'
import { droppedOf, isTooOld } from './retention.js'
import type { Sample } from './series.js'

const UNSETTLED = 'unsettled'

/** Samples of a part that are to be sent. */
export interface Outgoing {
  readonly part: Part
  readonly samples: readonly Sample[]
}

/** A sending that is not yet seen to have arrived. */
export interface Flight {
  readonly loads: readonly Load[]
  /** Held wrongly before. What they lack was sent all the same: their rewriting may be refused. */
  readonly wrong: readonly Part[]
  readonly outgoing: readonly Outgoing[]
  readonly sentAt: number
}

/** Brings samples to one VictoriaMetrics and sees them there; what is there already never leaves again. */
export class Transfer {
  records = 0
  /** Acknowledged and not kept, for their age. */
  dropped: Dropped | null = null
  private unsettled = false

  constructor(
    private readonly client: VictoriaMetricsClient,
    private readonly memory: TargetMemory,
    private readonly pace: Pace,
    private readonly now: Instant,
    private readonly progress: (records: number) => void,
  ) {}

  /** Waits until all that an interrupted run may have left on its way can be read back. */
  async settle(inDoubt: boolean): Promise<void> {
    this.unsettled = (await this.memory.get<boolean>(UNSETTLED)) === true
    if (inDoubt || this.unsettled) await this.client.pause(this.pace.settleMs)
  }

  async settled(): Promise<void> {
    if (this.unsettled) await this.memory.set(UNSETTLED, false)
    this.unsettled = false
  }

  /** Sends what is missing, without waiting for it to be seen. */
  async launch(loads: readonly Load[]): Promise<Flight> {
    const parts = loads.flatMap((load) => load.parts)
    const held = await readParts(this.client, parts)
    const wrong: Part[] = []
    const outgoing: Outgoing[] = []
    for (const part of parts) {
      const comparison = compare(part.wanted, heldOf(held, part))
      if (comparison.wrong > 0 && part.of !== null) wrong.push(part)
      if (comparison.missing.length > 0) outgoing.push({ part, samples: comparison.missing })
    }
    await this.send(outgoing)
    return { loads, wrong, outgoing, sentAt: performance.now() }
  }

  /** Waits until all of it can be read back. @returns the parts that only a rewriting puts right. */
  async land({ wrong, outgoing, sentAt }: Flight): Promise<ReadonlySet<Part>> {
    if (outgoing.length === 0) return new Set(wrong)
    const seen = await this.readBack(outgoing, sentAt)
    if (seen.missing.length > 0) await this.explain(seen.missing, seen.oldestKept)
    this.records += samplesOf(outgoing) - seen.missing.length
    this.progress(this.records)
    return new Set([...wrong, ...seen.wrong])
  }

  /** Sends one series as it is, and waits until it can be read back. @returns whether it is then as it should be. */
  async bring(part: Part): Promise<boolean> {
    const outgoing = part.wanted.length > 0 ? [{ part, samples: part.wanted }] : []
    await this.send(outgoing)
    const wrong = await this.land({ loads: [], wrong: [], outgoing, sentAt: performance.now() })
    return wrong.size === 0
  }

  private async send(outgoing: readonly Outgoing[]): Promise<void> {
    if (outgoing.length === 0) return
    if (!this.unsettled) await this.memory.set(UNSETTLED, true)
    this.unsettled = true
    await this.client.import(linesOfAll(outgoing))
  }

  private async readBack(outgoing: readonly Outgoing[], sentAt: number) {
    const wrong: Part[] = []
    let pending = outgoing
    let oldestKept: Instant | null = null
    let fewest = Infinity
    let progressAt = performance.now()
    await this.client.pause(Math.max(0, sentAt + this.pace.firstLookMs - performance.now()))
    for (;;) {
      const missing: Sample[] = []
      const held = await readParts(
        this.client,
        pending.map(({ part }) => part),
      )
      pending = pending.filter(({ part }) => {
        const found = heldOf(held, part)
        const comparison = compare(part.wanted, found)
        const first = found[0]?.at
        if (first !== undefined) oldestKept = Math.min(first, oldestKept ?? first)
        for (const sample of comparison.missing) missing.push(sample)
        if (comparison.wrong > 0 && part.of !== null) wrong.push(part)
        return comparison.missing.length > 0
      })
      if (missing.length < fewest) [fewest, progressAt] = [missing.length, performance.now()]
      if (missing.length === 0 || performance.now() - progressAt > this.pace.giveUpMs)
        return { wrong, missing, oldestKept }
      await this.client.pause(this.pace.lookAgainMs)
    }
  }

  private async explain(missing: readonly Sample[], oldestKept: Instant | null): Promise<void> {
    const keepsNow =
      oldestKept === null && (await probe(this.client, this.pace, [this.now])).kept.has(this.now)
    if (!isTooOld(missing, oldestKept, this.now, keepsNow))
      throw droppedFailure(missing.length, this.client.settings)
    this.dropped = droppedOf(missing, this.dropped)
  }
}

export function samplesOf(outgoing: readonly Outgoing[]): number {
  return outgoing.reduce((sum, { samples }) => sum + samples.length, 0)
}

function* linesOfAll(outgoing: readonly Outgoing[]): Generator<Line> {
  for (const { part, samples } of outgoing) yield* linesOf(part.series, samples)
}
