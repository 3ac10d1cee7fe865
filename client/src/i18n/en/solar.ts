import type { Messages } from '../fr'

export const solar: Messages['solar'] = {
  title: 'True solar production',
  intro:
    'The Linky only sees what is injected. If your inverter or a smart plug publishes the production on MQTT, the balance gets self-consumption and autonomy from it. A file does too: “Import a file”, below.',
  begin: 'Declare a measure',
  noMeter: 'The meter of the home comes first: it appears here after the first synchronisation.',
  enabled: 'Listen to this measure',
  enabledHelp: 'When off, the settings stay and nothing is received.',
  fields: {
    pdl: 'Meter of the home',
    brokerUrl: 'Address of the broker',
    username: 'User',
    password: 'Password',
    topic: 'Topic',
    jsonPath: 'Path of the number',
    unit: 'What the number means',
  },
  help: {
    pdl: 'The one whose home the panels feed.',
    brokerUrl: 'mqtt://, mqtts://, ws:// or wss://, with the port.',
    username: 'Empty if the broker asks for none.',
    password: 'Kept encrypted on your machine, never shown again.',
    topic: 'A single one, exact, without + or #.',
    jsonPath: 'If the message is JSON: ENERGY.Total, meters[0].power. Empty if the message is the number.',
    unit: 'The power of the moment, or a counter that only grows.',
  },
  units: {
    W: 'Power, in W',
    KW: 'Power, in kW',
    WH: 'Counter, in Wh',
    KWH: 'Counter, in kWh',
  },
  faults: {
    required: 'Needed in order to listen.',
    pdl: 'This meter is not followed any more. Choose another one.',
    brokerUrl: 'An address like mqtt://broker.lan:1883, without a name or a password inside.',
    username: 'This user is not accepted.',
    password: 'This password is not accepted.',
    topic: 'A single topic, without + or #.',
    jsonPath: 'A path like ENERGY.Total or meters[0].power.',
    unit: 'This unit is not known.',
  },
  save: 'Save the measure',
  saving: 'Saving',
  saved: 'Saved.',
  states: {
    UNSET: 'No measure is declared.',
    OFF: 'Off: nothing is received.',
    CONNECTING: 'Connecting to the broker.',
    CONNECTED: 'Listening.',
  },
  problems: {
    PEER_UNREACHABLE:
      'The broker does not answer: check its address, and that it is on. Tried again by itself.',
    PEER_REFUSED: 'The broker refuses the user, the password or the reading of this topic.',
    PEER_TLS: 'The certificate of the broker is not trusted.',
    INVALID_INPUT: 'The latest message holds no number at this place: check the path.',
  },
  last: 'Latest value received: {value}, {when}.',
  kept: 'Value kept by the broker: {value}. Its time is unknown, it is not counted.',
  none: 'No value received yet.',
}
