import type { OptionSpec } from '../exporter.js'

const group = { fr: 'Connexion', en: 'Connection' }
const tls = { fr: 'Chiffrement', en: 'Encryption' }

/** How to reach the broker: the form, its check and its documentation. */
export const connectionOptions: readonly OptionSpec[] = [
  {
    name: 'broker',
    group,
    title: { fr: 'Adresse du broker', en: 'Address of the broker' },
    help: {
      fr: 'mqtt://hôte:1883, ou mqtts://hôte:8883 pour une liaison chiffrée ; ws:// et wss:// conviennent aussi.',
      en: 'mqtt://host:1883, or mqtts://host:8883 when encrypted; ws:// and wss:// will do too.',
    },
    type: 'URL',
    required: true,
    pattern: '^(mqtts?|tcp|ssl|tls|wss?)://[^\\s/@]+(/\\S*)?$',
    example: 'mqtt://192.168.1.10:1883',
    variable: 'MQTT_BROKER',
  },
  {
    name: 'username',
    group,
    title: { fr: 'Utilisateur', en: 'User name' },
    help: {
      fr: 'Il lui faut le droit de lire et d’écrire sous le préfixe, et sous celui de Home Assistant si la découverte est active.',
      en: 'It must be allowed to read and write below the prefix, and below that of Home Assistant when discovery is on.',
    },
    type: 'TEXT',
    example: 'linky',
  },
  {
    name: 'password',
    group,
    title: { fr: 'Mot de passe', en: 'Password' },
    help: { fr: 'Celui du broker.', en: 'That of the broker.' },
    type: 'TEXT',
    secret: true,
  },
  {
    name: 'clientId',
    group,
    title: { fr: 'Identifiant de client', en: 'Client id' },
    help: {
      fr: 'Unique sur le broker. Vide : tiré au sort à chaque démarrage.',
      en: 'Unique on the broker. Empty: drawn at each start.',
    },
    type: 'TEXT',
    pattern: '^[0-9A-Za-z_.-]{1,64}$',
    example: 'linky-local',
  },
  {
    name: 'protocol',
    group,
    title: { fr: 'Version du protocole', en: 'Version of the protocol' },
    help: {
      fr: 'La version 5 dit pourquoi un message est refusé ; 3.1.1 se tait.',
      en: 'Version 5 says why a message is refused; 3.1.1 does not.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'auto', title: { fr: '5, sinon 3.1.1', en: '5, else 3.1.1' } },
      { value: '5', title: { fr: '5', en: '5' } },
      { value: '3.1.1', title: { fr: '3.1.1', en: '3.1.1' } },
    ],
    default: 'auto',
  },
  {
    name: 'qos',
    group,
    title: { fr: 'Qualité de service', en: 'Quality of service' },
    help: {
      fr: 'À 1, le broker accuse réception de chaque message. Tout est relu de toute façon.',
      en: 'At 1 the broker acknowledges each message. Everything is read back in any case.',
    },
    type: 'INTEGER',
    min: 0,
    max: 2,
    default: 1,
    variable: 'MQTT_QOS',
  },
  {
    name: 'timeoutSeconds',
    group,
    title: { fr: 'Patience (secondes)', en: 'Patience (seconds)' },
    help: { fr: 'Attente d’une réponse du broker.', en: 'How long to wait for an answer of the broker.' },
    type: 'INTEGER',
    min: 1,
    max: 300,
    default: 45,
  },
  {
    name: 'tlsCa',
    group: tls,
    title: { fr: 'Autorité de certification', en: 'Certificate authority' },
    help: {
      fr: 'Le certificat, en PEM, de l’autorité qui a signé celui du broker. Vide : les autorités publiques.',
      en: 'Certificate, in PEM, of the authority that signed that of the broker. Empty: the public ones.',
    },
    type: 'LONG_TEXT',
    example: '-----BEGIN CERTIFICATE-----…',
  },
  {
    name: 'tlsServerName',
    group: tls,
    title: { fr: 'Nom attendu dans le certificat', en: 'Name expected in the certificate' },
    help: {
      fr: 'Quand il diffère de l’adresse.',
      en: 'When it differs from the address.',
    },
    type: 'TEXT',
    example: 'broker.lan',
  },
  {
    name: 'tlsCertificate',
    group: tls,
    title: { fr: 'Certificat client', en: 'Client certificate' },
    help: { fr: 'En PEM ; avec sa clé.', en: 'In PEM; with its key.' },
    type: 'LONG_TEXT',
    secret: true,
  },
  {
    name: 'tlsKey',
    group: tls,
    title: { fr: 'Clé du certificat client', en: 'Key of the client certificate' },
    help: { fr: 'En PEM, sans mot de passe.', en: 'In PEM, without a password.' },
    type: 'LONG_TEXT',
    secret: true,
  },
]
