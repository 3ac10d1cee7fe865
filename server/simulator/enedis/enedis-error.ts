/** Refusals that Enedis words with a code, and their HTTP status and usual text. */
const CODED = {
  'ADAM-ERR0123': [400, "The requested period cannot be anterior to the meter's last activation date"],
  'ADAM-ERR0125': [400, 'The start date is beyond the allowed history depth.'],
  'ADAM-DC-0016': [400, 'The start date is beyond the allowed history depth.'],
  'ADAM-ERR0126': [400, 'The requested period must be less than 7 days for an access to the load curve'],
  'ADAM-DC-0015': [400, 'The requested period must be less than 7 days for an access to the load curve'],
  'ADAM-ERR0061': [400, "Le demandeur n'est pas reconnu comme le titulaire du contrat."],
  'ADAM-ERR0069': [400, 'Le sens de la mesure ne correspond pas pour le PRM demandé.'],
  'ADAM-ERR0075': [400, "Le client s'est opposé à l'enregistrement de la courbe de charge."],
  'ADAM-DC-0007': [403, 'The customer is no longer the owner of this usage point.'],
  'ADAM-DC-0008': [403, 'No consent can be found for this customer and this usage point.'],
  ADAM_DC_0008: [403, 'No consent can be found for this customer and this usage point.'],
  'ADAM-DC-0009': [403, 'The requested period starts before the consent of the customer.'],
  unauthorized_user: [403, 'The application is not authorized to call this service.'],
  'ADAM-DC-0500': [500, 'Technical error.'],
  'STM-ERR-0000001': [500, 'Internal server error.'],
  'STM-ERR-0000014': [404, 'No data available for this usage point.'],
  'STM-ERR-0000019': [404, 'Unknown or unauthorized user.'],
  'STM-ERR-0000020': [404, 'No measure found for this period.'],
  no_data_found: [404, 'no measure found for this usage point'],
  invalid_request: [400, 'Start date should be before end date.'],
  Invalid_request: [400, 'Invalid parameter.'],
  invalid_resquest: [400, 'Invalid parameter.'],
  'Quota Q3 reached': [429, 'Too many calls per second.'],
  'Quota Q4 reached': [429, 'Too many calls per hour.'],
  Unauthorized: [401, 'Invalid access token.'],
} as const satisfies Record<string, readonly [number, string]>

/** Refusals without a JSON `error`. */
const BARE = {
  'HTTP 429': [429, 'Too Many Requests'],
  'HTTP 500': [500, 'Internal Server Error'],
  'HTTP 503': [503, 'Service Unavailable'],
} as const satisfies Record<string, readonly [number, string]>

export type EnedisCode = keyof typeof CODED
export type EnedisCause = EnedisCode | keyof typeof BARE | 'timeout' | 'no-description'

export const ENEDIS_CAUSES: readonly EnedisCause[] = [
  ...(Object.keys(CODED) as EnedisCode[]),
  ...(Object.keys(BARE) as (keyof typeof BARE)[]),
  'timeout',
  'no-description',
]

/** A refusal of Enedis. Its message is the text the gateway repeats to its own client. */
export class EnedisError extends Error {
  constructor(
    readonly code: EnedisCause,
    message: string,
    readonly description: string = '',
  ) {
    super(message)
  }
}

export function enedisError(cause: EnedisCause, url: string, description?: string): EnedisError {
  if (cause === 'timeout') return new EnedisError(cause, '')
  if (cause === 'no-description') return new EnedisError(cause, 'ADAM-DC-0500: Unknown error')
  if (isBare(cause)) return new EnedisError(cause, bareText(BARE[cause], url))
  const text = description ?? CODED[cause][1]
  return new EnedisError(cause, `${cause}: ${text}`, text)
}

function isBare(cause: EnedisCause): cause is keyof typeof BARE {
  return cause in BARE
}

function bareText([status, reason]: readonly [number, string], url: string): string {
  const side = status < 500 ? 'Client' : 'Server'
  return (
    `${side} error '${status} ${reason}' for url '${url}'\n` +
    `For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/${status}`
  )
}
