import type { Reason } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { NamedMeter } from '../words.js'
import { about, inBoth, numberWords } from '../words.js'

/** What stands in the way at the gateway. */
export interface Obstacle {
  readonly code: Reason
  readonly pdl: string | null
}

const CREDENTIALS: Partial<Record<Reason, { readonly fr: string; readonly en: string }>> = {
  CREDENTIALS_MISSING: {
    fr: 'Aucun secret MyElectricalData n’est enregistré : rien ne peut être demandé. Saisissez-le dans les réglages.',
    en: 'No MyElectricalData secret is set: nothing can be asked. Type it in the settings.',
  },
  CREDENTIALS_REJECTED: {
    fr: 'La passerelle refuse votre secret. Copiez-le de nouveau depuis votre compte MyElectricalData dans les réglages.',
    en: 'The gateway refuses your secret. Copy it again from your MyElectricalData account into the settings.',
  },
  EMAIL_NOT_VERIFIED: {
    fr: 'L’adresse e-mail de votre compte MyElectricalData n’est pas confirmée. Suivez le lien reçu, ou demandez-en un autre sur le site.',
    en: 'The e-mail address of your MyElectricalData account is not confirmed. Follow the link you received, or ask for another on the site.',
  },
}

const CONSENT: Partial<Record<Reason, { readonly fr: string; readonly en: string }>> = {
  CONSENT_MISSING: {
    fr: 'Le consentement Enedis est absent, retiré ou expiré : plus rien n’arrive. Renouvelez-le sur le site de MyElectricalData.',
    en: 'The consent at Enedis is absent, revoked or expired: nothing comes any more. Renew it on the MyElectricalData site.',
  },
  NOT_HOLDER: {
    fr: 'Votre compte n’est pas, ou plus, le titulaire de ce compteur pour Enedis. Vérifiez votre contrat, puis le consentement.',
    en: 'Your account is not, or no longer, the holder of this meter at Enedis. Check your contract, then the consent.',
  },
  USAGE_POINT_INACTIVE: {
    fr: 'Ce compteur est désactivé sur la passerelle : plus rien n’est demandé. Réactivez-le sur le site de MyElectricalData.',
    en: 'This meter is switched off at the gateway: nothing is asked any more. Switch it on at the MyElectricalData site.',
  },
}

/** The account's secret, once there are meters: before, the welcome page says it better. */
export function credentialsFacts(obstacles: readonly Obstacle[], hasMeters: boolean): Fact[] {
  const found = obstacles.find(
    ({ code, pdl }) => pdl === null && CREDENTIALS[code] && (hasMeters || code !== 'CREDENTIALS_MISSING'),
  )
  const text = found && CREDENTIALS[found.code]
  return text ? [fact('CREDENTIALS', 'ERROR', [found.code], text, { reason: found.code })] : []
}

export function consentFacts(obstacles: readonly Obstacle[], meters: readonly NamedMeter[]): Fact[] {
  return obstacles.flatMap(({ code, pdl }) => {
    const meter = meters.find((one) => one.pdl === pdl)
    const text = CONSENT[code]
    if (!meter || !text) return []
    const said = inBoth((locale) => about(meter, text[locale], locale))
    return [fact('CONSENT', 'ERROR', [meter.pdl, code], said, { pdl: meter.pdl, reason: code })]
  })
}

export interface CounterUse {
  readonly counter: 'cached' | 'fresh'
  readonly used: number
  readonly limit: number
}

/** Calls of the UTC day, which both counters name. */
export function quotaFacts(
  counters: readonly CounterUse[],
  utcDay: string,
  { usedPercent }: { readonly usedPercent: number },
): Fact[] {
  return counters
    .filter(({ used, limit }) => limit > 0 && used * 100 >= limit * usedPercent)
    .map(({ counter, used, limit }) => {
      const isSpent = used >= limit
      const text = inBoth((locale) => {
        const figures = `${numberWords(used, locale)} / ${numberWords(limit, locale)}`
        if (locale === 'fr')
          return isSpent
            ? `Les appels du jour à la passerelle sont épuisés (${figures}) : ils reprennent à 0 h UTC. Rien à faire, la suite viendra d’elle-même.`
            : `Les appels du jour à la passerelle sont presque épuisés (${figures}) ; ils repartent à 0 h UTC.`
        return isSpent
          ? `Today’s calls to the gateway are spent (${figures}): they start again at 00:00 UTC. Nothing to do, the rest will come by itself.`
          : `Today’s calls to the gateway are nearly spent (${figures}); they start again at 00:00 UTC.`
      })
      const reason = isSpent ? ('QUOTA_EXHAUSTED' as const) : null
      return fact('QUOTA', isSpent ? 'WARNING' : 'INFO', [utcDay, counter], text, { reason })
    })
}
