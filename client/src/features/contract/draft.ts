import { addDays } from '../../format/paris'
import { decimalText, parseDecimal } from '../../format/parse'
import type {
  ContractPeriodInput,
  OfferVersionInput,
  Season,
  TimeWindowInput,
} from '../../graphql/generated/graphql'
import { ownVersions } from './band'
import type { Contract } from './useContract'

export interface WindowDraft {
  start: string
  end: string
  season: Season
  weekdays: number[]
  from: string
  last: string
}

export interface VersionDraft {
  from: string
  last: string
  subscription: string
  prices: { bucket: string; price: string }[]
}

/** A period as typed: dates may be empty, the last day is inside. */
export interface PeriodDraft {
  from: string
  last: string
  offerId: string
  kva: string
  windows: WindowDraft[]
  versions: VersionDraft[]
}

export type Faults = Record<string, string>

export const bucketSets: Record<string, readonly string[]> = {
  BASE: ['BASE'],
  HC_HP: ['HC', 'HP'],
  TEMPO: ['BLUE_HC', 'BLUE_HP', 'WHITE_HC', 'WHITE_HP', 'RED_HC', 'RED_HP'],
  BASE_WEEKEND: ['SEM', 'WE'],
  HC_HP_WEEKEND: ['HC', 'HP', 'HC_WE', 'HP_WE'],
  EJP: ['EJP_NORMAL', 'EJP_PEAK'],
  SEASONAL: ['WINTER_HC', 'WINTER_HP', 'SUMMER_HC', 'SUMMER_HP'],
}

export function emptyWindow(): WindowDraft {
  return { start: '22:00', end: '06:00', season: 'ALL', weekdays: [], from: '', last: '' }
}

export function emptyVersion(buckets: readonly string[], from = ''): VersionDraft {
  return { from, last: '', subscription: '', prices: buckets.map((bucket) => ({ bucket, price: '' })) }
}

export function emptyPeriod(from: string): PeriodDraft {
  return { from, last: '', offerId: '', kva: '', windows: [], versions: [] }
}

export const lastOf = (to: string | null) => (to ? addDays(to, -1) : '')
export const endOf = (last: string) => (last ? addDays(last, 1) : null)

export function versionDraft(version: Contract['versions'][number], locale: string): VersionDraft {
  return {
    from: version.from ?? '',
    last: lastOf(version.to),
    subscription: decimalText(version.subscriptionEurPerMonth, locale),
    prices: version.prices.map(({ bucket, eurPerKwh }) => ({
      bucket,
      price: decimalText(eurPerKwh, locale),
    })),
  }
}

export function windowDraft({
  start,
  end,
  season,
  weekdays,
  from,
  to,
}: Contract['offPeak'][number]): WindowDraft {
  return { start, end, season, weekdays: [...weekdays], from: from ?? '', last: lastOf(to) }
}

/** What is in force → what can be edited; nothing known gives one period to fill. */
export function draftsOf(timeline: readonly Contract[], locale: string, from: string): PeriodDraft[] {
  if (timeline.length === 0) return [emptyPeriod(from)]
  return timeline.map((period) => ({
    from: period.from,
    last: lastOf(period.to),
    offerId: period.offer?.id ?? '',
    kva: period.subscribedPowerKva === null ? '' : String(period.subscribedPowerKva),
    windows: period.offPeak.map(windowDraft),
    versions: ownVersions(period).map((version) => versionDraft(version, locale)),
  }))
}

/** A period that follows the last one, which ends the day before. */
export function withNext(drafts: readonly PeriodDraft[], from: string): PeriodDraft[] {
  const last = drafts.at(-1)
  const next = { ...emptyPeriod(from), kva: last?.kva ?? '', windows: [...(last?.windows ?? [])] }
  return [
    ...drafts.map((one) =>
      one === last && !one.last && one.from < from ? { ...one, last: addDays(from, -1) } : one,
    ),
    next,
  ]
}

/** As typed → as sent; faults by path of the input, named by the rule that is broken. */
export function timelineInput(drafts: readonly PeriodDraft[]): {
  periods: ContractPeriodInput[]
  faults: Faults
} {
  const faults: Faults = {}
  const periods = [...drafts].map((draft, index): ContractPeriodInput => {
    const at = `periods.${index}`
    const kva = draft.kva.trim() === '' ? null : parseDecimal(draft.kva)
    if (!draft.from) faults[`${at}.from`] = 'required'
    if (draft.kva.trim() !== '' && (kva === null || !Number.isInteger(kva)))
      faults[`${at}.subscribedPowerKva`] = 'number'
    if (!draft.offerId && draft.versions.length === 0) faults[`${at}.offerId`] = 'required'
    return {
      from: draft.from,
      to: endOf(draft.last),
      offerId: draft.offerId || null,
      subscribedPowerKva: kva,
      offPeak: draft.windows.map((window, position) =>
        windowInput(window, `${at}.offPeak.${position}`, faults),
      ),
      versions: versionsInput(draft.versions, `${at}.versions`, faults),
    }
  })
  return { periods, faults }
}

export function windowInput(draft: WindowDraft, at: string, faults: Faults): TimeWindowInput {
  if (!draft.start || !draft.end) faults[at] = 'required'
  else if (draft.start === draft.end) faults[at] = 'range'
  return {
    start: draft.start,
    end: draft.end,
    season: draft.season,
    weekdays: draft.weekdays,
    from: draft.from || null,
    to: endOf(draft.last),
  }
}

export function versionsInput(
  drafts: readonly VersionDraft[],
  path: string,
  faults: Faults,
): OfferVersionInput[] {
  return drafts.map((draft, index) => {
    const at = `${path}.${index}`
    const number = (text: string, place: string) => {
      const value = parseDecimal(text)
      if (value === null) faults[place] = text.trim() === '' ? 'required' : 'number'
      return value ?? 0
    }
    return {
      from: draft.from || null,
      to: endOf(draft.last),
      subscriptionEurPerMonth: number(draft.subscription, `${at}.subscriptionEurPerMonth`),
      prices: draft.prices.map(({ bucket, price }, position) => ({
        bucket,
        eurPerKwh: number(price, `${at}.prices.${position}`),
      })),
    }
  })
}

/** Faults told by the server, by the same paths. */
export function faultsOf(fields: readonly { path: string; rule: string }[]): Faults {
  return Object.fromEntries(fields.map(({ path, rule }) => [path.replace(/^input\./, ''), rule]))
}
