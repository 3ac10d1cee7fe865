export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

export interface ReplyError {
  readonly code: string
  readonly message: string
}

/** One of the gateway's four forms of answer; the envelope gets its timestamp when it leaves. */
export type Reply =
  | {
      readonly form: 'envelope'
      readonly status: number
      readonly data: Json
      readonly error: ReplyError | null
    }
  | { readonly form: 'bare'; readonly status: number; readonly body: Json }
  | { readonly form: 'text'; readonly status: number; readonly body: string }
  | { readonly form: 'html'; readonly status: number; readonly body: string }

export function envelope(data: Json, status = 200): Reply {
  return { form: 'envelope', status, data, error: null }
}

/** `success: true`, and an error all the same. */
export function partial(data: Json, message: string): Reply {
  return { form: 'envelope', status: 200, data, error: { code: 'PARTIAL_DATA', message } }
}

export function refused(code: string, message: string, status = 200): Reply {
  return { form: 'envelope', status, data: null, error: { code, message } }
}

export function internalError(): Reply {
  return refused('INTERNAL_ERROR', 'An internal error occurred', 500)
}

export function bare(body: Json, status = 200): Reply {
  return { form: 'bare', status, body }
}

export function detail(status: number, body: Json): Reply {
  return bare({ detail: body }, status)
}

/** The page a reverse proxy shows when nothing stands behind it. */
export function proxyPage(status: number, title: string): Reply {
  const heading = `${status} ${title}`
  const body =
    `<html>\n<head><title>${heading}</title></head>\n<body>\n` +
    `<center><h1>${heading}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`
  return { form: 'html', status, body }
}

/** Leaves a handler with its answer. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(`answers ${reply.status}`)
  }
}
