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
import { Unconfirmed } from '../tell-failures.js'
import { bodyOf } from './message.js'
import type { WebhookSettings } from './options.js'
import { OPTIONS, settingsOf } from './options.js'

/** Any address that takes a POST: notices only. It cannot be asked what it holds. */
@Injectable()
export class WebhookExporter implements Exporter {
  readonly kind = 'WEBHOOK'
  readonly options = OPTIONS
  readonly datasets = ['NOTICES'] as const
  readonly send = NO_FIGURES.send
  readonly verify = NO_FIGURES.verify
  readonly repair = NO_FIGURES.repair

  /** Asks for the head only: nothing is posted. Who takes posts only says 405, and is there. */
  async check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    const settings = settingsOf(options)
    const startedAt = performance.now()
    try {
      const { status } = await request({ method: 'HEAD', ...accessOf(settings), signal })
      const refusal = status === 405 ? null : refusalOf('The webhook', status)
      return [{ protocol: 'http', outcome: refusal ?? passed(startedAt) }]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return [{ protocol: 'http', outcome: error }]
    }
  }

  preview({ options }: Pick<Delivery, 'options'>): Promise<ExportPreview> {
    const { url, format } = settingsOf(options)
    return Promise.resolve(previewOf(`POST ${new URL(url).origin}/…`, bodyOf(AN_EXAMPLE, format)))
  }

  tell = async ({ options, notice, isDoubtful, signal }: Telling): Promise<Told> => {
    const settings = settingsOf(options)
    if (isDoubtful && !settings.repeatInDoubt) return 'UNSURE'
    const { headers, ...access } = accessOf(settings)
    try {
      const { status } = await request({
        method: 'POST',
        ...access,
        headers: { ...headers, 'Idempotency-Key': notice.id },
        body: bodyOf(notice, settings.format),
        signal,
      })
      const refusal = refusalOf('The webhook', status)
      if (refusal) throw refusal
      return 'TOLD'
    } catch (error) {
      if (error instanceof Unconfirmed && !settings.repeatInDoubt) return 'UNSURE'
      throw asRetriable(error)
    }
  }
}

function accessOf({ url, authorization, answerMs }: WebhookSettings) {
  const headers: Record<string, string> = authorization === null ? {} : { Authorization: authorization }
  return { url, answerMs, headers }
}

function passed(startedAt: number) {
  return { durationMs: performance.now() - startedAt, peer: null, warnings: [] }
}

/** Told again with the same key, it is recognised. */
function asRetriable(error: unknown): unknown {
  if (!(error instanceof Unconfirmed)) return error
  const { message, detail } = error
  return new ExportFailed('PEER_UNREACHABLE', message, {
    cause: error,
    ...(detail !== undefined && { detail }),
  })
}
