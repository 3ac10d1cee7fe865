import { ExportFailed } from '../../core/index.js'
import type { Settings } from './settings.js'
import { withoutSecrets } from './settings.js'

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/
/** vmauth 1.79 answers 400, not 401, to a token that it does not know; so does a wrong -deleteAuthKey. */
const ABOUT_CREDENTIALS = /auth token|authorization|invalid authKey|unauthorized/i

/** An HTTP status that is not a success → what it means for the export. */
export function statusFailure(status: number, words: string, { shown, secrets }: Settings): ExportFailed {
  const detail = withoutSecrets(words, secrets)
  if (status === 401 || status === 403 || (status === 400 && ABOUT_CREDENTIALS.test(words)))
    return new ExportFailed(
      'PEER_REFUSED',
      `VictoriaMetrics at ${shown} refuses the credentials (HTTP ${status}): check the authentication.`,
      { detail },
    )
  if (status >= 500 || status === 429 || status === 408)
    return new ExportFailed(
      'PEER_UNREACHABLE',
      /read-only mode/.test(words)
        ? `VictoriaMetrics at ${shown} takes nothing more: its disk is full (read-only mode).`
        : `VictoriaMetrics at ${shown} cannot answer now (HTTP ${status}).`,
      { detail },
    )
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `What answers at ${shown} is not VictoriaMetrics, or not under this path (HTTP ${status}): check the address, its prefix and the tenant.`,
    { detail },
  )
}

/** Nothing came back. @param code of the system or of TLS, when there is one. */
export function transportFailure(
  code: string | undefined,
  timedOut: boolean,
  { shown }: Settings,
): ExportFailed {
  if (code !== undefined && TLS.test(code))
    return new ExportFailed(
      'PEER_TLS',
      `The certificate of VictoriaMetrics at ${shown} is not accepted (${code}): give the certificate of your authority.`,
    )
  return new ExportFailed(
    'PEER_UNREACHABLE',
    timedOut
      ? `VictoriaMetrics at ${shown} did not answer in time.`
      : `VictoriaMetrics at ${shown} cannot be reached (${code ?? 'connection lost'}).`,
  )
}

/** It answered 204 and kept nothing, for no reason that we know. */
export function droppedFailure(samples: number, { shown }: Settings): ExportFailed {
  return new ExportFailed(
    'PEER_DROPPED',
    `VictoriaMetrics at ${shown} acknowledged ${samples} samples that it does not hold: they will be sent again.`,
  )
}

export const RETENTION_FLAG = '-retentionPeriod=100y'

/** It acknowledged a deletion and still holds what was to go. */
export function undeletedFailure({ shown }: Settings): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `VictoriaMetrics at ${shown} acknowledged a deletion and still holds the series: its values cannot be corrected.`,
    { retry: 'later' },
  )
}
