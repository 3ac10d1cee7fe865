import type { OptionSpec } from '../exporter.js'

const CONNECTION = { fr: 'Connexion', en: 'Connection' }
const COMMANDS = { fr: 'Commandes', en: 'Commands' }
const HISTORY = { fr: 'Historique', en: 'History' }

export const USUAL_CURVE_DAYS = 30

/** Form, check and documentation of a Jeedom destination. */
export const OPTIONS = [
  {
    name: 'url',
    group: CONNECTION,
    title: { fr: 'Adresse', en: 'Address' },
    help: {
      fr: 'Adresse de Jeedom telle que la voit ce serveur, sans /core/api.',
      en: 'Address of Jeedom as this server sees it, without /core/api.',
    },
    type: 'URL',
    required: true,
    example: 'http://jeedom.local',
    variable: 'JEEDOM_URL',
  },
  {
    name: 'apiKey',
    group: CONNECTION,
    title: { fr: 'Clé API', en: 'API key' },
    help: {
      fr: 'Réglages → Système → Configuration → API : clé du core, ou clé personnelle d’un administrateur. Une clé simple suffit avec des commandes désignées à la main.',
      en: 'Settings → System → Configuration → API: key of the core, or an administrator’s own. A plain key is enough with commands named by hand.',
    },
    type: 'TEXT',
    required: true,
    secret: true,
    pattern: '^\\S{16,}$',
    variable: 'JEEDOM_API_KEY',
  },
  {
    name: 'timeoutSeconds',
    group: CONNECTION,
    title: { fr: 'Patience (s)', en: 'Patience (s)' },
    help: {
      fr: 'Durée après laquelle une requête sans réponse est abandonnée.',
      en: 'Time after which a request without an answer is given up.',
    },
    type: 'INTEGER',
    min: 1,
    max: 600,
    default: 30,
  },
  {
    name: 'caCertificate',
    group: CONNECTION,
    title: { fr: 'Certificat de l’autorité', en: 'Certificate of the authority' },
    help: {
      fr: 'Texte PEM, si le certificat de Jeedom vient de votre propre autorité.',
      en: 'PEM text, where the certificate of Jeedom comes from an authority of your own.',
    },
    type: 'LONG_TEXT',
  },
  {
    name: 'commandsFrom',
    group: COMMANDS,
    title: { fr: 'Commandes', en: 'Commands' },
    help: {
      fr: 'Créées par nous dans un équipement virtuel par compteur (plugin Virtuel et droits d’administrateur), ou déjà là et désignées une à une.',
      en: 'Created by us in a virtual equipment per meter (Virtual plugin and administrator’s rights), or already there and named one by one.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'EQUIPMENT', title: { fr: 'Équipement virtuel', en: 'Virtual equipment' } },
      { value: 'MAP', title: { fr: 'Désignées à la main', en: 'Named by hand' } },
    ],
    default: 'EQUIPMENT',
  },
  {
    name: 'commands',
    group: COMMANDS,
    title: { fr: 'Correspondance', en: 'Mapping' },
    help: {
      fr: 'Nom de notre commande → numéro de la vôtre. Avec plusieurs compteurs : PDL/nom. Les noms sont dans la documentation.',
      en: 'Name of our command → number of yours. With several meters: PDL/name. The names are in the documentation.',
    },
    type: 'KEY_VALUES',
    required: true,
    shownWhen: 'commandsFrom=MAP',
    example: { consumption_day: '1204', consumption_curve: '1205' },
  },
  {
    name: 'objectId',
    group: COMMANDS,
    title: { fr: 'Objet parent', en: 'Parent object' },
    help: {
      fr: 'Numéro de l’objet (la pièce) où placer l’équipement à sa création.',
      en: 'Number of the object (the room) where the equipment is placed when it is created.',
    },
    type: 'INTEGER',
    min: 1,
    shownWhen: 'commandsFrom=EQUIPMENT',
  },
  {
    name: 'language',
    group: COMMANDS,
    title: { fr: 'Langue des noms', en: 'Language of the names' },
    help: {
      fr: 'Celle des commandes à leur création. Renommez-les ensuite à votre guise.',
      en: 'That of the commands when they are created. Rename them afterwards as you like.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'fr', title: { fr: 'Français', en: 'French' } },
      { value: 'en', title: { fr: 'Anglais', en: 'English' } },
    ],
    default: 'fr',
    shownWhen: 'commandsFrom=EQUIPMENT',
  },
  {
    name: 'curveDays',
    group: HISTORY,
    title: { fr: 'Courbe de charge (jours)', en: 'Load curve (days)' },
    help: {
      fr: 'Ancienneté de la courbe envoyée. Jeedom reçoit environ 60 valeurs par seconde : une année de demi-heures prend 5 minutes. L’énergie de chaque jour part toute, quel que soit son âge.',
      en: 'Age of the curve that leaves. Jeedom takes about 60 values a second: a year of half-hours takes 5 minutes. The energy of each day always leaves, whatever its age.',
    },
    type: 'INTEGER',
    min: 0,
    max: 3660,
    default: USUAL_CURVE_DAYS,
  },
] as const satisfies readonly OptionSpec[]
