import type { OptionSpec } from '../exporter.js'

const group = { fr: 'Topics', en: 'Topics' }
const discovery = { fr: 'Home Assistant', en: 'Home Assistant' }
const compatibility = { fr: 'Compatibilité', en: 'Compatibility' }

/** What to publish, and where. */
export const contentOptions: readonly OptionSpec[] = [
  {
    name: 'prefix',
    group,
    title: { fr: 'Préfixe des topics', en: 'Prefix of the topics' },
    help: {
      fr: 'Tout est publié dessous. Le changer efface les anciens topics.',
      en: 'Everything is published below. Changing it clears the former topics.',
    },
    type: 'TEXT',
    pattern: '^[^+#\\s/$][^+#\\s]*[^+#\\s/]$',
    default: 'myelectricaldata',
    variable: 'MQTT_TOPIC_PREFIX',
  },
  {
    name: 'retain',
    group,
    title: { fr: 'Messages retenus', en: 'Retained messages' },
    help: {
      fr: 'Le broker garde la dernière valeur pour qui arrive après. Sans cela, rien ne peut être vérifié ni réparé.',
      en: 'The broker keeps the last value for who comes later. Without it nothing can be verified or repaired.',
    },
    type: 'BOOLEAN',
    default: true,
    variable: 'MQTT_RETAIN',
  },
  {
    name: 'expirySeconds',
    group,
    title: { fr: 'Expiration des valeurs (secondes)', en: 'Expiry of values (seconds)' },
    help: {
      fr: 'MQTT 5 seulement : le broker oublie ensuite. Vide : jamais. À laisser vide pour des valeurs quotidiennes.',
      en: 'MQTT 5 only: the broker forgets afterwards. Empty: never. Best left empty for daily figures.',
    },
    type: 'INTEGER',
    min: 60,
    max: 31_536_000,
  },
  {
    name: 'valuesApart',
    group,
    title: { fr: 'Aussi une valeur par topic', en: 'One value per topic, too' },
    help: {
      fr: 'En plus des documents JSON, chaque valeur seule sur un topic : …/consumption/week/kwh.',
      en: 'Besides the JSON documents, each value alone on a topic: …/consumption/week/kwh.',
    },
    type: 'BOOLEAN',
    default: false,
  },
  {
    name: 'discovery',
    group: discovery,
    title: { fr: 'Découverte', en: 'Discovery' },
    help: {
      fr: 'Home Assistant crée les entités de lui-même.',
      en: 'Home Assistant creates the entities by itself.',
    },
    type: 'BOOLEAN',
    default: true,
  },
  {
    name: 'discoveryPrefix',
    group: discovery,
    title: { fr: 'Préfixe de découverte', en: 'Discovery prefix' },
    help: {
      fr: 'Celui réglé dans l’intégration MQTT de Home Assistant.',
      en: 'The one set in the MQTT integration of Home Assistant.',
    },
    type: 'TEXT',
    pattern: '^[^+#\\s/$][^+#\\s]*[^+#\\s/]$',
    default: 'homeassistant',
  },
  {
    name: 'discoveryForm',
    group: discovery,
    title: { fr: 'Forme de la découverte', en: 'Form of the discovery' },
    help: {
      fr: 'Par appareil : un seul message par compteur, à partir de Home Assistant 2024.12.',
      en: 'Per device: one message per meter, from Home Assistant 2024.12 on.',
    },
    type: 'CHOICE',
    choices: [
      { value: 'component', title: { fr: 'Par entité', en: 'Per entity' } },
      { value: 'device', title: { fr: 'Par appareil', en: 'Per device' } },
    ],
    default: 'component',
    shownWhen: 'discovery=true',
  },
  {
    name: 'language',
    group: discovery,
    title: { fr: 'Langue des entités', en: 'Language of the entities' },
    help: { fr: 'Pour leurs noms.', en: 'Of their names.' },
    type: 'CHOICE',
    choices: [
      { value: 'fr', title: { fr: 'Français', en: 'French' } },
      { value: 'en', title: { fr: 'Anglais', en: 'English' } },
    ],
    default: 'fr',
    shownWhen: 'discovery=true',
  },
  {
    name: 'v1Sensor',
    group: compatibility,
    title: { fr: 'Capteurs de la version 1', en: 'Sensors of version 1' },
    help: {
      fr: 'Garde les capteurs que lit content-card-linky, avec tous leurs attributs.',
      en: 'Keeps the sensors that content-card-linky reads, with all their attributes.',
    },
    type: 'BOOLEAN',
    default: false,
  },
  {
    name: 'referenceTopics',
    group: compatibility,
    title: { fr: 'Topics de l’ancien client local', en: 'Topics of the former local client' },
    help: {
      fr: 'Garde ses topics, pour les automatisations qui les lisent.',
      en: 'Keeps its topics, for the automations that read them.',
    },
    type: 'BOOLEAN',
    default: false,
  },
]
