import type { OptionSpec, OptionValues } from '../../core/index.js'
import { textOf } from '../notices-only.js'

const CONNECTION = { fr: 'Connexion', en: 'Connection' }
const MESSAGE = { fr: 'Message', en: 'Message' }

export const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'url',
    group: CONNECTION,
    title: { fr: 'Adresse du serveur ntfy', en: 'Address of the ntfy server' },
    help: { fr: 'ntfy.sh, ou le vôtre.', en: 'ntfy.sh, or your own.' },
    type: 'URL',
    pattern: '^https?://',
    required: true,
    default: 'https://ntfy.sh',
  },
  {
    name: 'topic',
    group: CONNECTION,
    title: { fr: 'Sujet', en: 'Topic' },
    help: {
      fr: 'Celui auquel votre téléphone est abonné. Sur ntfy.sh, qui le devine lit vos alertes : choisissez-le long.',
      en: 'The one your phone subscribes to. On ntfy.sh, who guesses it reads your alerts: choose a long one.',
    },
    type: 'TEXT',
    pattern: '^[A-Za-z0-9_\\-]{1,64}$',
    required: true,
    example: 'linky-7f3a9c',
  },
  {
    name: 'token',
    group: CONNECTION,
    title: { fr: 'Jeton d’accès', en: 'Access token' },
    help: {
      fr: 'Si le serveur en demande un (« tk_… »), avec droit de lecture et d’écriture.',
      en: 'When the server asks for one (“tk_…”), with the right to read and write.',
    },
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
    name: 'clickUrl',
    group: MESSAGE,
    title: { fr: 'Page ouverte au toucher', en: 'Page opened by a tap' },
    help: {
      fr: 'Par exemple l’adresse de Linky Local chez vous.',
      en: 'For instance the address of Linky Local in your home.',
    },
    type: 'URL',
    example: 'http://linky.home.arpa:8181/dashboard',
  },
]

export interface NtfySettings {
  /** Without a trailing slash. */
  readonly url: string
  readonly topic: string
  readonly headers: Readonly<Record<string, string>>
  readonly answerMs: number
  readonly clickUrl: string | null
}

export function settingsOf({ url, topic, token, answerSeconds, clickUrl }: OptionValues): NtfySettings {
  return {
    url: textOf(url).replace(/\/+$/, ''),
    topic: textOf(topic),
    headers: typeof token === 'string' ? { Authorization: `Bearer ${token}` } : {},
    answerMs: Number(answerSeconds) * 1000,
    clickUrl: typeof clickUrl === 'string' ? clickUrl : null,
  }
}
