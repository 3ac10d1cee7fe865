import type { ExportSource } from '../export-source.js'
import type { ChangedDays, Delivery } from '../exporter.js'
import type { VictoriaMetricsClient } from './client.js'
import { gaugeValues } from './gauge-samples.js'
import type { Pace } from './pace.js'
import type { Load } from './parts.js'
import { gaugeLoad, loadOf } from './parts.js'
import type { Portion, SeriesDays } from './portions.js'
import { portionsOf, recentEcowatt } from './portions.js'
import { retentionFailure } from './retention.js'
import { interruptedRewrites, Rewriter } from './rewrite.js'
import type { Definition } from './series.js'
import type { Flight } from './transfer.js'
import { samplesOf, Transfer } from './transfer.js'

/** Sent together. */
const SAMPLES_AT_ONCE = 40_000
/** Sent and not yet read back: while one batch appears the next ones leave. Few enough to be held in memory. */
const SAMPLES_IN_THE_AIR = 400_000

export interface Errand extends Pick<Delivery, 'source' | 'memory' | 'log' | 'progress'> {
  readonly client: VictoriaMetricsClient
  readonly pace: Pace
  readonly definitions: readonly Definition[]
  readonly changes: readonly ChangedDays[]
  /** The changes are a guess at all that may be held: what we know nothing of is not ours to judge. */
  readonly isWide: boolean
  /** Something of it may be on its way already. */
  readonly inDoubt: boolean
  readonly delivered: (changes: readonly ChangedDays[]) => Promise<void>
}

/** All that would leave for these changes, oldest first, and last what is true now. */
export async function* loadsOf(
  source: ExportSource,
  changes: readonly ChangedDays[],
  definitions: readonly Definition[],
  withReferenceNames: boolean,
): AsyncGenerator<Load> {
  for (const portion of await allPortions(source, changes, definitions)) yield await loadOf(source, portion)
  yield gaugeLoad(await gaugeValues(source, withReferenceNames), source.now, [])
}

/**
 * Sends what the destination lacks, reads it back, calls it delivered; then rewrites the series that hold something wrong.
 * @returns samples written. Throws PEER_UNSUPPORTED at its end when the destination kept only what is recent.
 */
export async function deliver(errand: Errand): Promise<number> {
  const { client, memory, pace, source, definitions, changes } = errand
  const left = await interruptedRewrites(memory, definitions)
  const transfer = new Transfer(client, memory, pace, source.now, (records) => errand.progress(records, null))
  await transfer.settle(errand.inDoubt)
  const wrong = new Map<string, SeriesDays>()
  const waiting: Load[] = []
  for (const one of left) addTo(wrong, one)

  const loads = loadsOf(source, changes, definitions, client.settings.referenceNames)
  const flights: Flight[] = []
  const landFirst = async () => {
    const flight = flights.shift()
    if (!flight) return
    const found = await transfer.land(flight)
    for (const { of } of found) if (of) addTo(wrong, of)
    const isRight = ({ parts }: Load) => !parts.some((part) => found.has(part))
    waiting.push(...flight.loads.filter((load) => !isRight(load)))
    await settle(flight.loads.filter(isRight), errand)
  }
  for await (const batch of batchesOf(loads)) {
    flights.push(await transfer.launch(errand.isWide ? batch.map(known) : batch))
    while (inTheAir(flights) > SAMPLES_IN_THE_AIR) await landFirst()
  }
  while (flights.length > 0) await landFirst()

  const rewriter = new Rewriter(client, memory, transfer, pace, errand.log)
  for (const of of wrong.values()) await rewriter.rewrite(source, of)
  await settle(waiting, errand)
  await transfer.settled()
  await client.resetCache().catch(() => errand.log('the cache of the cluster could not be reset'))
  if (transfer.dropped) throw retentionFailure(transfer.dropped, client.settings.shown)
  return transfer.records
}

async function allPortions(
  source: ExportSource,
  changes: readonly ChangedDays[],
  definitions: readonly Definition[],
): Promise<Portion[]> {
  const asked = new Set(changes.filter(({ dataset }) => dataset === 'ECOWATT').flatMap(({ days }) => days))
  const recent = (await recentEcowatt(source))
    .map((change) => ({ ...change, days: change.days.filter((day) => !asked.has(day)) }))
    .filter(({ days }) => days.length > 0)
  const silent = portionsOf(recent, definitions).map((portion) => ({ ...portion, changes: [] }))
  return [...portionsOf(changes, definitions), ...silent]
}

async function* batchesOf(loads: AsyncIterable<Load>): AsyncGenerator<Load[]> {
  let batch: Load[] = []
  let samples = 0
  for await (const load of loads) {
    batch.push(load)
    samples += load.parts.reduce((sum, { wanted }) => sum + wanted.length, 0)
    if (samples < SAMPLES_AT_ONCE) continue
    yield batch
    batch = []
    samples = 0
  }
  if (batch.length > 0) yield batch
}

/** Without the series of which we hold nothing. */
export function known(load: Load): Load {
  return { ...load, parts: load.parts.filter(({ wanted }) => wanted.length > 0) }
}

function inTheAir(flights: readonly Flight[]): number {
  return flights.reduce((sum, { outgoing }) => sum + samplesOf(outgoing), 0)
}

function addTo(wrong: Map<string, SeriesDays>, of: SeriesDays): void {
  const key = `${of.definition.id}|${of.pdl ?? ''}|${of.year}`
  wrong.set(key, { ...of, days: [...(wrong.get(key)?.days ?? []), ...of.days] })
}

async function settle(loads: readonly Load[], { delivered }: Errand): Promise<void> {
  const changes = loads.flatMap((load) => load.changes)
  if (changes.length > 0) await delivered(changes)
}
