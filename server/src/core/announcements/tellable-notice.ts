import type { Reason } from '../errors.js'
import type { DayRange, Instant } from '../time/paris.js'

/** From good to know to act now. */
export const NOTICE_LEVELS = ['INFO', 'WARNING', 'ERROR'] as const
export type NoticeLevel = (typeof NOTICE_LEVELS)[number]

/** Facts that may raise a notice; each has an alert rule. */
export const NOTICE_KINDS = [
  'TEMPO_TOMORROW',
  'ECOWATT',
  'GAP',
  'CONSENT',
  'QUOTA',
  'POWER',
  'BUDGET',
  'BASE_LOAD',
  'NO_INJECTION',
  'PRICE_EXPIRED',
  'OFFER_UPDATED',
  'EXPORT_FAILING',
  'CREDENTIALS',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** A notice as it leaves, in the language of the settings. */
export interface TellableNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly level: NoticeLevel
  /** A few words. */
  readonly title: string
  /** What happened, what to do. */
  readonly text: string
  /** null = of no meter. */
  readonly pdl: string | null
  readonly reason: Reason | null
  readonly range: DayRange | null
  readonly since: Instant
}
