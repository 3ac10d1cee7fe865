import type { OptionSpec } from '../exporter.js'

const CONNECTION = { fr: 'Connexion', en: 'Connection' }
const ACCESS = { fr: 'Accès', en: 'Access' }
const NAMES = { fr: 'Noms', en: 'Names' }

/** Form, check and documentation of a VictoriaMetrics destination. */
export const OPTIONS = [
  {
    name: 'url',
    group: CONNECTION,
    title: { fr: 'Adresse', en: 'Address' },
    help: {
      fr: 'Adresse de VictoriaMetrics, de vmauth ou de vminsert, avec son préfixe de chemin s’il y en a un ; sans /api/v1.',
      en: 'Address of VictoriaMetrics, vmauth or vminsert, with its path prefix if it has one; without /api/v1.',
    },
    type: 'URL',
    required: true,
    example: 'http://victoriametrics:8428',
    variable: 'VICTORIAMETRICS_URL',
  },
  {
    name: 'tenant',
    group: CONNECTION,
    title: { fr: 'Locataire (grappe)', en: 'Tenant (cluster)' },
    help: {
      fr: 'Seulement pour une grappe : numéro de compte, et de projet au besoin. Laissez vide pour un serveur simple.',
      en: 'Only for a cluster: account number, and project number if any. Leave empty for a single server.',
    },
    type: 'TEXT',
    pattern: '^\\d+(:\\d+)?$',
    example: '0',
  },
  {
    name: 'selectUrl',
    group: CONNECTION,
    title: { fr: 'Adresse de lecture (grappe)', en: 'Reading address (cluster)' },
    help: {
      fr: 'Adresse de vmselect, quand elle diffère de la première.',
      en: 'Address of vmselect, where it differs from the first.',
    },
    type: 'URL',
    example: 'http://vmselect:8481',
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
    default: 60,
  },
  {
    name: 'caCertificate',
    group: CONNECTION,
    title: { fr: 'Autorité de certification', en: 'Certificate authority' },
    help: {
      fr: 'Certificat (PEM) de votre propre autorité, si l’adresse est en https et que le système ne la connaît pas.',
      en: 'Certificate (PEM) of your own authority, where the address is https and the system does not know it.',
    },
    type: 'LONG_TEXT',
  },
  {
    name: 'authentication',
    group: ACCESS,
    title: { fr: 'Authentification', en: 'Authentication' },
    help: { fr: 'Ce que le serveur demande.', en: 'What the server asks for.' },
    type: 'CHOICE',
    choices: [
      { value: 'NONE', title: { fr: 'Aucune', en: 'None' } },
      { value: 'BASIC', title: { fr: 'Nom et mot de passe', en: 'Name and password' } },
      { value: 'BEARER', title: { fr: 'Jeton', en: 'Token' } },
    ],
    default: 'NONE',
  },
  {
    name: 'username',
    group: ACCESS,
    title: { fr: 'Nom', en: 'Name' },
    help: { fr: 'Celui de -httpAuth.username.', en: 'That of -httpAuth.username.' },
    type: 'TEXT',
    shownWhen: 'authentication=BASIC',
    example: 'linky',
  },
  {
    name: 'password',
    group: ACCESS,
    title: { fr: 'Mot de passe', en: 'Password' },
    help: { fr: 'Celui de -httpAuth.password.', en: 'That of -httpAuth.password.' },
    type: 'TEXT',
    secret: true,
    shownWhen: 'authentication=BASIC',
  },
  {
    name: 'token',
    group: ACCESS,
    title: { fr: 'Jeton', en: 'Token' },
    help: { fr: 'Jeton d’accès que vmauth attend.', en: 'Bearer token that vmauth expects.' },
    type: 'TEXT',
    secret: true,
    shownWhen: 'authentication=BEARER',
  },
  {
    name: 'headers',
    group: ACCESS,
    title: { fr: 'En-têtes', en: 'Headers' },
    help: {
      fr: 'En-têtes HTTP ajoutés à chaque requête, par exemple pour un proxy.',
      en: 'HTTP headers added to each request, for a proxy for instance.',
    },
    type: 'KEY_VALUES',
    secret: true,
    example: { 'X-Scope': 'home' },
    variable: 'VICTORIAMETRICS_HEADERS',
  },
  {
    name: 'deleteKey',
    group: ACCESS,
    title: { fr: 'Clé de suppression', en: 'Deletion key' },
    help: {
      fr: 'Celle de -deleteAuthKey, si le serveur en a une : une valeur corrigée ne peut l’être qu’en récrivant sa série.',
      en: 'That of -deleteAuthKey, where the server has one: a value can only be corrected by rewriting its series.',
    },
    type: 'TEXT',
    secret: true,
  },
  {
    name: 'referenceNames',
    group: NAMES,
    title: { fr: 'Noms du client MyElectricalData', en: 'Names of the MyElectricalData client' },
    help: {
      fr: 'Envoie aussi les séries sous les noms du client local MyElectricalData, pour des tableaux de bord existants.',
      en: 'Also sends the series under the names of the MyElectricalData local client, for existing dashboards.',
    },
    type: 'BOOLEAN',
    default: false,
  },
] as const satisfies readonly OptionSpec[]
