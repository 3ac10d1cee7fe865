import { setTimeout as pause } from 'node:timers/promises'

import type { Dataset, Day } from '../src/core/index.js'
import { addDays, ExportFailed } from '../src/core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  ExportKind,
  OptionSpec,
  OptionValue,
  OptionValues,
  SendRequest,
} from '../src/export/index.js'

const say = (text: string) => ({ fr: text, en: text })

/** A destination in the memory of a test: what it holds, and how it is to misbehave. */
export class MemoryExporter implements Exporter {
  readonly datasets: readonly Dataset[] = ['CONSUMPTION_DAILY', 'MAX_POWER']
  readonly options: readonly OptionSpec[]
  /** `dataset day` → value, as it was last sent. */
  readonly held = new Map<string, number | null>()
  readonly requests: {
    changes: readonly ChangedDays[]
    doubtful: readonly ChangedDays[]
    options: OptionValues
  }[] = []
  /** Thrown by the next sendings, in turn; null = none. */
  readonly failures: (Error | null)[] = []
  /** Days held before the failure. */
  daysBeforeFailure = 0
  /** Never answers, until it is told to stop. */
  hangs = false
  /** It says of everything that it was delivered, but keeps and confirms nothing. */
  confirms = true
  memoryAtSend: unknown
  private released = new AbortController()

  constructor(
    readonly kind: ExportKind,
    variable: string,
  ) {
    this.options = [
      {
        name: 'url',
        group: say('Access'),
        title: say('Address'),
        help: say('Where it is.'),
        type: 'URL',
        required: true,
        variable: `${variable}_URL`,
      },
      {
        name: 'token',
        group: say('Access'),
        title: say('Token'),
        help: say('Its key.'),
        type: 'TEXT',
        secret: true,
        variable: `${variable}_TOKEN`,
      },
      {
        name: 'prefix',
        group: say('Names'),
        title: { fr: 'Préfixe', en: 'Prefix' },
        help: say('What names begin with.'),
        type: 'TEXT',
        default: 'linky',
      },
    ]
  }

  /** What hangs breaks off. */
  breakOff(): void {
    this.hangs = false
    this.released.abort()
    this.released = new AbortController()
  }

  check() {
    return Promise.resolve([
      { protocol: 'memory', outcome: { durationMs: 1, peer: 'Memory 1.0', warnings: [] } },
      { protocol: 'rest', outcome: new ExportFailed('PEER_REFUSED', 'It refuses the token.') },
    ])
  }

  preview({ options }: Pick<Delivery, 'options' | 'source'>, changes: readonly ChangedDays[], limit: number) {
    const messages = changes.map(({ dataset, days }) => ({
      destination: `${textOf(options.prefix)}/${dataset}`,
      payload: JSON.stringify({ days, token: options.token }),
      values: days.length,
    }))
    return Promise.resolve({
      messages: messages.slice(0, limit),
      total: messages.length,
      values: messages.reduce((sum, { values }) => sum + values, 0),
      estimatedSeconds: 0,
    })
  }

  async send({ changes, doubtful, delivered, signal, options, log, memory, source, progress }: SendRequest) {
    this.requests.push({ changes, doubtful, options })
    this.memoryAtSend = await memory.get('mark')
    log(`sent with ${textOf(options.token)}`)
    if (this.hangs)
      await pause(600_000, undefined, { signal: AbortSignal.any([signal, this.released.signal]) })
    const failure = this.failures.shift() ?? null
    let records = 0
    for (const { dataset, pdl, days } of changes) {
      for (const day of days) {
        if (failure && records >= this.daysBeforeFailure) throw failure
        this.held.set(`${dataset} ${day}`, await this.valueAt(source, dataset, pdl, day))
        records++
        progress(records, null)
        if (this.confirms) await delivered([{ dataset, pdl, days: [day] }])
      }
    }
    if (failure) throw failure
    await memory.set('mark', records)
    return { records }
  }

  verify() {
    return Promise.resolve({
      compared: this.held.size,
      differences: [...this.held]
        .filter(([, value]) => value === -1)
        .map(([key]) => ({ key, at: null, expected: 1, found: -1, unit: 'Wh' })),
    })
  }

  repair() {
    const broken = [...this.held].filter(([, value]) => value === -1)
    for (const [key] of broken) this.held.set(key, 1)
    return Promise.resolve({ records: broken.length })
  }

  purge() {
    const records = this.held.size
    this.held.clear()
    return Promise.resolve({ records })
  }

  snippets({ options }: Pick<Delivery, 'options' | 'source'>) {
    return Promise.resolve([
      {
        title: { fr: 'Une carte', en: 'A card' },
        format: 'yaml' as const,
        text: `at: ${textOf(options.url)}`,
      },
    ])
  }

  private async valueAt(source: Delivery['source'], dataset: Dataset, pdl: string | null, day: Day) {
    if (dataset !== 'CONSUMPTION_DAILY' || pdl === null) return null
    const [held] = await source.days(pdl, 'CONSUMPTION', { from: day, to: addDays(day, 1) })
    return held?.energyWh ?? null
  }
}

function textOf(value: OptionValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
