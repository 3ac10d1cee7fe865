interface Example {
  readonly name: string
  readonly query: string
}

/** The tabs of the playground at the first visit; the last one is on top. All are valid against schema.graphql. */
export const examples: readonly Example[] = [
  {
    name: 'Year by month',
    query: `# The year so far, month by month, and what is missing of it.
query YearByMonth($pdl: ID) {
  consumption(pdl: $pdl, period: THIS_YEAR, granularity: MONTH) {
    total {
      energyKwh
      coverage { ratio missing { from to reason nextTryAt } }
    }
    points { from energyWh coverage { known expected } }
  }
}`,
  },
  {
    name: 'Tempo now',
    query: `# Colour of this instant, next change, tomorrow, days left.
query Tempo {
  tempoNow { color offPeak changesAt tomorrow { color } nextTryAt }
  tempoSeason { colors { color used left } }
}`,
  },
  {
    name: 'Start a sync',
    query: `# Returns at once; follow it in the next tab.
mutation Start {
  startSync {
    ... on SyncRun { id steps { dataset pdl cachedCalls } }
    ... on Problem { code message retryAt }
  }
}`,
  },
  {
    name: 'Follow it',
    query: `# By websocket, on the same address.
subscription Follow {
  syncProgress { runId state step steps dataset pdl daysDone daysTotal cachedCalls remainingSeconds }
}`,
  },
  {
    name: 'Yesterday',
    query: `# Yesterday's energy. Null in the small hours; LAST_KNOWN_DAY gives the newest day held.
query Yesterday {
  consumption(period: YESTERDAY) {
    total { energyKwh }
  }
}`,
  },
]
