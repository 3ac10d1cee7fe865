import type { OptionSpec, OptionValues } from '../exporter.js'
import type { HomeAssistantAccess } from './access.js'
import type { IdNames } from './statistic-ids.js'
import { ID_NAMES } from './statistic-ids.js'

const CONNECTION = { fr: 'Connexion', en: 'Connection' }
const STATISTICS = { fr: 'Statistiques', en: 'Statistics' }
const STATES = { fr: 'Entités', en: 'Entities' }
const NOTICES = { fr: 'Alertes', en: 'Alerts' }

export const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'url',
    group: CONNECTION,
    title: { fr: 'Adresse de Home Assistant', en: 'Address of Home Assistant' },
    help: {
      fr: 'Celle de votre navigateur, sans chemin. Dans un module complémentaire : http://supervisor/core.',
      en: 'As in your browser, without a path. In an add-on: http://supervisor/core.',
    },
    type: 'URL',
    required: true,
    example: 'http://homeassistant.local:8123',
    variable: 'HOMEASSISTANT_URL',
  },
  {
    name: 'token',
    group: CONNECTION,
    title: { fr: 'Jeton de longue durée', en: 'Long-lived access token' },
    help: {
      fr: 'Votre profil › Sécurité › Jetons d’accès de longue durée, créé par un administrateur.',
      en: 'Your profile › Security › Long-lived access tokens, made by an administrator.',
    },
    type: 'TEXT',
    required: true,
    secret: true,
    variable: 'HOMEASSISTANT_TOKEN',
  },
  {
    name: 'certificateAuthority',
    group: CONNECTION,
    title: { fr: 'Autorité de certification (PEM)', en: 'Certificate authority (PEM)' },
    help: {
      fr: 'Seulement si Home Assistant présente un certificat que le système ne connaît pas : collez-le ici.',
      en: 'Only when Home Assistant shows a certificate that the system does not know: paste it here.',
    },
    type: 'LONG_TEXT',
  },
  {
    name: 'answerSeconds',
    group: CONNECTION,
    title: { fr: 'Attente d’une réponse', en: 'Wait for an answer' },
    help: { fr: 'En secondes, pour chaque question.', en: 'In seconds, for each question.' },
    type: 'INTEGER',
    min: 1,
    max: 300,
    default: 30,
  },
  {
    name: 'statistics',
    group: STATISTICS,
    title: { fr: 'Envoyer les statistiques', en: 'Send statistics' },
    help: {
      fr: 'Tout l’historique, heure par heure, pour le tableau de bord Énergie : énergie par tarif, et coûts.',
      en: 'The whole history, hour by hour, for the Energy dashboard: energy by tariff, and costs.',
    },
    type: 'BOOLEAN',
    default: true,
  },
  {
    name: 'idNames',
    group: STATISTICS,
    title: { fr: 'Noms des statistiques', en: 'Names of the statistics' },
    help: {
      fr: 'Pour continuer l’historique d’un autre client : ce qu’il a écrit avant vos plus anciennes données reste, la suite est réécrite. Arrêtez-le d’abord.',
      en: 'To continue the history of another client: what it wrote before your oldest data stays, the rest is rewritten. Stop it first.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'own', title: { fr: 'Les nôtres', en: 'Ours' } },
      {
        value: 'reference',
        title: { fr: 'Client MyElectricalData', en: 'MyElectricalData client' },
      },
      { value: 'v1', title: { fr: 'Client v1', en: 'v1 client' } },
      { value: 'ha_linky', title: { fr: 'ha-linky (Wh)', en: 'ha-linky (Wh)' } },
    ],
    default: 'own',
    shownWhen: 'statistics=true',
  },
  {
    name: 'readBackSeconds',
    group: STATISTICS,
    title: { fr: 'Attente de l’écriture', en: 'Wait for the writing' },
    help: {
      fr: 'Home Assistant répond avant d’écrire : nous relisons pendant ce temps au plus, en secondes.',
      en: 'Home Assistant answers before it writes: we read back for so long at most, in seconds.',
    },
    type: 'INTEGER',
    min: 1,
    max: 600,
    default: 60,
    shownWhen: 'statistics=true',
  },
  {
    name: 'states',
    group: STATES,
    title: { fr: 'Créer les entités', en: 'Create the entities' },
    help: {
      fr: 'sensor.{pdl}_consumption, production, Tempo, EcoWatt. À désactiver quand la découverte MQTT sert le même compteur : deux sources pour une même entité se contredisent.',
      en: 'sensor.{pdl}_consumption, production, Tempo, EcoWatt. Turn it off when MQTT discovery serves the same meter: two sources of one entity contradict each other.',
    },
    type: 'BOOLEAN',
    default: true,
  },
  {
    name: 'notifyAction',
    group: NOTICES,
    title: { fr: 'Action de notification', en: 'Notify action' },
    help: {
      fr: 'Celle de votre téléphone, par exemple notify.mobile_app_pixel. Vide : une notification de Home Assistant.',
      en: 'The one of your phone, such as notify.mobile_app_pixel. Empty: a notification of Home Assistant itself.',
    },
    type: 'TEXT',
    pattern: '^[a-z0-9_]+\\.[a-z0-9_]+$',
    example: 'notify.mobile_app_pixel',
  },
]

export interface HomeAssistantOptions {
  readonly access: HomeAssistantAccess
  readonly statistics: boolean
  readonly states: boolean
  readonly idNames: IdNames
  readonly readBackMs: number
  /** `domain.action`; null = a notification of its own. */
  readonly notifyAction: string | null
}

/** Effective option values → what the exporter works with. A default stands in for what is not set. */
export function readOptions(values: OptionValues): HomeAssistantOptions {
  const value = (name: string) => values[name] ?? OPTIONS.find((option) => option.name === name)?.default
  const text = (name: string) => {
    const found = value(name)
    return typeof found === 'string' ? found.trim() : ''
  }
  const seconds = (name: string) => Number(value(name)) * 1000
  const authority = text('certificateAuthority')
  return {
    access: {
      url: text('url').replace(/\/+$/, ''),
      token: text('token'),
      ...(authority === '' ? {} : { certificateAuthority: authority }),
      answerMs: seconds('answerSeconds'),
    },
    statistics: value('statistics') !== false,
    states: value('states') !== false,
    idNames: ID_NAMES.find((names) => names === value('idNames')) ?? 'own',
    readBackMs: seconds('readBackSeconds'),
    notifyAction: text('notifyAction') || null,
  }
}
