import { Injectable } from '@nestjs/common'

import { AppError, ExportFailed } from '../../core/index.js'
import type {
  Delivery,
  Exporter,
  ExportPreview,
  OptionValues,
  ProtocolCheck,
  Telling,
  Told,
} from '../exporter.js'
import { AN_EXAMPLE, NO_FIGURES, previewOf } from '../notices-only.js'
import { refusalOf, request } from '../notify-http.js'
import { bodyOf, isAmong } from './message.js'
import type { NtfySettings } from './options.js'
import { OPTIONS, settingsOf } from './options.js'

/** A server that keeps messages keeps them twelve hours, unless told otherwise. */
const LOOKED_BACK = '12h'

/** ntfy: notices on a phone. What is in doubt is looked for among the messages the server still holds. */
@Injectable()
export class NtfyExporter implements Exporter {
  readonly kind = 'NTFY'
  readonly options = OPTIONS
  readonly datasets = ['NOTICES'] as const
  readonly send = NO_FIGURES.send
  readonly verify = NO_FIGURES.verify
  readonly repair = NO_FIGURES.repair

  async check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    const settings = settingsOf(options)
    return [
      await checked('http', () => health(settings, signal)),
      await checked('topic', () => poll(settings, signal)),
    ]
  }

  preview({ options }: Pick<Delivery, 'options'>): Promise<ExportPreview> {
    const settings = settingsOf(options)
    return Promise.resolve(previewOf(`POST ${settings.url}`, bodyOf(AN_EXAMPLE, settings)))
  }

  tell = async ({ options, notice, isDoubtful, signal }: Telling): Promise<Told> => {
    const settings = settingsOf(options)
    if (isDoubtful && isAmong(await poll(settings, signal), notice)) return 'TOLD'
    const { url, headers, answerMs } = settings
    const body = bodyOf(notice, settings)
    const { status } = await request({ method: 'POST', url, headers, body, answerMs, signal })
    const refusal = refusalOf('ntfy', status)
    if (refusal) throw refusal
    return 'TOLD'
  }
}

/** The messages still held, one JSON a line. Throws what keeps us from reading them. */
async function poll({ url, topic, headers, answerMs }: NtfySettings, signal: AbortSignal): Promise<string> {
  const { status, body } = await request({
    method: 'GET',
    url: `${url}/${topic}/json?poll=1&since=${LOOKED_BACK}`,
    headers,
    answerMs,
    signal,
  })
  const refusal = refusalOf('ntfy', status)
  if (refusal) throw refusal
  return typeof body === 'string' ? body : JSON.stringify(body)
}

async function health({ url, answerMs }: NtfySettings, signal: AbortSignal): Promise<void> {
  const { status, body } = await request({ method: 'GET', url: `${url}/v1/health`, answerMs, signal })
  const isHealthy = typeof body === 'object' && body !== null && 'healthy' in body && body.healthy === true
  if (status !== 200 || !isHealthy)
    throw new ExportFailed('PEER_UNSUPPORTED', `No ntfy server answers there: status ${status}.`)
}

async function checked(protocol: string, work: () => Promise<unknown>): Promise<ProtocolCheck> {
  const startedAt = performance.now()
  try {
    await work()
    return { protocol, outcome: { durationMs: performance.now() - startedAt, peer: 'ntfy', warnings: [] } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { protocol, outcome: error }
  }
}
