import type { Destination, Reason } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { Locale } from '../words.js'
import { inBoth, numberWords } from '../words.js'

const WHY: Partial<Record<Reason, Readonly<Record<Locale, string>>>> = {
  PEER_UNREACHABLE: { fr: 'elle ne répond pas', en: 'it does not answer' },
  PEER_REFUSED: {
    fr: 'elle refuse le jeton, la clé ou le mot de passe',
    en: 'it refuses the token, key or password',
  },
  PEER_TLS: { fr: 'son certificat n’est pas reconnu', en: 'its certificate is not trusted' },
  PEER_UNSUPPORTED: {
    fr: 'il lui manque un composant, ou une version plus récente',
    en: 'it lacks a component, or a newer version',
  },
  PEER_DROPPED: { fr: 'elle ne garde pas ce qu’elle accepte', en: 'it does not keep what it accepts' },
}
const SOME: Readonly<Record<Locale, string>> = {
  fr: 'l’historique dit pourquoi',
  en: 'its history tells why',
}

/** Destinations that fail again and again, or that wait for somebody. One that recovered and fails anew is another fact. */
export function exportFacts(
  destinations: readonly Destination[],
  { afterFailures }: { readonly afterFailures: number },
): Fact[] {
  return destinations.flatMap(({ id, name, enabled, failing }) => {
    if (!enabled || !failing) return []
    const isBlocked = failing.retryAt === null
    if (!isBlocked && failing.failures < afterFailures) return []
    const why = WHY[failing.code] ?? SOME
    const text = inBoth((locale) => {
      const times = numberWords(failing.failures, locale)
      if (locale === 'fr')
        return isBlocked
          ? `L’export vers ${name} est arrêté : ${why.fr}. Corrigez la destination : rien ne part d’ici là.`
          : `L’export vers ${name} échoue (${times} essais de suite) : ${why.fr}. Il est retenté de lui-même.`
      return isBlocked
        ? `The export to ${name} is stopped: ${why.en}. Put the destination right: nothing leaves until then.`
        : `The export to ${name} fails (${times} attempts in a row): ${why.en}. It is tried again by itself.`
    })
    const key = [id, failing.lastSuccessAt ?? 'never']
    return [
      fact('EXPORT_FAILING', isBlocked ? 'ERROR' : 'WARNING', key, text, {
        targetId: id,
        reason: failing.code,
      }),
    ]
  })
}
