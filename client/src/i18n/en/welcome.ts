import type { Messages } from '../fr'

export const welcome: Messages['welcome'] = {
  steps: {
    label: 'Steps',
    connection: 'Connection',
    connectionDetail: 'MyElectricalData gateway',
    meters: 'Meters',
    contract: 'Contract',
    history: 'History',
    drawn: '{count} drawing | {count} drawing',
    injected: '{count} injecting | {count} injecting',
    pending: 'To come',
    current: 'Under way',
    done: 'Done',
    progress: 'Step {step} of {total}: {name}',
    since: 'since {month}',
  },
  credentials: {
    title: 'Connect your meter',
    lead: 'Linky Local keeps your readings at home. It asks the MyElectricalData gateway for them with the secret of your account, then no longer needs it to show them.',
  },
  importing: {
    title: 'Your history is arriving',
    start: 'The newest readings come first. You may close this page.',
    daily:
      'Your daily readings are there. The half-hour curve goes back in time, newest first. You may close this page.',
    quota: 'The calls of the day are spent. The import goes on by itself {moment}. You may close this page.',
    stopped: 'The import stopped before its end. It goes on by itself {moment}.',
    stoppedForGood: 'The import stopped before its end. Start it again once the cause is lifted.',
    done: 'Your history is there',
    doneLead: 'Linky Local completes it by itself, every morning.',
  },
  series: {
    since: 'since {day}',
    COMPLETE: 'Done',
    RUNNING: 'Under way',
    PLANNED: 'Next',
    PARTIAL: 'Incomplete',
    FAILED: 'Failed',
    SKIPPED: 'Not needed',
    ABANDONED: 'Cut',
  },
  weeks: {
    title: 'Curve received, week by week',
    titleOf: '{name}, curve received week by week',
    summary: '{done} week received of {total} | {done} weeks received of {total}',
  },
  budget: 'The gateway limits the number of calls a day, we stay below.',
  toDashboard: 'See my dashboard',
  resume: 'Start the import again',
}
