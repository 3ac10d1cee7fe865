import { decimalText, parseDecimal } from '../../format/parse'
import type {
  ContributionFieldsFragment,
  ContributionInput,
  WholeOfferFragment,
} from '../../graphql/generated/graphql'
import { windowDraft, windowInput, versionsInput, type Faults, type WindowDraft } from '../contract/draft'
import { bucketsOf } from './offerDraft'

export interface PowerDraft {
  kva: string
  subscription: string
  prices: { bucket: string; price: string }[]
}

/** A proposal as typed: one offer, one first day, its prices by power. */
export interface ProposalDraft {
  id: string | null
  replacesOfferId: string | null
  provider: string
  name: string
  type: string
  from: string
  sheet: string
  website: string
  description: string
  windows: WindowDraft[]
  powers: PowerDraft[]
}

export function emptyPower(type: string): PowerDraft {
  return {
    kva: '',
    subscription: '',
    prices: bucketsOf({ type, rules: [] }).map((bucket) => ({ bucket, price: '' })),
  }
}

export function emptyProposal(from: string): ProposalDraft {
  return {
    id: null,
    replacesOfferId: null,
    provider: '',
    name: '',
    type: 'BASE',
    from,
    sheet: '',
    website: '',
    description: '',
    windows: [],
    powers: [emptyPower('BASE')],
  }
}

function powerOf({ subscribedPowerKva, versions }: WholeOfferFragment, locale: string): PowerDraft {
  const newest = versions.at(-1)
  return {
    kva: decimalText(subscribedPowerKva, locale),
    subscription: decimalText(newest?.subscriptionEurPerMonth ?? null, locale),
    prices: (newest?.prices ?? []).map(({ bucket, eurPerKwh }) => ({
      bucket,
      price: decimalText(eurPerKwh, locale),
    })),
  }
}

/** Off-peak hours that the community keeps. */
function windowsOf({ rules }: Pick<WholeOfferFragment, 'rules'>): WindowDraft[] {
  return rules.flatMap(({ bucket, window }) => (bucket === 'HC' && window ? [windowDraft(window)] : []))
}

/** New prices for a public offer, or a private one made public. */
export function proposalFrom(offer: WholeOfferFragment, from: string, locale: string): ProposalDraft {
  return {
    ...emptyProposal(from),
    replacesOfferId: offer.origin === 'GATEWAY' ? offer.id : null,
    provider: offer.provider,
    name: offer.name,
    type: offer.type,
    windows: windowsOf(offer),
    powers: [powerOf(offer, locale)],
  }
}

export function proposalDraft(held: ContributionFieldsFragment, locale: string): ProposalDraft {
  const [first] = held.offers
  return {
    id: held.id,
    replacesOfferId: held.replacesOfferId,
    provider: first?.provider ?? '',
    name: first?.name ?? '',
    type: first?.type ?? 'BASE',
    from: first?.versions.at(-1)?.from ?? '',
    sheet: held.priceSheetUrl ?? '',
    website: held.providerWebsite ?? '',
    description: held.description ?? '',
    windows: first ? windowsOf(first) : [],
    powers: held.offers.map((offer) => powerOf(offer, locale)),
  }
}

/**
 * As typed → as sent; faults by the paths of the input. A draft is kept with holes, so only what is no number
 * stops it; the server tells what is missing before it sends.
 */
export function proposalInput(draft: ProposalDraft): { input: ContributionInput; faults: Faults } {
  const faults: Faults = {}
  const rules = draft.windows.map((window, index) => ({
    bucket: 'HC',
    holidays: false,
    window: windowInput(window, `offers.0.rules.${index}.window`, faults),
  }))
  const offers = draft.powers.map(({ kva, subscription, prices }, index) => {
    const at = `offers.${index}`
    const power = kva.trim() === '' ? null : parseDecimal(kva)
    if (kva.trim() !== '' && (power === null || !Number.isInteger(power)))
      faults[`${at}.subscribedPowerKva`] = 'number'
    const filled = prices.filter(({ price }) => price.trim() !== '')
    const isEmpty = filled.length === 0 && subscription.trim() === ''
    const version = {
      from: draft.from,
      last: '',
      subscription: subscription.trim() === '' ? '0' : subscription,
      prices: filled,
    }
    return {
      provider: draft.provider.trim(),
      name: draft.name.trim(),
      type: draft.type,
      subscribedPowerKva: power,
      rules: rules.length > 0 ? [...rules, { bucket: 'HP', holidays: false, window: null }] : [],
      versions: isEmpty ? [] : versionsInput([version], `${at}.versions`, faults),
    }
  })
  return {
    faults,
    input: {
      ...(draft.id !== null && { id: draft.id }),
      replacesOfferId: draft.replacesOfferId,
      priceSheetUrl: draft.sheet.trim() || null,
      providerWebsite: draft.website.trim() || null,
      description: draft.description.trim() || null,
      offers,
    },
  }
}

/** Faults of prices, told by their place among those sent → by their place in the form. */
export function placed(faults: Faults, draft: ProposalDraft): Faults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, rule]) => {
      const found = /^offers\.(\d+)\.versions\.0\.prices(?:\.(\d+))?$/.exec(path)
      if (!found) return [[path, rule]]
      const power = draft.powers[Number(found[1])]
      const at = `offers.${found[1]}.versions.0.prices`
      const places = [...(power?.prices ?? []).entries()]
      if (found[2] === undefined)
        return places
          .filter(([, { price }]) => price.trim() === '')
          .map(([index]) => [`${at}.${index}`, rule])
      const sent = places.filter(([, { price }]) => price.trim() !== '')
      return [[`${at}.${sent[Number(found[2])]?.[0] ?? 0}`, rule]]
    }),
  )
}
