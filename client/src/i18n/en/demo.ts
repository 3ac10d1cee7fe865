import type { Messages } from '../fr'

export const demo: Messages['demo'] = {
  label: 'Demo household',
  title: 'You are exploring the demo household.',
  text: 'Its meters are invented, its data are kept apart from yours.',
  leave: 'Leave the demo',
  panel: 'Demonstration',
  explore: 'Explore the demo household',
  opening: 'Opening',
  invitation:
    'No account yet, or just curious: the demo household shows years of invented readings, in a database of its own. One click leaves it.',
  inside: 'The demo household is on screen. Your own readings are waiting for you, as you left them.',
  moving: {
    demo: 'The demo household is opening. The page reloads by itself in a few seconds.',
    real: 'Your household is coming back. The page reloads by itself in a few seconds.',
  },
  failure: {
    refused:
      'The server could not open the other household, nothing has changed. It needs a database of its own: the server’s log tells what was missing.',
    unsent: 'The server did not answer, nothing has changed. Try again in a moment.',
  },
}
