import axios from 'axios'

import type { AppError } from '../core/index.js'
import { ExportFailed } from '../core/index.js'
import { Unconfirmed } from './tell-failures.js'

export interface NotifyRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly answerMs: number
  readonly signal: AbortSignal
}

export interface NotifyAnswer {
  readonly status: number
  readonly body: unknown
}

const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const TLS_CODE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/i
/** They may do later what they refuse now. */
const LATER = new Set([408, 425, 429])

/**
 * One request to who carries notices. Any status is an answer; redirects are not followed.
 * Throws ExportFailed when the request did not arrive, Unconfirmed when it may have. Addresses hold secrets: none is told.
 */
export async function request({ body, answerMs, ...rest }: NotifyRequest): Promise<NotifyAnswer> {
  rest.signal.throwIfAborted()
  try {
    const { status, data } = await axios.request<unknown>({
      ...rest,
      ...(body === undefined ? {} : { data: body }),
      maxRedirects: 0,
      proxy: false,
      timeout: answerMs,
      validateStatus: () => true,
    })
    return { status, body: data }
  } catch (error) {
    rest.signal.throwIfAborted()
    throw networkFailure(error)
  }
}

/** Whether a failure of the network tells that nothing arrived: its `detail` is the code of the system, or a status. */
export function hasNotArrived({ detail }: AppError): boolean {
  return detail === undefined || NEVER_ARRIVED.has(detail)
}

/** What a status says of a notice that was posted; null = it is there. */
export function refusalOf(who: string, status: number): AppError | null {
  if (status < 300) return null
  if (status === 401 || status === 403)
    return new ExportFailed('PEER_REFUSED', `${who} refuses us: status ${status}. Check its key.`)
  if (status >= 500 || LATER.has(status))
    return new ExportFailed('PEER_UNREACHABLE', `${who} cannot take it now: status ${status}.`)
  return new ExportFailed('PEER_UNSUPPORTED', `${who} does not take it: status ${status}. Check its address.`)
}

function networkFailure(error: unknown): AppError {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  const details = { detail: code, cause: error }
  if (TLS_CODE.test(code))
    return new ExportFailed('PEER_TLS', 'The destination shows a certificate that is not trusted.', {
      ...details,
      retry: 'never',
    })
  if (NEVER_ARRIVED.has(code))
    return new ExportFailed('PEER_UNREACHABLE', 'The destination cannot be reached at this address.', details)
  return new Unconfirmed('The destination took the request and did not answer.', details)
}
