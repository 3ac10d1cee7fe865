import type { Circumstances, Failure } from './failure.js'
import { verdictOf } from './gateway.errors.js'
import type { Form, Notice } from './gateway.forms.js'
import { isRecord } from './gateway.forms.js'
import type { GatewayReply } from './gateway.client.js'
import { httpFailure } from './http-errors.js'

/** How one attempt ended. `quotaWords`: the counter is spent, in the gateway's words. */
export type Outcome = { readonly quotaWords?: string | undefined } & (
  | { readonly reply: GatewayReply; readonly failure?: undefined }
  | { readonly reply?: undefined; readonly failure: Failure }
)

/** Form and HTTP status of an answer → data, a reason why there is none, or a failure. */
export function judge(status: number, form: Form, at: Circumstances): Outcome {
  const refusal = form.kind === 'refusal' ? form.notice : form.kind === 'data' ? errorInside(form.data) : null
  if (refusal) {
    const verdict = verdictOf(refusal, at)
    return verdict.absence === undefined
      ? failure(verdict.failure)
      : { reply: { data: null, reason: verdict.absence } }
  }
  if (form.kind === 'refusal' || (form.kind === 'data' && status >= 400))
    return failure(httpFailure(status, { kind: 'foreign', title: '' }, at))
  if (form.kind !== 'data') return failure(httpFailure(status, form, at))
  const partial = form.notice?.code === 'PARTIAL_DATA' ? form.notice.message : null
  return {
    reply: { data: form.data, reason: partial === null ? null : 'SOURCE_UNAVAILABLE' },
    quotaWords: partial !== null && /rate limit/i.test(partial) ? partial : undefined,
  }
}

function failure(reason: Failure): Outcome {
  const { code, detail } = reason.error
  return { failure: reason, quotaWords: code === 'QUOTA_EXHAUSTED' ? (detail ?? '') : undefined }
}

/** Pass-through endpoints put the refusal of Enedis inside `data`, under a success. */
function errorInside(data: unknown): Notice | null {
  if (!isRecord(data) || typeof data.error !== 'string') return null
  return {
    code: data.error,
    message: typeof data.error_description === 'string' ? data.error_description : '',
  }
}
