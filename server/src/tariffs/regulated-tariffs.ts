import { toDay } from '../core/index.js'
import { microEur } from './money.js'
import type { OfferModel, OfferVersion } from './offer.js'
import facts from './regulated-tariffs.json' with { type: 'json' }

/** Yearly subscription, then the price of each bucket, in EUR with all taxes. */
type Figures = readonly number[]

/**
 * The regulated tariffs of EDF, one offer per option and subscribed power, from regulated-tariffs.json.
 * Ids are stable: `builtin:TEMPO:9`.
 */
export function regulatedOffers(): OfferModel[] {
  return facts.options.flatMap(({ type, name, buckets, versions }) => {
    const powers = new Set(versions.flatMap((version) => Object.keys(version.powers)).map(Number))
    return [...powers]
      .sort((a, b) => a - b)
      .map((kva): OfferModel => {
        const own = versions.flatMap((version): OfferVersion[] => {
          const figures = (version.powers as Readonly<Record<string, Figures>>)[kva]
          return figures
            ? [
                {
                  from: toDay(version.from),
                  to: version.to === null ? null : toDay(version.to),
                  ...pricesOf(buckets, figures),
                  source: facts.sources[version.source] ?? null,
                },
              ]
            : []
        })
        return {
          id: builtInId(type, kva),
          origin: 'BUILT_IN',
          provider: 'EDF',
          name,
          type,
          subscribedPowerKva: kva,
          regulated: true,
          url: null,
          versions: own,
          rules: [],
          active: own.at(-1)?.to === null,
        }
      })
  })
}

export function builtInId(type: string, kva: number): string {
  return `builtin:${type}:${kva}`
}

function pricesOf(
  buckets: readonly string[],
  [yearly = 0, ...prices]: Figures,
): Pick<OfferVersion, 'subscriptionPerMonth' | 'prices'> {
  return {
    subscriptionPerMonth: microEur(yearly / 12),
    prices: Object.fromEntries(buckets.map((bucket, index) => [bucket, microEur(prices[index] ?? 0)])),
  }
}
