import type { Words } from '../../charts/words'
import { meanPerMonth, subscriptionShare, type CostData } from './costData'

export interface CostFact {
  key: string
  name: string
  /** null = it cannot be told. */
  value: { value: string; unit: string } | null
  note: string
}

/** What stands beside the total: per month, per kWh, subscription, and why it moved. */
export function costFacts({ total, change }: CostData, { t, format }: Words): CostFact[] {
  const { cost } = total
  const mean = meanPerMonth(total)
  const share = subscriptionShare(total)
  const price = cost?.totalEurPerKwh ?? null
  const energyPrice = cost?.energyEurPerKwh ?? null
  const subscription = cost?.subscriptionEur ?? null
  const signed = (eur: number | null) => (eur === null ? null : format.money(eur, { signed: true }))
  return [
    {
      key: 'mean',
      name: t('costs.figures.mean'),
      value: mean === null ? null : format.money(mean),
      note: t('costs.figures.meanNote'),
    },
    {
      key: 'price',
      name: t('costs.figures.price'),
      value: price === null ? null : { value: format.number(price, 4), unit: '€' },
      note:
        energyPrice === null ? '' : t('costs.figures.energyOnly', { price: format.number(energyPrice, 4) }),
    },
    {
      key: 'subscription',
      name: t('tariffs.subscription'),
      value: subscription === null ? null : format.money(subscription),
      note: share === null ? '' : t('costs.figures.share', { share: format.percent(share, { decimals: 0 }) }),
    },
    ...(change && (change.volumeEur !== null || change.priceEur !== null)
      ? [
          {
            key: 'volume',
            name: t('costs.figures.volume'),
            value: signed(change.volumeEur),
            note: t('costs.figures.volumeNote'),
          },
          {
            key: 'price-effect',
            name: t('costs.figures.priceEffect'),
            value: signed(change.priceEur),
            note: t('costs.figures.priceEffectNote'),
          },
        ]
      : []),
  ]
}
