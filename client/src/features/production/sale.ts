import { parseDecimal } from '../../format/parse'
import type { ContractPeriodInput, SaleContractQuery, SaleMode } from '../../graphql/generated/graphql'

export type SalePeriod = NonNullable<SaleContractQuery['usagePoint']>['sale'][number]

export const saleModes: readonly SaleMode[] = ['SURPLUS', 'TOTAL', 'NONE']

/** A sale as typed. */
export interface SaleDraft {
  mode: SaleMode
  price: string
  from: string
}

/** The period in force, and its price. */
export function saleNow(
  periods: readonly SalePeriod[],
  today: string,
): { period: SalePeriod; eurPerKwh: number | null } | null {
  const period = periods.filter(({ from, to }) => from <= today && (to === null || to > today)).at(-1)
  if (!period) return null
  const version = period.versions
    .filter(({ from, to }) => (from ?? '') <= today && (to === null || to > today))
    .at(-1)
  return { period, eurPerKwh: version?.prices[0]?.eurPerKwh ?? null }
}

/**
 * A sale from a day on, added to what is kept: the periods before that day stay, cut where it begins.
 * null when price or date cannot be read; nothing sold needs no price.
 */
export function withSale(
  periods: readonly SalePeriod[],
  { mode, price, from }: SaleDraft,
): ContractPeriodInput[] | null {
  const eurPerKwh = mode === 'NONE' ? 0 : parseDecimal(price)
  if (eurPerKwh === null || eurPerKwh < 0 || eurPerKwh > 2 || !/^\d{4}-\d{2}-\d{2}$/.test(from)) return null
  const before = periods
    .filter((period) => period.from < from)
    .map((period): ContractPeriodInput => ({
      from: period.from,
      to: period.to === null || period.to > from ? from : period.to,
      saleMode: period.saleMode,
      versions: period.versions.map(({ from: since, to, prices }) => ({
        from: since,
        to,
        prices: prices.map(({ bucket, eurPerKwh: eur }) => ({ bucket, eurPerKwh: eur })),
      })),
    }))
  return [...before, { from, saleMode: mode, versions: [{ prices: [{ bucket: 'BASE', eurPerKwh }] }] }]
}
