import type { ErrorDetails } from '../../core/index.js'
import { AppError, ExportFailed } from '../../core/index.js'

/** How to reach a Home Assistant. */
export interface HomeAssistantAccess {
  /** Without a trailing slash. */
  readonly url: string
  readonly token: string
  /** PEM. */
  readonly certificateAuthority?: string
  readonly answerMs: number
}

/** Home Assistant understood a command and said no. */
export class CommandRefused extends ExportFailed {
  constructor(
    readonly command: string,
    /** Its own error code: invalid_format, unauthorized, unknown_command... */
    readonly refusal: string,
    readonly words: string,
  ) {
    const [code, message, details] = meaningOf(command, refusal)
    super(code, message, { detail: `${refusal}: ${words}`, ...details })
  }
}

function meaningOf(
  command: string,
  refusal: string,
): [ConstructorParameters<typeof ExportFailed>[0], string, ErrorDetails?] {
  switch (refusal) {
    case 'unauthorized':
      return [
        'PEER_REFUSED',
        `Home Assistant refuses ${command}: the token must be made by an administrator.`,
      ]
    case 'unknown_command':
      return [
        'PEER_UNSUPPORTED',
        `Home Assistant does not know ${command}: its recorder or energy integration is not loaded, or not yet.`,
        { retry: 'later' },
      ]
    case 'timeout':
      return ['PEER_UNREACHABLE', `Home Assistant did not finish ${command} in time.`]
    case 'unknown_error':
      return ['PEER_UNREACHABLE', `Home Assistant failed at ${command}; its log says why.`]
    default:
      return ['PEER_UNSUPPORTED', `Home Assistant refuses ${command} as we word it (${refusal}).`]
  }
}

/** A token that Home Assistant does not accept. Not to be tried again: each attempt counts as a failed login. */
export function tokenRefused(): ExportFailed {
  return new ExportFailed(
    'PEER_REFUSED',
    'Home Assistant refuses the token: it is wrong, revoked, or not an administrator’s. Make a new one in your profile.',
  )
}

const TLS_CODE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/i

/** Whatever the network threw → what it means; an error that is already ours stays itself. */
export function networkFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  return TLS_CODE.test(code)
    ? new ExportFailed('PEER_TLS', 'Home Assistant shows a certificate that is not trusted.', {
        detail: code,
        retry: 'never',
      })
    : new ExportFailed('PEER_UNREACHABLE', 'Home Assistant cannot be reached at this address.', {
        detail: code,
      })
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error.name
}
