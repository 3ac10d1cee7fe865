import type { Words } from '../../charts/words'
import { decimalText, parseDecimal } from '../../format/parse'
import type { OfferInput, WholeOfferFragment } from '../../graphql/generated/graphql'
import {
  bucketSets,
  emptyVersion,
  emptyWindow,
  versionDraft,
  versionsInput,
  windowDraft,
  windowInput,
  type Faults,
  type VersionDraft,
  type WindowDraft,
} from '../contract/draft'

/** An offer of rules of its own, in the list of types. */
export const RULES = 'RULES'
export const offerTypes = [
  'BASE',
  'HC_HP',
  'TEMPO',
  'EJP',
  'BASE_WEEKEND',
  'HC_WEEKEND',
  'WEEKEND',
  'HC_NUIT_WEEKEND',
  'SEASONAL',
  'ZEN_FLEX',
] as const

const sets: Record<string, readonly string[]> = {
  ...bucketSets,
  HC_WEEKEND: ['HC', 'HP'],
  WEEKEND: ['HC', 'HP'],
  HC_NUIT_WEEKEND: ['HC', 'HP'],
  ZEN_FLEX: ['ECO_HC', 'ECO_HP', 'SOBRIETY_HC', 'SOBRIETY_HP'],
}

export interface RuleDraft {
  bucket: string
  dayType: string
  holidays: boolean
  /** Only in its window; else all day. */
  timed: boolean
  window: WindowDraft
}

export interface OfferDraft {
  id: string | null
  provider: string
  name: string
  type: string
  kva: string
  url: string
  rules: RuleDraft[]
  versions: VersionDraft[]
}

export function bucketsOf({ type, rules }: Pick<OfferDraft, 'type' | 'rules'>): readonly string[] {
  const own = [...new Set(rules.map(({ bucket }) => bucket.trim()).filter(Boolean))]
  return own.length > 0 ? own : (sets[type] ?? [])
}

export const emptyRule = (): RuleDraft => ({
  bucket: '',
  dayType: '',
  holidays: false,
  timed: true,
  window: emptyWindow(),
})

export function emptyOffer(): OfferDraft {
  return {
    id: null,
    provider: '',
    name: '',
    type: 'BASE',
    kva: '',
    url: '',
    rules: [],
    versions: [emptyVersion(sets.BASE ?? [])],
  }
}

/** Lines for these buckets, what was typed kept. */
export function fitted(version: VersionDraft, buckets: readonly string[]): VersionDraft {
  const typed = new Map(version.prices.map(({ bucket, price }) => [bucket, price]))
  return { ...version, prices: buckets.map((bucket) => ({ bucket, price: typed.get(bucket) ?? '' })) }
}

/** An offer that exists → what can be edited; a copy is a new one. */
export function offerDraft(
  offer: WholeOfferFragment,
  locale: string,
  copied: boolean,
  { t }: Pick<Words, 't'>,
): OfferDraft {
  return {
    id: copied ? null : offer.id,
    provider: offer.provider,
    name: copied ? t('offers.mine.copyOf', { name: offer.name }) : offer.name,
    type: offer.type,
    kva: decimalText(offer.subscribedPowerKva, locale),
    url: offer.url ?? '',
    rules: offer.rules.map(({ bucket, dayType, holidays, window }) => ({
      bucket,
      dayType: dayType ?? '',
      holidays,
      timed: window !== null,
      window: window ? windowDraft(window) : emptyWindow(),
    })),
    versions: offer.versions.map((version) => versionDraft(version, locale)),
  }
}

/** As typed → as sent; faults by path below `at`. */
export function offerInput(draft: OfferDraft, faults: Faults): OfferInput {
  const kva = draft.kva.trim() === '' ? null : parseDecimal(draft.kva)
  for (const name of ['provider', 'name', 'type'] as const)
    if (draft[name].trim() === '') faults[name] = 'required'
  if (draft.kva.trim() !== '' && (kva === null || !Number.isInteger(kva)))
    faults.subscribedPowerKva = 'number'
  return {
    ...(draft.id !== null && { id: draft.id }),
    provider: draft.provider.trim(),
    name: draft.name.trim(),
    type: draft.type,
    subscribedPowerKva: kva,
    url: draft.url.trim() || null,
    rules: draft.rules.map((rule, index) => {
      if (rule.bucket.trim() === '') faults[`rules.${index}.bucket`] = 'required'
      return {
        bucket: rule.bucket.trim(),
        dayType: rule.dayType.trim() || null,
        holidays: rule.holidays,
        window: rule.timed ? windowInput(rule.window, `rules.${index}.window`, faults) : null,
      }
    }),
    versions: versionsInput(draft.versions, 'versions', faults),
  }
}

/** A file of ours → a new offer to check and keep; null when it is none. */
export function readOffer(text: string, locale: string): OfferDraft | null {
  const read = (): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }
  const input = read() as Partial<OfferInput> | null
  if (!input || !Array.isArray(input.versions)) return null
  if ([input.provider, input.name, input.type].some((word) => typeof word !== 'string')) return null
  const day = (value: unknown) => (typeof value === 'string' ? value : null)
  const money = (value: unknown) => (typeof value === 'number' ? value : null)
  const versions = input.versions.map((version) =>
    versionDraft(
      {
        from: day(version.from),
        to: day(version.to),
        subscriptionEurPerMonth: money(version.subscriptionEurPerMonth),
        source: null,
        prices: (Array.isArray(version.prices) ? version.prices : []).map(({ bucket, eurPerKwh }) => ({
          bucket,
          eurPerKwh,
        })),
      },
      locale,
    ),
  )
  return {
    id: null,
    provider: input.provider ?? '',
    name: input.name ?? '',
    type: input.type ?? '',
    kva: decimalText(money(input.subscribedPowerKva), locale),
    url: input.url ?? '',
    rules: (Array.isArray(input.rules) ? input.rules : []).map(({ bucket, dayType, holidays, window }) => ({
      bucket,
      dayType: dayType ?? '',
      holidays: holidays ?? false,
      timed: Boolean(window),
      window: window
        ? windowDraft({
            start: window.start,
            end: window.end,
            season: window.season ?? 'ALL',
            weekdays: window.weekdays ?? [],
            from: day(window.from),
            to: day(window.to),
          })
        : emptyWindow(),
    })),
    versions,
  }
}
