import { AppError, ExportFailed } from '../../core/index.js'
import type { CheckPassed, ProtocolCheck } from '../exporter.js'
import type { VictoriaMetricsClient } from './client.js'
import type { Pace } from './pace.js'
import { probe } from './probe.js'
import { shortRetention } from './retention.js'

const HOUR = 60 * 60_000
/** Enedis gives three years; each age tells apart a retention that people really set. */
const AGES_DAYS = [1110, 400, 40] as const

/** Tries reading, then writing, reading back and deleting, with a series of its own. */
export async function checkPeer(
  client: VictoriaMetricsClient,
  pace: Pace,
  now: number,
): Promise<ProtocolCheck[]> {
  const query = await timed(async () => {
    if (await client.one()) return { peer: await peerOf(client), warnings: [] }
    throw new ExportFailed(
      'PEER_UNSUPPORTED',
      `What answers at ${client.settings.shown} does not answer like VictoriaMetrics: check the address.`,
    )
  })
  if (query instanceof AppError) return [{ protocol: 'query', outcome: query }]
  let deletion: unknown = null
  const readBack = await timed(async () => {
    const recent = now - HOUR
    const instants = AGES_DAYS.map((days) => now - days * 24 * HOUR)
    const probed = await probe(client, pace, [...instants, recent])
    deletion = probed.deletion
    if (!probed.kept.has(recent))
      throw new ExportFailed(
        'PEER_DROPPED',
        `VictoriaMetrics at ${client.settings.shown} acknowledged a sample that it does not hold: check its disk and its clock.`,
      )
    const lost = AGES_DAYS.filter((_, index) => !probed.kept.has(instants[index] ?? 0)).at(-1)
    return {
      peer: query.peer,
      warnings: lost === undefined ? [] : [shortRetention(lost, client.settings.shown)],
    }
  })
  return [
    { protocol: 'query', outcome: query },
    { protocol: 'read-back', outcome: readBack },
    ...(readBack instanceof AppError
      ? []
      : [{ protocol: 'delete', outcome: { ...readBack, warnings: refusalOf(deletion, client) } }]),
  ]
}

function refusalOf(deletion: unknown, { settings }: VictoriaMetricsClient): AppError[] {
  if (!(deletion instanceof AppError)) return []
  return [
    new ExportFailed(
      deletion.code === 'PEER_UNREACHABLE' ? 'PEER_UNREACHABLE' : 'PEER_REFUSED',
      `VictoriaMetrics at ${settings.shown} does not let us delete a series: corrected values will not be written. Give the deletion key (-deleteAuthKey), or allow delete_series.`,
      deletion.detail === undefined ? {} : { detail: deletion.detail },
    ),
  ]
}

async function peerOf(client: VictoriaMetricsClient): Promise<string> {
  const version = await client.version()
  return version === null ? 'VictoriaMetrics' : `VictoriaMetrics ${version}`
}

async function timed(step: () => Promise<Omit<CheckPassed, 'durationMs'>>): Promise<CheckPassed | AppError> {
  const startedAt = performance.now()
  try {
    const { peer, warnings } = await step()
    return { durationMs: Math.round(performance.now() - startedAt), peer, warnings }
  } catch (failure) {
    if (failure instanceof AppError) return failure
    throw failure
  }
}
