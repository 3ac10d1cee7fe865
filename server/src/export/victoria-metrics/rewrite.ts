import type { Day } from '../../core/index.js'
import { AppError, daysOf, ExportFailed } from '../../core/index.js'
import type { TargetMemory } from '../exporter.js'
import type { VictoriaMetricsClient } from './client.js'
import { heldOf, readParts } from './held-parts.js'
import type { Pace } from './pace.js'
import type { Part } from './parts.js'
import { partOf, yearDays } from './parts.js'
import { droppedFailure, undeletedFailure } from './peer-failure.js'
import type { SeriesDays } from './portions.js'
import type { Definition, Readings } from './series.js'
import { selectorOf } from './series.js'
import type { Transfer } from './transfer.js'
import { wholeYear } from './whole-year.js'

/** Key in the memory: series that are deleted and not yet written again. */
export const REWRITING = 'rewriting'

interface Mark {
  readonly id: string
  readonly pdl: string | null
  readonly year: string
}

/** Series that a previous run had deleted and could not write again. */
export async function interruptedRewrites(
  memory: TargetMemory,
  definitions: readonly Definition[],
): Promise<SeriesDays[]> {
  const marks = (await memory.get<readonly Mark[]>(REWRITING)) ?? []
  return marks.flatMap(({ id, pdl, year }) => {
    const definition = definitions.find((one) => one.id === id)
    return definition ? [{ definition, pdl, year, days: [] }] : []
  })
}

/**
 * Deletes one narrow series and writes it again from what we hold: VictoriaMetrics has no update in place. A mark in the
 * memory outlives a crash between the two. Throws PEER_UNSUPPORTED, to be tried again, when nothing can be deleted: what is
 * new goes on being delivered.
 */
export class Rewriter {
  private last = 0

  constructor(
    private readonly client: VictoriaMetricsClient,
    private readonly memory: TargetMemory,
    private readonly transfer: Transfer,
    private readonly pace: Pace,
    private readonly log: (line: string) => void,
  ) {}

  async rewrite(source: Readings, of: SeriesDays): Promise<void> {
    const waitMs = this.last + this.pace.betweenRewritesMs - performance.now()
    if (this.last > 0 && waitMs > 0) await this.client.pause(waitMs)
    this.last = performance.now()
    const days = daysOf(yearDays(of.year))
    const part = await partOf(source, { ...of, days })
    const held = heldOf(await readParts(this.client, [part]), part)
    const wanted = wholeYear(days, part.wanted, held, new Set<Day>(of.days))
    await this.mark(of, true)
    await this.delete(part, of)
    this.log(`${part.key}: rewritten, ${wanted.length} samples`)
    if (!(await this.transfer.bring({ ...part, wanted })))
      throw droppedFailure(wanted.length, this.client.settings)
    await this.mark(of, false)
  }

  private async delete(part: Part, of: SeriesDays): Promise<void> {
    try {
      await this.client.deleteSeries([selectorOf(part.series)])
    } catch (refused) {
      if (!(refused instanceof AppError) || refused.code === 'PEER_UNREACHABLE') throw refused
      await this.mark(of, false)
      throw new ExportFailed(
        'PEER_UNSUPPORTED',
        `A corrected value can only be written by deleting its series, which VictoriaMetrics at ${this.client.settings.shown} refuses: give the deletion key (-deleteAuthKey), or allow delete_series.`,
        { retry: 'later', ...(refused.detail === undefined ? {} : { detail: refused.detail }) },
      )
    }
    const startedAt = performance.now()
    while (heldOf(await readParts(this.client, [part]), part).length > 0) {
      if (performance.now() - startedAt > this.pace.giveUpMs) {
        await this.mark(of, false)
        throw undeletedFailure(this.client.settings)
      }
      await this.client.pause(this.pace.lookAgainMs)
    }
  }

  private async mark({ definition, pdl, year }: SeriesDays, on: boolean): Promise<void> {
    const marks = (await this.memory.get<readonly Mark[]>(REWRITING)) ?? []
    const others = marks.filter((one) => one.id !== definition.id || one.pdl !== pdl || one.year !== year)
    await this.memory.set(REWRITING, on ? [...others, { id: definition.id, pdl, year }] : others)
  }
}
