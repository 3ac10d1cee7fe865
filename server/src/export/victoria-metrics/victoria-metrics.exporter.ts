import { Inject, Injectable, Optional } from '@nestjs/common'

import type { Dataset, DayRange } from '../../core/index.js'
import { Clock, lengthOf } from '../../core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  ExportMessage,
  ExportPreview,
  OptionValues,
  ProtocolCheck,
  SendRequest,
  Snippet,
  Verified,
} from '../exporter.js'
import type { Buckets } from './bucket-definitions.js'
import { BUCKETS, bucketDefinitions, bucketsOf } from './bucket-definitions.js'
import { checkPeer } from './check.js'
import { VictoriaMetricsClient } from './client.js'
import { dashboard } from './dashboard.js'
import { DEFINITIONS } from './definitions.js'
import type { Errand } from './deliver.js'
import { deliver, known, loadsOf } from './deliver.js'
import { differencesOf } from './differences.js'
import { heldOf, readParts } from './held-parts.js'
import { linesOf } from './lines.js'
import { OPTIONS } from './options.js'
import { oursOf } from './ours.js'
import type { Pace } from './pace.js'
import { USUAL_PACE } from './pace.js'
import { loadOf } from './parts.js'
import { undeletedFailure } from './peer-failure.js'
import { portionsOf } from './portions.js'
import { REFERENCE_DEFINITIONS } from './reference-definitions.js'
import { REWRITING } from './rewrite.js'
import type { Definition } from './series.js'
import type { Settings } from './settings.js'
import { settingsOf } from './settings.js'
import { changesIn } from './wide-changes.js'

/** About what one server takes in, read-back included. */
const SAMPLES_PER_SECOND = 50_000
const SECONDS_TO_BE_SEEN = 2

export const VICTORIA_METRICS_PACE = Symbol('VICTORIA_METRICS_PACE')

/** Readings as series of VictoriaMetrics. It answers 204 to everything: only what is read back counts as delivered. */
@Injectable()
export class VictoriaMetricsExporter implements Exporter {
  readonly kind = 'VICTORIAMETRICS'
  readonly options = OPTIONS
  readonly datasets: readonly Dataset[] = [...new Set(DEFINITIONS.flatMap(({ fedBy }) => fedBy))]

  constructor(
    private readonly clock: Clock,
    @Optional() @Inject(VICTORIA_METRICS_PACE) private readonly pace: Pace = USUAL_PACE,
  ) {}

  check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    return checkPeer(new VictoriaMetricsClient(settingsOf(options), signal), this.pace, this.clock.now())
  }

  /** As to an empty destination: what it holds already does not leave again. */
  async preview(
    { options, source }: Pick<Delivery, 'options' | 'source'>,
    changes: readonly ChangedDays[],
    limit: number,
  ): Promise<ExportPreview> {
    const settings = settingsOf(options)
    const messages: ExportMessage[] = []
    let [total, values] = [0, 0]
    const definitions = definitionsOf(settings, await bucketsOf(source))
    for await (const { parts } of loadsOf(source, changes, definitions, settings.referenceNames)) {
      for (const { text, samples } of parts.flatMap(({ series, wanted }) => [...linesOf(series, wanted)])) {
        total++
        values += samples
        if (messages.length < limit)
          messages.push({ destination: settings.importPath, payload: text, values: samples })
      }
    }
    const estimatedSeconds = Math.ceil(SECONDS_TO_BE_SEEN + values / SAMPLES_PER_SECOND)
    return { messages, total, values, estimatedSeconds }
  }

  async send({ changes, doubtful, delivered, ...delivery }: SendRequest): Promise<{ records: number }> {
    return {
      records: await this.deliver(delivery, {
        changes,
        inDoubt: doubtful.length > 0,
        isWide: false,
        delivered,
      }),
    }
  }

  async verify({ options, source, memory, signal }: Delivery, range: DayRange): Promise<Verified> {
    const settings = settingsOf(options)
    const definitions = definitionsOf(settings, await bucketsOf(source, memory))
    const client = new VictoriaMetricsClient(settings, signal)
    const differences = []
    let compared = 0
    for (const portion of portionsOf(await changesIn(source, range), definitions)) {
      const { parts } = known(await loadOf(source, portion))
      const held = await readParts(client, parts)
      for (const part of parts) {
        compared += part.wanted.length
        differences.push(...differencesOf(part, heldOf(held, part)))
      }
    }
    return { compared, differences }
  }

  async repair(delivery: Delivery, range: DayRange): Promise<{ records: number }> {
    if (lengthOf(range) === 0) return { records: 0 }
    const changes = await changesIn(delivery.source, range)
    return {
      records: await this.deliver(delivery, {
        changes,
        inDoubt: false,
        isWide: true,
        delivered: () => Promise.resolve(),
      }),
    }
  }

  /** @returns series deleted. */
  async purge({ options, source, memory, signal }: Delivery): Promise<{ records: number }> {
    const settings = settingsOf(options)
    const client = new VictoriaMetricsClient(settings, signal)
    const pdls = (await source.meters()).map(({ pdl }) => pdl)
    const buckets = bucketDefinitions(await bucketsOf(source, memory))
    const ours = oursOf([...DEFINITIONS, ...buckets, ...REFERENCE_DEFINITIONS], pdls)
    const records = await client.count(ours)
    await client.deleteSeries(ours)
    await memory.set(REWRITING, [])
    await memory.set(BUCKETS, {})
    if ((await client.count(ours)) > 0) throw undeletedFailure(settings)
    return { records }
  }

  /** The dashboard for Grafana, with the meters of this target. */
  async snippets({ source }: Pick<Delivery, 'options' | 'source'>): Promise<readonly Snippet[]> {
    const pdls = (await source.meters()).map(({ pdl }) => pdl)
    return [
      {
        title: { fr: 'Tableau de bord Grafana', en: 'Grafana dashboard' },
        format: 'json',
        text: JSON.stringify(dashboard(pdls), null, 2),
      },
    ]
  }

  private async deliver(
    { options, signal, ...rest }: Delivery,
    errand: Pick<Errand, 'changes' | 'inDoubt' | 'isWide' | 'delivered'>,
  ): Promise<number> {
    const settings = settingsOf(options)
    const client = new VictoriaMetricsClient(settings, signal)
    const buckets = await bucketsOf(rest.source, rest.memory)
    await rest.memory.set(BUCKETS, buckets)
    const definitions = definitionsOf(settings, buckets)
    return deliver({ ...rest, ...errand, client, pace: this.pace, definitions })
  }
}

function definitionsOf({ referenceNames }: Settings, buckets: Buckets): readonly Definition[] {
  const ours = [...DEFINITIONS, ...bucketDefinitions(buckets)]
  return referenceNames ? [...ours, ...REFERENCE_DEFINITIONS] : ours
}
