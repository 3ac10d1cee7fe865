import type { Messages } from '../fr'

export const reasons: Messages['reasons'] = {
  ALREADY_RUNNING: {
    title: 'A sync is already under way',
    text: 'It will also fetch what you ask for.',
  },
  BEFORE_START: {
    title: 'These days come before your meter or your consent',
    text: 'There is no reading before that date.',
  },
  COLOR_UNKNOWN: {
    title: 'The colour of the day is not known',
    text: 'RTE publishes it the day before, around 11:00.',
  },
  CONFLICT: {
    title: 'The item changed meanwhile',
    text: 'Read it again, then retry.',
  },
  CONSENT_MISSING: {
    title: 'The consent is missing or has expired',
    text: 'Renew it on the gateway to receive what follows; your history stays here.',
  },
  CREDENTIALS_MISSING: {
    title: 'No credentials are stored',
    text: 'Enter the secret of your MyElectricalData account to receive your readings.',
  },
  CREDENTIALS_REJECTED: {
    title: 'The gateway refuses this secret',
    text: 'Check that it is whole, or create a new one on the gateway and replace it here.',
  },
  CURVE_NOT_ENABLED: {
    title: 'No half-hour curve yet',
    text: 'Enedis records it on request only. Switch collection on in your Enedis account: it starts the next day.',
  },
  EMAIL_NOT_VERIFIED: {
    title: 'The address of your account is not confirmed',
    text: 'Open the message sent by MyElectricalData and confirm your address.',
  },
  ERASED: {
    title: 'This value was erased by hand',
    text: 'Undo the correction to get it back.',
  },
  FILE_UNREADABLE: {
    title: 'The file was not recognised',
    text: 'Drop a file exported by Enedis, unchanged.',
  },
  GATEWAY_FAILED: {
    title: 'The gateway answered with an error',
    text: 'Your data stay on screen.',
  },
  GATEWAY_MALFORMED: {
    title: 'The answer of the gateway could not be read',
    text: 'Its form may have changed. Check whether a new version of Linky Local exists.',
  },
  GATEWAY_UNREACHABLE: {
    title: 'The gateway does not answer',
    text: 'Your data stay on screen.',
  },
  INCOMPLETE_DAY: {
    title: 'Some half-hours of the day are missing',
    text: 'They are asked again automatically for a few days.',
  },
  INTERNAL: {
    title: 'Linky Local met an error',
    text: 'The log of the server tells its cause.',
  },
  INVALID_INPUT: {
    title: 'A value is not accepted',
    text: 'Correct the field shown, then retry.',
  },
  NOT_ASKED: {
    title: 'These days have not been asked for yet',
    text: 'The next sync takes care of them.',
  },
  NOT_FOUND: {
    title: 'No such item',
    text: 'It may have been deleted.',
  },
  NOT_HOLDER: {
    title: 'Your account does not hold this meter',
    text: 'Check the meter on the gateway, or give your consent again.',
  },
  NOT_PUBLISHED: {
    title: 'Enedis has not published the day yet',
    text: 'It comes the next day, usually around 08:00.',
  },
  NO_DATA: {
    title: 'Enedis has no reading for these days',
    text: 'They are asked again from time to time, without spending your calls.',
  },
  NO_PRODUCTION: {
    title: 'This meter does not inject',
    text: 'If you have just installed panels, read the contract again from the gateway.',
  },
  PEER_DROPPED: {
    title: 'The destination took the data without keeping them',
    text: 'Check its settings, then send again.',
  },
  PEER_REFUSED: {
    title: 'The destination refuses the key or the password',
    text: 'Replace it in the settings of the destination.',
  },
  PEER_TLS: {
    title: 'The certificate of the destination is not trusted',
    text: 'Add its authority, or check whether it expects an https address.',
  },
  PEER_UNREACHABLE: {
    title: 'The destination does not answer',
    text: 'Check that it is on and that its address is right.',
  },
  PEER_UNSUPPORTED: {
    title: 'The destination is too old, or lacks a component',
    text: 'Update it, or install the component it needs.',
  },
  PRICE_UNKNOWN: {
    title: 'The price is not known at that date',
    text: 'The kWh are counted, without an amount.',
  },
  QUOTA_EXHAUSTED: {
    title: 'The calls of the day are spent',
    text: 'The gateway limits their number. The rest will come by itself.',
  },
  RATE_LIMITED: {
    title: 'Enedis asks to slow down',
    text: 'The sync goes on by itself after a pause.',
  },
  SOURCE_UNAVAILABLE: {
    title: 'Enedis or RTE is unavailable',
    text: 'The gateway answers, the source behind it does not.',
  },
  STORAGE_UNAVAILABLE: {
    title: 'The database does not answer',
    text: 'Check that the disk is not full, then restart Linky Local. The figures already received stay on screen.',
  },
  TOO_COMPLEX: {
    title: 'The request is too heavy',
    text: 'Ask for fewer things at once.',
  },
  TOO_LARGE: {
    title: 'The period or the file is too large',
    text: 'Make it smaller, then retry.',
  },
  TOO_OLD: {
    title: 'These days are too old',
    text: 'Enedis keeps three years of daily readings and two years of curve.',
  },
  USAGE_POINT_INACTIVE: {
    title: 'This meter is switched off at the gateway',
    text: 'Switch it on again there to receive what follows; your history stays here.',
  },
}
