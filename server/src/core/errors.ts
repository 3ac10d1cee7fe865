/** Why something is missing, was refused or failed: the one vocabulary of log, database and API. */
export const REASONS = [
  'NOT_ASKED',
  'NOT_PUBLISHED',
  'NO_DATA',
  'INCOMPLETE_DAY',
  'ERASED',
  'BEFORE_START',
  'TOO_OLD',
  'CURVE_NOT_ENABLED',
  'NO_PRODUCTION',
  'CREDENTIALS_MISSING',
  'CREDENTIALS_REJECTED',
  'EMAIL_NOT_VERIFIED',
  'CONSENT_MISSING',
  'NOT_HOLDER',
  'USAGE_POINT_INACTIVE',
  'QUOTA_EXHAUSTED',
  'RATE_LIMITED',
  'GATEWAY_UNREACHABLE',
  'GATEWAY_FAILED',
  'GATEWAY_MALFORMED',
  'SOURCE_UNAVAILABLE',
  'PEER_UNREACHABLE',
  'PEER_REFUSED',
  'PEER_TLS',
  'PEER_UNSUPPORTED',
  'PEER_DROPPED',
  'ALREADY_RUNNING',
  'CONFLICT',
  'FILE_UNREADABLE',
  'PRICE_UNKNOWN',
  'COLOR_UNKNOWN',
  'INVALID_INPUT',
  'NOT_FOUND',
  'TOO_LARGE',
  'TOO_COMPLEX',
  'STORAGE_UNAVAILABLE',
  'INTERNAL',
] as const
export type Reason = (typeof REASONS)[number]

export type ErrorLevel = 'debug' | 'warn' | 'error'

/** One faulty field of an input. */
export interface FieldFault {
  /** From the input: `options.brokerUrl`, `versions.0.prices`. */
  readonly path: string
  /** A stable word: required, pattern, range, order, unit, duplicate. */
  readonly rule: string
  /** One English sentence. */
  readonly message: string
}

export interface ErrorDetails {
  /** 'later': the same act may succeed by itself; 'never': somebody must act first. */
  retry?: 'never' | 'later'
  /** When trying again makes sense, ms since 1970. */
  retryAt?: number
  level?: ErrorLevel
  /** The other side's own words, secrets removed. */
  detail?: string
  /** Which input fields are wrong. */
  fields?: readonly FieldFault[]
  cause?: unknown
}

/** An error that knows what it is called, how loud it is, and whether waiting helps. Its message never holds a secret. */
export class AppError extends Error {
  readonly retry: 'never' | 'later'
  readonly retryAt: number | undefined
  readonly level: ErrorLevel
  readonly detail: string | undefined
  readonly fields: readonly FieldFault[]

  constructor(
    readonly code: Reason,
    message: string,
    { retry = 'never', retryAt, level = 'warn', detail, fields = [], cause }: ErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.retry = retry
    this.retryAt = retryAt
    this.level = level
    this.detail = detail
    this.fields = fields
  }
}

/** These variables or settings must be put right. */
export class ConfigError extends AppError {
  constructor(
    readonly faults: readonly string[],
    details?: ErrorDetails,
  ) {
    super('INVALID_INPUT', faults.join('\n'), { level: 'error', ...details })
  }
}

/** The gateway, or who stands behind it, cannot answer now: later. */
export class GatewayUnavailable extends AppError {
  constructor(
    code:
      | 'GATEWAY_UNREACHABLE'
      | 'GATEWAY_FAILED'
      | 'SOURCE_UNAVAILABLE'
      | 'RATE_LIMITED'
      | 'QUOTA_EXHAUSTED',
    message: string,
    details?: ErrorDetails,
  ) {
    super(code, message, { retry: 'later', ...details })
  }
}

/** Token, consent or holder refused: a person must act. */
export class GatewayRefused extends AppError {
  constructor(
    code:
      | 'CREDENTIALS_MISSING'
      | 'CREDENTIALS_REJECTED'
      | 'EMAIL_NOT_VERIFIED'
      | 'CONSENT_MISSING'
      | 'NOT_HOLDER'
      | 'USAGE_POINT_INACTIVE'
      | 'CURVE_NOT_ENABLED'
      | 'NO_PRODUCTION',
    message: string,
    details?: ErrorDetails,
  ) {
    super(code, message, details)
  }
}

/** The answer has changed shape: add a fixture, then read it. */
export class GatewayMalformed extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super('GATEWAY_MALFORMED', message, { retry: 'later', level: 'error', ...details })
  }
}

/** A destination could not be served; the message names it. */
export class ExportFailed extends AppError {
  constructor(
    code:
      | 'PEER_UNREACHABLE'
      | 'PEER_REFUSED'
      | 'PEER_TLS'
      | 'PEER_UNSUPPORTED'
      | 'PEER_DROPPED'
      | 'INVALID_INPUT',
    message: string,
    details?: ErrorDetails,
  ) {
    super(code, message, {
      retry: code === 'PEER_REFUSED' || code === 'PEER_UNSUPPORTED' ? 'never' : 'later',
      ...details,
    })
  }
}

export class InvalidInput extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super('INVALID_INPUT', message, { level: 'debug', ...details })
  }
}

export class NotFound extends AppError {
  constructor(message: string, details?: ErrorDetails) {
    super('NOT_FOUND', message, { level: 'debug', ...details })
  }
}

/** One sentence for a log, from anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
