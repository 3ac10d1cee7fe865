import type { Messages } from '../fr'

export const notices: Messages['notices'] = {
  title: 'Alerts now',
  bell: 'Alerts: none | Alerts: {count} to see | Alerts: {count} to see',
  none: 'Nothing to report.',
  rules: 'Set up alerts',
  see: 'See the page',
  dismiss: 'Hide: {title}',
  appeared: 'New alert. {text}',
  settings: {
    title: 'Alerts',
    intro:
      'Each alert shows on every page, under the bell. It can leave for a destination as well: once for one fact, never twice.',
    enabled: 'Alert on',
    adjust: 'Adjust',
    channels: 'Send also to',
    noChannel:
      'No destination carries alerts. Add ntfy, a webhook, Home Assistant or MQTT on the Export page.',
    addChannel: 'Add a destination',
    pageOnly: 'page only',
    off: 'off',
    quiet: 'Quiet hours',
    quietHelp: 'Nothing leaves then; the alert waits for the end, and stays silent if the fact is gone.',
    quietFrom: 'From',
    quietTo: 'To',
    quietFault: 'Give a start and an end that differ.',
    save: 'Save alerts',
    saving: 'Saving',
    saved: 'The alerts are saved.',
    unsent: 'The server did not answer. Nothing was saved: try again in a moment.',
  },
}
