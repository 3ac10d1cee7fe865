import { refused, Refusal } from '../http/reply.js'

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * An ISO date or date-time → instant, its offset dropped and its wall time read as UTC, as the gateway does.
 * Leaves with INVALID_DATE, in the words of the endpoint.
 */
export function wallTimeAsUtc(text: string, complaint: string): number {
  const match = ISO.exec(text)
  const instant = match ? Date.parse(`${match[1] ?? ''}T${match[2] ?? '00:00'}Z`) : NaN
  if (Number.isNaN(instant)) {
    throw new Refusal(refused('INVALID_DATE', `${complaint}: Invalid isoformat string: '${text}'`))
  }
  return instant
}
