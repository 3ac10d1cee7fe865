import type { Words } from '../../charts/words'

interface Named {
  provider: string
  name: string
  subscribedPowerKva: number | null
}

/** "EDF, Tarif Bleu Base, 9 kVA". */
export function offerName(offer: Named | null, { t }: Pick<Words, 't'>): string {
  if (!offer) return t('contract.own')
  const { provider, name, subscribedPowerKva: kva } = offer
  return `${provider}, ${name}${kva === null ? '' : `, ${t('contract.kva', { kva })}`}`
}
