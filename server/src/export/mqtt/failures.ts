import { AppError, ExportFailed, messageOf } from '../../core/index.js'

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
])
const TLS =
  /^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/

/** MQTT 3.1.1 return codes and MQTT 5 reason codes that a person must act upon. */
const REFUSALS: Readonly<Record<number, string>> = {
  2: 'The broker refuses this client id: choose another one.',
  4: 'The broker refuses the user name or the password: correct them.',
  5: 'The broker does not authorise this connection: give a user name and a password that it knows.',
  133: 'The broker refuses this client id: choose another one.',
  134: 'The broker refuses the user name or the password: correct them.',
  135: 'The broker does not authorise this connection: give a user name and a password that it knows.',
  138: 'The broker has banned this client: lift the ban there.',
  140: 'The broker wants another way of authentication than a user name and a password.',
}
const VERSION_REFUSED = new Set([1, 128, 129, 130, 132])
const NOT_AUTHORISED = 135
const OTHER_REFUSALS: Readonly<Record<number, string>> = {
  144: 'The broker does not accept this topic: choose another prefix.',
  149: 'The broker finds this message too large: raise its limit.',
  151: 'The broker says that its quota is exceeded: raise it.',
  154: 'The broker does not retain messages: allow it there, or switch retained messages off here.',
  155: 'The broker does not offer this quality of service: choose a lower one.',
}

/** Reason code of a broker, or code of a system error; undefined = neither. */
export function codeOf(error: unknown): string | number | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' || typeof code === 'number' ? code : undefined
}

/** Whether an older version of the protocol may succeed where this failed. */
export function mayBeTooNew(error: unknown): boolean {
  const code = codeOf(error)
  if (typeof code === 'number') return VERSION_REFUSED.has(code)
  return code === undefined ? !(error instanceof AppError) : code === 'ECONNRESET'
}

/** What went wrong while connecting → what to do. */
export function connectFailure(error: unknown, url: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const details = { cause: error, detail: messageOf(error) }
  if (typeof code === 'number') {
    const refusal = REFUSALS[code]
    if (refusal !== undefined) return new ExportFailed('PEER_REFUSED', refusal, details)
    if (VERSION_REFUSED.has(code))
      return new ExportFailed(
        'PEER_UNSUPPORTED',
        `The broker at ${url} does not speak this version of MQTT.`,
        details,
      )
    return new ExportFailed(
      'PEER_UNREACHABLE',
      `The broker at ${url} takes no connection now (reason ${code}).`,
      details,
    )
  }
  if (code !== undefined && TLS.test(code)) return tlsFailure(error, url)
  const hint = code === 'ECONNRESET' ? ' It may want an encrypted connection (mqtts://), or a plain one.' : ''
  const why = code !== undefined && UNREACHABLE.has(code) ? ` (${code})` : ''
  return new ExportFailed('PEER_UNREACHABLE', `The broker at ${url} does not answer${why}.${hint}`, details)
}

/** What keeps a line that was open from being encrypted. */
export function tlsFailure(error: unknown, url: string): AppError {
  if (error instanceof AppError) return error
  return new ExportFailed(
    'PEER_TLS',
    `The certificate of the broker at ${url} is not trusted, or it wants no encryption there: give the authority that signed it, its name, or mqtt://.`,
    { cause: error, detail: messageOf(error) },
  )
}

/** What the broker answered to a message. */
export function publishFailure(error: unknown, topic: string): AppError {
  return answerFailure(error, `write to ${topic}`)
}

export function subscribeFailure(error: unknown, topic: string): AppError {
  return answerFailure(error, `read ${topic}`)
}

function answerFailure(error: unknown, act: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const details = { cause: error, detail: messageOf(error) }
  if (code === NOT_AUTHORISED || code === 128)
    return new ExportFailed(
      'PEER_REFUSED',
      `The broker does not let this user ${act}: give it the right to read and write there (readwrite in its access list).`,
      details,
    )
  const other = typeof code === 'number' ? OTHER_REFUSALS[code] : undefined
  if (other !== undefined) return new ExportFailed('PEER_REFUSED', other, details)
  return new ExportFailed('PEER_UNREACHABLE', `The broker did not let us ${act} this time.`, details)
}
