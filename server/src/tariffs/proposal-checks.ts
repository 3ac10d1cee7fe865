import type { FieldFault } from '../core/index.js'
import { communityBuckets } from './market-buckets.js'
import { versionFaults, windowFaults } from './offer-checks.js'
import type { OfferModel, OfferVersion } from './offer.js'
import { proposedVersion } from './proposal-request.js'
import type { Proposal, ProposedOffer } from './proposal.js'

/** Most that a subscription costs a month, in micro-euros: above, somebody gave the year's. */
const DEAREST_MONTH = 1000_000_000

interface Circumstances {
  readonly isKnownProvider: (name: string) => boolean
  /** The public offer that is replaced; undefined = there is none of that id. */
  readonly replaced: OfferModel | undefined
}

/** What the gateway would refuse, lose or misread. Paths from the input. Source: docs/gateway.md, "Proposals" */
export function proposalFaults(proposal: Proposal, at: Circumstances): FieldFault[] {
  const { offers, priceSheetUrl, providerWebsite, replacesOfferId } = proposal
  const [first] = offers
  const isNewProvider =
    replacesOfferId === null &&
    first !== undefined &&
    first.provider.trim() !== '' &&
    !at.isKnownProvider(first.provider)
  return [
    ...(first ? [] : [fault('offers', 'required', 'A proposal has at least one offer.')]),
    ...urlFaults('priceSheetUrl', priceSheetUrl, 'The price sheet proves the prices: it', true),
    ...urlFaults(
      'providerWebsite',
      providerWebsite,
      'The community does not know this supplier: its site',
      isNewProvider,
    ),
    ...offers.flatMap((offer, index) => offerFaults(offer, `offers.${index}`)),
    ...offers.flatMap((_, index) => (first && index > 0 ? siblingFaults(offers, index) : [])),
    ...(replacesOfferId === null ? [] : replacementFaults(offers, at.replaced)),
  ]
}

function offerFaults(offer: ProposedOffer, at: string): FieldFault[] {
  const { provider, name, type, subscribedPowerKva: kva, rules } = offer
  const blank = Object.entries({ provider, name, type })
    .filter(([, text]) => text.trim() === '')
    .map(([path]) => fault(`${at}.${path}`, 'required', `The ${path} is needed.`))
  const faults = [...blank]
  if (/^\s*\[/.test(name))
    faults.push(fault(`${at}.name`, 'pattern', 'A name in brackets is an order to the gateway, not a name.'))
  if (type.trim() !== '' && !communityBuckets(type))
    faults.push(fault(`${at}.type`, 'pattern', `The community has no offers of type ${type}.`))
  if (kva === null)
    faults.push(fault(`${at}.subscribedPowerKva`, 'required', 'The subscribed power is needed.'))
  else if (kva < 1 || kva > 250)
    faults.push(fault(`${at}.subscribedPowerKva`, 'range', 'The subscribed power is between 1 and 250 kVA.'))
  const version = proposedVersion(offer)
  if (!version) faults.push(fault(`${at}.versions`, 'required', 'The prices are needed.'))
  else faults.push(...pricesFaults(version, type, `${at}.versions.${offer.versions.indexOf(version)}`))
  return [
    ...faults,
    ...versionFaults(offer.versions, `${at}.versions`),
    ...rules.flatMap((rule, index) => ruleFaults(rule, `${at}.rules.${index}`)),
  ]
}

function pricesFaults(version: OfferVersion, type: string, at: string): FieldFault[] {
  const faults: FieldFault[] = []
  const monthly = version.subscriptionPerMonth ?? 0
  if (monthly <= 0 || monthly > DEAREST_MONTH)
    faults.push(
      fault(`${at}.subscriptionEurPerMonth`, 'range', 'The subscription is a price per month, in EUR.'),
    )
  if (version.to !== null)
    faults.push(fault(`${at}.to`, 'pattern', 'The community keeps no end of validity: leave it out.'))
  const names = communityBuckets(type)
  if (!names) return faults
  const unknown = Object.keys(version.prices).flatMap((bucket, index) =>
    names.has(bucket)
      ? []
      : [fault(`${at}.prices.${index}`, 'pattern', `An offer of type ${type} has no price of ${bucket}.`)],
  )
  const missing = [...names]
    .filter(([bucket, { required }]) => required && version.prices[bucket] === undefined)
    .map(([bucket]) => fault(`${at}.prices`, 'required', `The price of ${bucket} is needed.`))
  return [...faults, ...unknown, ...missing]
}

/** Off-peak hours of the offer are all that the community keeps of rules. */
function ruleFaults({ bucket, window, holidays, dayType }: ProposedOffer['rules'][number], at: string) {
  const isOffPeak = bucket === 'HC' && window !== null
  const isRest = bucket === 'HP' && window === null
  if ((!isOffPeak && !isRest) || holidays || dayType !== null)
    return [
      fault(at, 'pattern', 'Of rules, the community keeps off-peak hours only: HC in a window, else HP.'),
    ]
  if (window === null) return []
  if (window.season !== 'ALL' || window.from !== null || window.to !== null)
    return [fault(`${at}.window`, 'pattern', 'The community keeps off-peak hours of the whole year only.')]
  return windowFaults([window], at).map((found) => ({ ...found, path: `${at}.window` }))
}

function siblingFaults(offers: readonly ProposedOffer[], index: number): FieldFault[] {
  const [first, one] = [offers[0], offers[index]]
  if (!first || !one) return []
  const differing = (['provider', 'name', 'type'] as const)
    .filter((field) => one[field] !== first[field])
    .map((field) => fault(`offers.${index}.${field}`, 'pattern', `One proposal is one offer: one ${field}.`))
  const isRepeated = offers
    .slice(0, index)
    .some(({ subscribedPowerKva: kva }) => kva !== null && kva === one.subscribedPowerKva)
  const [from, firstFrom] = [proposedVersion(one)?.from, proposedVersion(first)?.from]
  return [
    ...differing,
    ...(isRepeated
      ? [fault(`offers.${index}.subscribedPowerKva`, 'duplicate', 'Each power is proposed once.')]
      : []),
    ...(from === firstFrom
      ? []
      : [fault(`offers.${index}.versions`, 'order', 'All prices of a proposal begin on one day.')]),
  ]
}

function replacementFaults(offers: readonly ProposedOffer[], replaced: OfferModel | undefined): FieldFault[] {
  const [only] = offers
  if (replaced?.origin !== 'GATEWAY')
    return [fault('replacesOfferId', 'pattern', 'There is no such public offer.')]
  const many = fault('offers', 'range', 'New prices are proposed for one power at a time.')
  const same = (['type', 'subscribedPowerKva'] as const)
    .filter((field) => only && only[field] !== replaced[field])
    .map((field) => fault(`offers.0.${field}`, 'pattern', `It differs from the offer that it replaces.`))
  return [...(offers.length > 1 ? [many] : []), ...same]
}

function urlFaults(path: string, text: string | null, subject: string, isRequired: boolean): FieldFault[] {
  if (text === null || text.trim() === '')
    return isRequired ? [fault(path, 'required', `${subject} is needed.`)] : []
  const url = URL.parse(text.trim())
  return url && ['http:', 'https:'].includes(url.protocol)
    ? []
    : [fault(path, 'pattern', 'An address begins with https://.')]
}

function fault(path: string, rule: string, message: string): FieldFault {
  return { path, rule, message }
}
