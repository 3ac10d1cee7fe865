import type {
  ContributionKind,
  ContributionRequest,
  ContributionVariant,
  PriceField,
} from '../gateway/index.js'
import { communityBuckets } from './market-buckets.js'
import { eurOf } from './money.js'
import type { OfferVersion } from './offer.js'
import type { Proposal, ProposedOffer } from './proposal.js'
import type { TimeWindow } from './windows.js'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** What the gateway already has. */
export interface Known {
  /** Its suppliers: id by name, as `supplierKey` writes it. */
  readonly providers: ReadonlyMap<string, string>
  /** The gateway's own id of the offer that is replaced; null = none, or not known. */
  readonly replacedGatewayId: string | null
}

/** Two spellings of one supplier are one supplier. */
export function supplierKey(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** The prices that are proposed: those that began last. */
export function proposedVersion({ versions }: ProposedOffer): OfferVersion | null {
  return versions.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)).at(-1) ?? null
}

/** Proposal → what is sent. Of a draft, what is complete: an offer without power or prices is left out. */
export function requestOf(proposal: Proposal, known: Known): ContributionRequest {
  const [first] = proposal.offers
  const providerId = known.providers.get(supplierKey(first?.provider ?? ''))
  const kind: ContributionKind =
    proposal.replacesOfferId !== null
      ? 'UPDATE_OFFER'
      : providerId === undefined
        ? 'NEW_PROVIDER'
        : 'NEW_OFFER'
  return {
    kind,
    offerName: first?.name ?? '',
    offerType: first?.type ?? '',
    priceSheetUrl: proposal.priceSheetUrl ?? '',
    variants: proposal.offers.flatMap(variantOf),
    providerName: providerId === undefined ? first?.provider : undefined,
    providerWebsite: providerId === undefined ? (proposal.providerWebsite ?? undefined) : undefined,
    existingProviderId: providerId,
    existingOfferId: known.replacedGatewayId ?? undefined,
    description: proposal.description ?? undefined,
    offPeakTexts: first && offPeakTexts(first),
    validFrom: (first && proposedVersion(first)?.from) ?? undefined,
  }
}

function variantOf(offer: ProposedOffer): ContributionVariant[] {
  const version = proposedVersion(offer)
  const names = communityBuckets(offer.type)
  if (offer.subscribedPowerKva === null || version?.subscriptionPerMonth == null || !names) return []
  const prices: Partial<Record<PriceField, string>> = {}
  for (const [bucket, price] of Object.entries(version.prices)) {
    const name = names.get(bucket)
    if (name) prices[name.field] = String(eurOf(price))
  }
  return [
    {
      subscribedPowerKva: offer.subscribedPowerKva,
      subscriptionEurPerMonth: String(eurOf(version.subscriptionPerMonth)),
      prices,
    },
  ]
}

/** The off-peak hours of the offer itself, by English day name; undefined when they are those of the home. */
function offPeakTexts({ rules }: ProposedOffer): Record<string, string> | undefined {
  const windows = rules.flatMap(({ bucket, window }) => (bucket === 'HC' && window ? [window] : []))
  if (windows.length === 0) return undefined
  const days = WEEKDAYS.map((name, index): [string, string] => [
    name,
    windows
      .filter(({ weekdays }) => weekdays.length === 0 || weekdays.includes(index + 1))
      .map(windowText)
      .join(';'),
  ])
  return Object.fromEntries(days.filter(([, text]) => text !== ''))
}

function windowText({ startMinute, endMinute }: TimeWindow): string {
  return `${clockText(startMinute)}-${clockText(endMinute)}`
}

function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
