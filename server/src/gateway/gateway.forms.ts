/** One HTTP answer, body unread. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
}

/** The forms an answer can take, recognised before anything in it is read. Source: docs/gateway.md, "Forms of an answer". */
export type Form =
  /** Envelope with `success: true`, or a bare payload. `notice` = the error that may come with a success. */
  | { readonly kind: 'data'; readonly data: unknown; readonly notice: Notice | null }
  /** Envelope with `success: false`, whatever the HTTP status. */
  | { readonly kind: 'refusal'; readonly notice: Notice }
  /** `{"detail": …}` of the gateway's framework. */
  | { readonly kind: 'framework'; readonly detail: string }
  /** Not JSON: a proxy's page, a maintenance page, plain text. */
  | { readonly kind: 'foreign'; readonly title: string }
  /** JSON that stops before its end, or nothing at all. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'unreadable'; readonly cause: string }

export interface Notice {
  readonly code: string
  readonly message: string
}

/** Recognises the form. Never throws. */
export function recognise(answer: RawAnswer, expected: 'envelope' | 'bare'): Form {
  const text = answer.text.trim()
  if (text === '') return answer.status < 400 ? { kind: 'cut' } : { kind: 'foreign', title: '' }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    if (!/^[[{]/.test(text)) return { kind: 'foreign', title: titleOf(text) }
    return /[\]}]$/.test(text) ? { kind: 'unreadable', cause: 'is not valid JSON' } : { kind: 'cut' }
  }
  if (isRecord(body) && typeof body.success === 'boolean') return ofEnvelope(body, body.success)
  if (answer.status >= 400)
    return isRecord(body) && 'detail' in body
      ? { kind: 'framework', detail: detailOf(body.detail) }
      : { kind: 'foreign', title: titleOf(text) }
  return expected === 'bare'
    ? { kind: 'data', data: body, notice: null }
    : { kind: 'unreadable', cause: 'has no "success"' }
}

function ofEnvelope(body: Record<string, unknown>, success: boolean): Form {
  const notice = noticeOf(body.error)
  if (success) return { kind: 'data', data: body.data, notice }
  if (notice) return { kind: 'refusal', notice }
  return { kind: 'unreadable', cause: 'reports a failure without saying which' }
}

function noticeOf(error: unknown): Notice | null {
  if (!isRecord(error) || typeof error.code !== 'string') return null
  return { code: error.code, message: typeof error.message === 'string' ? error.message : '' }
}

/** A validation error of the framework is a list of `{loc, msg}`; its other errors are one text. */
function detailOf(detail: unknown): string {
  if (typeof detail === 'string') return detail
  if (!Array.isArray(detail)) return JSON.stringify(detail)
  return detail
    .filter(isRecord)
    .map(({ loc, msg }) => `${Array.isArray(loc) ? loc.join('.') : '?'}: ${String(msg)}`)
    .join('; ')
}

function titleOf(text: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]
  return (title ?? text.replace(/<[^>]*>/g, ' ')).trim().slice(0, 200)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
