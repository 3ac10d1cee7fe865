import type { Instant } from '../../core/index.js'
import { ExportFailed } from '../../core/index.js'
import type { Settings } from './settings.js'

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/
const BAN_MS = 10 * 60_000
const NOT_FOUND = [601, 602, 701, 702]

/** Nothing came back. @param code of the system or of TLS, when there is one. */
export function transportFailure(
  code: string | undefined,
  timedOut: boolean,
  { shown }: Settings,
): ExportFailed {
  if (code !== undefined && TLS.test(code))
    return new ExportFailed(
      'PEER_TLS',
      `The certificate of Jeedom at ${shown} is not accepted (${code}): give the certificate of your authority.`,
    )
  return new ExportFailed(
    'PEER_UNREACHABLE',
    timedOut
      ? `Jeedom at ${shown} did not answer in time.`
      : `Jeedom at ${shown} cannot be reached (${code ?? 'connection lost'}).`,
  )
}

/** Jeedom says 200 to everything, but to those whom it has banned: it shows them a page that is not found. */
export function statusFailure(status: number, now: Instant, { shown }: Settings): ExportFailed {
  if (status === 404)
    return new ExportFailed(
      'PEER_UNREACHABLE',
      `Jeedom at ${shown} hides (HTTP 404): it bans for ten minutes after failed log-ins, or its address is another.`,
      { retryAt: now + BAN_MS },
    )
  if (status === 401 || status === 403)
    return new ExportFailed(
      'PEER_REFUSED',
      `What stands before Jeedom at ${shown} refuses us (HTTP ${status}): let /core/api/jeeApi.php through.`,
    )
  if (status >= 500 || status === 429 || status === 408)
    return new ExportFailed('PEER_UNREACHABLE', `Jeedom at ${shown} cannot answer now (HTTP ${status}).`)
  return foreignFailure(`HTTP ${status}`, { shown })
}

/** It answers, but not like Jeedom. */
export function foreignFailure(how: string, { shown }: Pick<Settings, 'shown'>): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `What answers at ${shown} does not answer like Jeedom (${how}): check the address.`,
  )
}

/** An `error` inside an answer → what it means. Codes arrive with their sign lost; words follow Jeedom's language. */
export function rpcFailure(method: string, code: number, words: string, settings: Settings): ExportFailed {
  const { shown } = settings
  const details = { detail: withoutKey(words, settings) }
  const isSave = method === 'eqLogic::save'
  if (code === 1 && isSave)
    return new ExportFailed(
      'PEER_REFUSED',
      `The key has no administrator’s rights at ${shown}: give an administrator’s, or name the commands by hand.`,
      details,
    )
  if (code === 1)
    return new ExportFailed(
      'PEER_REFUSED',
      `The API of Jeedom at ${shown} is shut, or not open to our address: open JSON-RPC in Configuration → API.`,
      details,
    )
  if (code === 2)
    return new ExportFailed('PEER_REFUSED', `Jeedom at ${shown} refuses the API key: check it.`, details)
  if (code === 500)
    return new ExportFailed(
      'PEER_REFUSED',
      `Jeedom at ${shown} does not let this key use ${method}: its mode is restricted, or Jeedom is too old.`,
      details,
    )
  if (NOT_FOUND.includes(code))
    return new ExportFailed(
      'PEER_UNSUPPORTED',
      `Jeedom at ${shown} does not know what ${method} names: it was deleted there, or its number is another.`,
      details,
    )
  if (isSave && /virtualCmd/.test(words)) return pluginFailure(settings)
  return new ExportFailed('PEER_DROPPED', `Jeedom at ${shown} failed at ${method}: see its own log.`, details)
}

export function pluginFailure({ shown }: Settings): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `The Virtual plugin is missing at ${shown}: install it from the Market and activate it, or name commands by hand.`,
  )
}

/** It answered ok and kept nothing. */
export function droppedFailure(count: number, label: string, { shown }: Settings): ExportFailed {
  return new ExportFailed(
    'PEER_DROPPED',
    `Jeedom at ${shown} acknowledged ${count} values of ${label} that it does not hold: they will be sent again.`,
  )
}

function withoutKey(words: string, { apiKey }: Settings): string {
  let clean = words
  for (const form of [apiKey, encodeURIComponent(apiKey), Buffer.from(apiKey).toString('base64')])
    clean = clean.replaceAll(form, '••••')
  return clean.replace(/\s+/g, ' ').trim().slice(0, 300)
}
