import type { Messages } from '../fr'

export const shell: Pick<
  Messages,
  'app' | 'nav' | 'moment' | 'connection' | 'update' | 'failure' | 'notFound' | 'common'
> = {
  app: {
    name: 'Linky Local',
    home: 'Your data stay here.',
    version: 'Version {version}',
    skip: 'Skip to content',
    demo: 'Demonstration',
  },
  nav: {
    label: 'Main navigation',
    consumption: 'Usage',
    costs: 'Costs',
    production: 'Production',
    bilan: 'Balance',
    dashboard: 'Home',
    tempo: 'Tempo',
    ecowatt: 'EcoWatt',
    offers: 'Offers',
    export: 'Exports',
    more: 'More',
    settings: 'Settings',
    playground: 'GraphQL',
    playgroundHint: 'GraphQL explorer, in a new tab',
    needsAction: 'needs your attention',
  },
  moment: {
    today: 'at {time}',
    tomorrow: 'tomorrow at {time}',
    yesterday: 'yesterday at {time}',
    other: 'on {day} at {time}',
    ago: '{duration} ago',
    justNow: 'just now',
  },
  connection: {
    label: 'State of the connection',
    lost: 'The server no longer answers.',
    lostDetail:
      'The figures shown were received {time}. The page reconnects by itself as soon as it is back.',
    never: 'The server does not answer. Check that it is running: the page reconnects by itself.',
    back: 'The connection to the server is back.',
  },
  update: {
    ready: 'A new version is ready.',
    reload: 'Reload',
  },
  failure: {
    OFFLINE:
      'The server does not answer. Check that it is running: these figures come by themselves when it is back.',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address “{path}” leads to no page. It may have been copied wrongly.',
    home: 'Back to home',
  },
  common: {
    cancel: 'Cancel',
    more: 'Show details',
    less: 'Hide details',
    showTable: 'Table',
    showChart: 'Chart',
  },
}
