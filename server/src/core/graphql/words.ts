import { DATASETS } from '../energy.js'
import type { Dataset, Direction } from '../energy.js'
import type { Reason } from '../errors.js'
import { plainWords, wordEnum } from './word-enum.js'

export const DirectionEnum = wordEnum<Direction>(
  'Direction',
  'Which way the energy went: drawn from the grid, or injected into it.',
  plainWords('CONSUMPTION', 'PRODUCTION'),
)

export const DatasetEnum = wordEnum<Dataset>(
  'Dataset',
  'Everything fetched, kept or exported. NOTICES: alerts (export only).',
  plainWords(...DATASETS),
)

type Described<W extends string> = Readonly<Record<W, string>>

/** Every word of `Reason`, and those that the floors to come will say. */
const reasons = {
  NOT_ASKED: 'Not asked yet.',
  NOT_PUBLISHED: 'Enedis has not published it yet.',
  NO_DATA: 'Asked; there is none. Asked again at nextTryAt.',
  INCOMPLETE_DAY: 'Some slots of the day are missing.',
  ERASED: 'Erased by hand.',
  BEFORE_START: 'Before the meter, or the consent, began.',
  TOO_OLD: 'Beyond the history Enedis keeps.',
  CURVE_NOT_ENABLED: 'Hourly collection is off: to switch on at Enedis.',
  NO_PRODUCTION: 'This meter does not inject.',
  CREDENTIALS_MISSING: 'No secret given.',
  CREDENTIALS_REJECTED: 'The gateway refuses the secret.',
  EMAIL_NOT_VERIFIED: 'Account e-mail to confirm at the gateway.',
  CONSENT_MISSING: 'Consent absent, revoked or expired.',
  NOT_HOLDER: "The account is not, or no longer, the meter's holder.",
  USAGE_POINT_INACTIVE: 'The meter is switched off at the gateway.',
  QUOTA_EXHAUSTED: 'Daily calls spent; back at 00:00 UTC.',
  RATE_LIMITED: 'Enedis asks to slow down.',
  GATEWAY_UNREACHABLE: 'No answer from the gateway.',
  GATEWAY_FAILED: 'The gateway answered with a failure.',
  GATEWAY_MALFORMED: "The gateway's answer could not be read.",
  SOURCE_UNAVAILABLE: 'Enedis or RTE is down behind the gateway.',
  ALREADY_RUNNING: 'Already under way.',
  INVALID_INPUT: '(thrown too) A value is wrong: see fields.',
  NOT_FOUND: '(thrown) No such thing.',
  TOO_LARGE: '(thrown) Range or body too large.',
  TOO_COMPLEX: '(thrown) Query too deep or too costly.',
  STORAGE_UNAVAILABLE: '(thrown) Database down or disk full.',
  INTERNAL: '(thrown too) Our fault; logged with its stack.',
  COLOR_UNKNOWN: 'Tempo colour (or special day) not known.',
  CONFLICT: '(thrown too) Changed meanwhile, or still in use.',
  FILE_UNREADABLE: 'The file could not be recognised.',
  PEER_DROPPED: 'Acknowledged but not found when read back.',
  PEER_REFUSED: 'The destination refuses token, key or password.',
  PEER_TLS: 'Certificate not trusted, or TLS expected.',
  PEER_UNREACHABLE: 'No answer from the destination.',
  PEER_UNSUPPORTED: 'The destination is too old, or lacks a component.',
  PRICE_UNKNOWN: 'Price unknown at that date.',
} satisfies Described<Reason> & Described<string>

export const ReasonEnum = wordEnum(
  'Reason',
  'Why something is missing, was refused or failed: one code, one sentence in the client.',
  reasons,
)

const granularities = plainWords('DAY', 'WEEK', 'MONTH', 'YEAR')
export type Granularity = keyof typeof granularities

export const GranularityEnum = wordEnum(
  'Granularity',
  'Length of a point. WEEK starts on Monday. Finer than a day: loadCurve.',
  granularities,
)

const periods = {
  ...plainWords(
    'YESTERDAY',
    'LAST_7_DAYS',
    'LAST_30_DAYS',
    'THIS_WEEK',
    'LAST_WEEK',
    'THIS_MONTH',
    'LAST_MONTH',
  ),
  ...plainWords('THIS_YEAR', 'LAST_YEAR', 'ROLLING_YEAR', 'TEMPO_SEASON', 'ALL'),
  LAST_KNOWN_DAY: 'The newest day held, whichever it is.',
  CONTRACT_YEAR: "From the contract's anniversary.",
  HEATING_SEASON: '1 October to 30 April.',
}
export type Period = keyof typeof periods

export const PeriodEnum = wordEnum(
  'Period',
  'A range that moves with today, which is never inside. THIS_x: from its first day to yesterday. ROLLING_YEAR: 365 days.',
  periods,
)

const origins = plainWords(
  'GATEWAY',
  'FILE',
  'MANUAL',
  'DERIVED',
  'ESTIMATED',
  'BUILT_IN',
  'ENVIRONMENT',
  'DEFAULT',
)
export type Origin = keyof typeof origins

export const OriginEnum = wordEnum(
  'Origin',
  'Where a value comes from. MANUAL wins over FILE, FILE over GATEWAY; DERIVED and ESTIMATED are computed; the last three are for settings.',
  origins,
)

const runStates = plainWords('PLANNED', 'RUNNING', 'COMPLETE', 'PARTIAL', 'FAILED', 'SKIPPED', 'ABANDONED')
export type RunState = keyof typeof runStates

export const RunStateEnum = wordEnum(
  'RunState',
  'Life of a run or of one of its steps. ABANDONED: cut by a stop; the next run goes on from there.',
  runStates,
)

const triggers = plainWords('START_UP', 'CLOCK', 'CHANGE', 'READ', 'RESUME', 'MANUAL')
export type Trigger = keyof typeof triggers

export const TriggerEnum = wordEnum('Trigger', 'What started something.', triggers)

const languages = plainWords('FR', 'EN')
export type Language = keyof typeof languages

export const LanguageEnum = wordEnum('Language', 'Languages.', languages)
