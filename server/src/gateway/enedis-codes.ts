import type { Reason } from '../core/index.js'

/** What an Enedis cause means to us. `again`: worth another try within the same call. `waitMs`: else, not before that long. */
export interface EnedisCause {
  readonly reason: Extract<
    Reason,
    | 'NO_DATA'
    | 'BEFORE_START'
    | 'TOO_OLD'
    | 'CONSENT_MISSING'
    | 'NOT_HOLDER'
    | 'NO_PRODUCTION'
    | 'CURVE_NOT_ENABLED'
    | 'RATE_LIMITED'
    | 'SOURCE_UNAVAILABLE'
    | 'INVALID_INPUT'
  >
  readonly sentence: string
  readonly again?: boolean
  readonly waitMs?: number
}

const MINUTE = 60_000

const DOWN: EnedisCause = {
  reason: 'SOURCE_UNAVAILABLE',
  sentence: 'Enedis does not answer the gateway properly; it is asked again later.',
  again: true,
}
const TOKEN_REFUSED: EnedisCause = {
  reason: 'SOURCE_UNAVAILABLE',
  sentence: 'Enedis refused the gateway itself; it is asked again in some minutes.',
  waitMs: 5 * MINUTE,
}
const SLOW_DOWN: EnedisCause = {
  reason: 'RATE_LIMITED',
  sentence: 'The gateway asks Enedis too much at the moment; it is asked again in some seconds.',
  again: true,
}
const BAD_REQUEST: EnedisCause = {
  reason: 'INVALID_INPUT',
  sentence: 'Enedis refused the request as badly formed: a fault of this program, to be reported.',
}
const NO_MEASURE: EnedisCause = { reason: 'NO_DATA', sentence: 'Enedis has no measure for these days.' }
const OUT_OF_HISTORY: EnedisCause = {
  reason: 'TOO_OLD',
  sentence: 'Enedis no longer keeps these days.',
}
const NO_CONSENT: EnedisCause = {
  reason: 'CONSENT_MISSING',
  sentence:
    'Enedis has no valid consent for this meter: give it again on the MyElectricalData site, then sync.',
}
const NOT_HOLDER: EnedisCause = {
  reason: 'NOT_HOLDER',
  sentence:
    'Enedis no longer knows this account as the holder of the meter: check the meter on the MyElectricalData site.',
}
const WRONG_DIRECTION: EnedisCause = {
  reason: 'NO_PRODUCTION',
  sentence: 'Enedis says that this meter does not measure in this direction.',
}
const UNKNOWN: EnedisCause = {
  reason: 'SOURCE_UNAVAILABLE',
  sentence: 'Enedis refused the gateway for a reason unknown to this program; it is asked again later.',
  waitMs: 15 * MINUTE,
}

const causes: Readonly<Record<string, EnedisCause>> = {
  'ADAM-ERR0123': {
    reason: 'BEFORE_START',
    sentence: 'These days begin before the contract of this meter.',
  },
  'ADAM-DC-0009': { reason: 'BEFORE_START', sentence: 'These days begin before the consent was given.' },
  'ADAM-ERR0125': OUT_OF_HISTORY,
  'ADAM-DC-0016': OUT_OF_HISTORY,
  'ADAM-ERR0126': BAD_REQUEST,
  'ADAM-DC-0015': BAD_REQUEST,
  'ADAM-ERR0061': NOT_HOLDER,
  'ADAM-ERR0069': WRONG_DIRECTION,
  'ADAM-ERR0075': {
    reason: 'CURVE_NOT_ENABLED',
    sentence: 'The holder has not allowed the load curve: enable hourly collection in the Enedis account.',
  },
  'ADAM-DC-0007': NOT_HOLDER,
  'ADAM-DC-0008': NO_CONSENT,
  'UNAUTHORIZED-USER': NO_CONSENT,
  'ADAM-DC-0500': DOWN,
  'STM-ERR-0000001': DOWN,
  'STM-ERR-0000014': NO_MEASURE,
  'STM-ERR-0000019': NOT_HOLDER,
  'STM-ERR-0000020': NO_MEASURE,
  'NO-DATA-FOUND': NO_MEASURE,
  'INVALID-REQUEST': BAD_REQUEST,
  'INVALID-RESQUEST': BAD_REQUEST,
  UNAUTHORIZED: TOKEN_REFUSED,
}

/** Code as Enedis writes it (`ADAM-DC-0008`, `ADAM_DC_0008`, `no_data_found`) → its meaning; undefined when it is not one of theirs. */
export function enedisCauseOf(code: string): EnedisCause | undefined {
  const quota = /^quota q([34])\b/i.exec(code)?.[1]
  if (quota !== undefined)
    return quota === '3' ? SLOW_DOWN : { ...SLOW_DOWN, again: false, waitMs: 60 * MINUTE }
  return causes[code.toUpperCase().replaceAll('_', '-')]
}

/**
 * Message of an `ENEDIS_ERROR` → one meaning per range it speaks of.
 * `CODE: text`, `Client error '429 …' for url …`, or nothing at all (a timeout), each after `Failed to fetch A to B: ` and
 * joined by `; ` on daily consumption. Source: docs/gateway.md, "What Enedis says".
 */
export function readEnedisMessage(message: string): EnedisCause[] {
  return message
    .split(/;\s*(?=Failed to fetch )/)
    .map((part) => part.replace(/^Failed to fetch \S+ to \S+:/, '').trim())
    .map(readOne)
}

function readOne(text: string): EnedisCause {
  if (text === '') return DOWN
  const status = /^(?:Client|Server) error '(\d{3})/.exec(text)?.[1]
  if (status !== undefined) return ofStatus(Number(status))
  return enedisCauseOf(text.split(':', 1)[0]?.trim() ?? '') ?? UNKNOWN
}

function ofStatus(status: number): EnedisCause {
  if (status >= 500) return DOWN
  if (status === 429) return SLOW_DOWN
  if (status === 404) return NO_MEASURE
  if (status === 401) return TOKEN_REFUSED
  return status === 400 ? BAD_REQUEST : UNKNOWN
}
