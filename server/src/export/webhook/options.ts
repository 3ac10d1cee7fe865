import type { OptionSpec, OptionValues } from '../../core/index.js'
import { textOf } from '../notices-only.js'

const CONNECTION = { fr: 'Connexion', en: 'Connection' }
const MESSAGE = { fr: 'Message', en: 'Message' }

export const FORMATS = ['json', 'slack', 'discord'] as const
export type Format = (typeof FORMATS)[number]

export const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'url',
    group: CONNECTION,
    title: { fr: 'Adresse du webhook', en: 'Address of the webhook' },
    help: {
      fr: 'Chaque alerte y est envoyée par POST. Elle vaut mot de passe : elle n’est plus montrée ensuite.',
      en: 'Each alert is posted there. It is as good as a password: it is not shown afterwards.',
    },
    type: 'URL',
    pattern: '^https?://',
    required: true,
    secret: true,
    example: 'https://example.org/hooks/linky',
  },
  {
    name: 'authorization',
    group: CONNECTION,
    title: { fr: 'En-tête Authorization', en: 'Authorization header' },
    help: { fr: 'Par exemple « Bearer … ». Vide : aucun.', en: 'For instance “Bearer …”. Empty: none.' },
    type: 'TEXT',
    secret: true,
  },
  {
    name: 'answerSeconds',
    group: CONNECTION,
    title: { fr: 'Attente d’une réponse', en: 'Wait for an answer' },
    help: { fr: 'En secondes.', en: 'In seconds.' },
    type: 'INTEGER',
    min: 1,
    max: 300,
    default: 15,
  },
  {
    name: 'format',
    group: MESSAGE,
    title: { fr: 'Forme du message', en: 'Form of the message' },
    help: {
      fr: 'Complet : tous les champs de l’alerte en JSON. Slack, Discord : ce que leurs webhooks attendent.',
      en: 'Complete: every field of the alert as JSON. Slack, Discord: what their webhooks expect.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'json', title: { fr: 'Complet (JSON)', en: 'Complete (JSON)' } },
      { value: 'slack', title: { fr: 'Slack, Mattermost', en: 'Slack, Mattermost' } },
      { value: 'discord', title: { fr: 'Discord', en: 'Discord' } },
    ],
    default: 'json',
  },
  {
    name: 'repeatInDoubt',
    group: MESSAGE,
    title: { fr: 'Renvoyer en cas de doute', en: 'Repeat when in doubt' },
    help: {
      fr: 'Quand une réponse n’est pas venue. Seulement si le destinataire reconnaît l’en-tête Idempotency-Key : sinon une alerte pourrait parler deux fois.',
      en: 'When no answer came. Only if the receiver knows the Idempotency-Key header: else an alert could speak twice.',
    },
    type: 'BOOLEAN',
    default: false,
  },
]

export interface WebhookSettings {
  readonly url: string
  readonly authorization: string | null
  readonly answerMs: number
  readonly format: Format
  readonly repeatInDoubt: boolean
}

export function settingsOf(options: OptionValues): WebhookSettings {
  const { url, authorization, answerSeconds, format, repeatInDoubt } = options
  return {
    url: textOf(url),
    authorization: typeof authorization === 'string' ? authorization : null,
    answerMs: Number(answerSeconds) * 1000,
    format: FORMATS.find((one) => one === format) ?? 'json',
    repeatInDoubt: repeatInDoubt === true,
  }
}
