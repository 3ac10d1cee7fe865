import type { NoticeKind, OptionSpec, Text } from '../core/index.js'

/** What the page and the settings call a kind, and how its rule is set when nobody has touched it. */
export interface RuleSpec {
  readonly title: Text
  readonly enabled: boolean
  readonly options: readonly OptionSpec[]
}

const THRESHOLDS = { fr: 'Seuils', en: 'Thresholds' }

function whole(
  name: string,
  title: Text,
  help: Text,
  { min, max, default: byDefault }: { readonly min: number; readonly max: number; readonly default: number },
): OptionSpec {
  return {
    name,
    group: THRESHOLDS,
    title,
    help,
    type: 'INTEGER',
    required: true,
    min,
    max,
    default: byDefault,
  }
}

/** One rule per kind of notice. */
export const RULES: Readonly<Record<NoticeKind, RuleSpec>> = {
  TEMPO_TOMORROW: {
    title: { fr: 'Couleur Tempo de demain', en: 'Tempo colour of tomorrow' },
    enabled: true,
    options: [
      {
        name: 'colors',
        group: THRESHOLDS,
        title: { fr: 'Couleurs', en: 'Colours' },
        help: { fr: 'Celles qui méritent une alerte.', en: 'Those that deserve an alert.' },
        type: 'CHOICES',
        choices: [
          { value: 'RED', title: { fr: 'Rouge', en: 'Red' } },
          { value: 'WHITE', title: { fr: 'Blanc', en: 'White' } },
          { value: 'BLUE', title: { fr: 'Bleu', en: 'Blue' } },
        ],
        default: ['RED', 'WHITE'],
      },
      {
        name: 'onlyTempoContract',
        group: THRESHOLDS,
        title: { fr: 'Seulement avec un contrat Tempo', en: 'Only with a Tempo contract' },
        help: { fr: 'Non : même sans contrat Tempo.', en: 'No: even without a Tempo contract.' },
        type: 'BOOLEAN',
        default: true,
      },
    ],
  },
  ECOWATT: {
    title: { fr: 'EcoWatt orange ou rouge', en: 'EcoWatt orange or red' },
    enabled: true,
    options: [
      {
        name: 'minLevel',
        group: THRESHOLDS,
        title: { fr: 'À partir de', en: 'From' },
        help: { fr: 'Le niveau d’une heure au moins.', en: 'The level of one hour at least.' },
        type: 'CHOICE',
        choices: [
          { value: '2', title: { fr: 'Orange', en: 'Orange' } },
          { value: '3', title: { fr: 'Rouge', en: 'Red' } },
        ],
        default: '2',
      },
    ],
  },
  GAP: {
    title: { fr: 'Données manquantes', en: 'Missing data' },
    enabled: true,
    options: [
      whole(
        'olderThanDays',
        { fr: 'Depuis plus de (jours)', en: 'For more than (days)' },
        { fr: 'Un jour récent arrive souvent tard.', en: 'A recent day often comes late.' },
        { min: 1, max: 60, default: 3 },
      ),
      whole(
        'withinDays',
        { fr: 'Parmi les derniers (jours)', en: 'Among the last (days)' },
        {
          fr: 'Les trous plus anciens restent dans le calendrier de qualité.',
          en: 'Older holes stay in the quality calendar.',
        },
        { min: 7, max: 1100, default: 90 },
      ),
    ],
  },
  CONSENT: { title: { fr: 'Consentement', en: 'Consent' }, enabled: true, options: [] },
  QUOTA: {
    title: { fr: 'Appels à la passerelle', en: 'Calls to the gateway' },
    enabled: true,
    options: [
      whole(
        'usedPercent',
        { fr: 'À partir de (% utilisés)', en: 'From (% used)' },
        { fr: '100 : seulement quand tout est épuisé.', en: '100: only when all are spent.' },
        { min: 10, max: 100, default: 100 },
      ),
    ],
  },
  POWER: {
    title: { fr: 'Puissance dépassée', en: 'Power exceeded' },
    enabled: true,
    options: [
      whole(
        'abovePercent',
        { fr: 'Au-dessus de (% du souscrit)', en: 'Above (% of the subscribed)' },
        { fr: 'De la puissance souscrite, en kVA.', en: 'Of the subscribed power, in kVA.' },
        { min: 50, max: 200, default: 100 },
      ),
    ],
  },
  BUDGET: {
    title: { fr: 'Budget du mois', en: 'Budget of the month' },
    enabled: true,
    options: [
      whole(
        'usedPercent',
        { fr: 'À partir de (% dépensés)', en: 'From (% spent)' },
        {
          fr: 'Puis une fois encore quand le budget est dépassé.',
          en: 'Then once more when the budget is exceeded.',
        },
        { min: 10, max: 100, default: 80 },
      ),
    ],
  },
  BASE_LOAD: {
    title: { fr: 'Talon en hausse', en: 'Rising base load' },
    enabled: true,
    options: [
      whole(
        'risePercent',
        { fr: 'Hausse (%)', en: 'Rise (%)' },
        { fr: 'En deux semaines.', en: 'Over two weeks.' },
        { min: 5, max: 500, default: 30 },
      ),
      whole(
        'riseW',
        { fr: 'Et d’au moins (W)', en: 'And by at least (W)' },
        {
          fr: 'Un petit talon varie beaucoup en proportion.',
          en: 'A small base load varies much in proportion.',
        },
        { min: 1, max: 5000, default: 50 },
      ),
    ],
  },
  NO_INJECTION: {
    title: { fr: 'Plus d’injection', en: 'No injection any more' },
    enabled: true,
    options: [
      whole(
        'days',
        { fr: 'Depuis (jours)', en: 'For (days)' },
        {
          fr: 'De suite, et connus : un jour manquant n’est pas un zéro.',
          en: 'In a row, and known: a missing day is no zero.',
        },
        { min: 1, max: 30, default: 3 },
      ),
    ],
  },
  PRICE_EXPIRED: {
    title: { fr: 'Prix expiré', en: 'Expired price' },
    enabled: true,
    options: [
      whole(
        'beforeDays',
        { fr: 'Prévenir avant (jours)', en: 'Warn before (days)' },
        {
          fr: '0 : seulement quand le prix n’est plus connu.',
          en: '0: only when the price is not known any more.',
        },
        { min: 0, max: 90, default: 15 },
      ),
    ],
  },
  OFFER_UPDATED: {
    title: { fr: 'Nouveaux prix de votre offre', en: 'New prices of your offer' },
    enabled: true,
    options: [
      whole(
        'withinDays',
        { fr: 'Signaler pendant (jours)', en: 'Tell for (days)' },
        { fr: 'Après la date des nouveaux prix.', en: 'After the date of the new prices.' },
        { min: 1, max: 90, default: 30 },
      ),
    ],
  },
  EXPORT_FAILING: {
    title: { fr: 'Export en échec', en: 'Failing export' },
    enabled: true,
    options: [
      whole(
        'afterFailures',
        { fr: 'Après (échecs de suite)', en: 'After (failures in a row)' },
        { fr: 'Un refus parle dès le premier.', en: 'A refusal speaks at the first.' },
        { min: 1, max: 20, default: 3 },
      ),
    ],
  },
  CREDENTIALS: {
    title: { fr: 'Secret MyElectricalData', en: 'MyElectricalData secret' },
    enabled: true,
    options: [],
  },
}
