import type { ApolloLink } from '@apollo/client/core'
import { ApolloClient, HttpLink, InMemoryCache, split } from '@apollo/client/core'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { createClient } from 'graphql-ws'
import { connectionLost, connectionOpened } from './connection'
import { isStale } from './freshness'
import { ReadingsChangedDocument, type Dataset } from './generated/graphql'
import { memoryLink } from './memory/memoryLink'
import { createAnswerStore } from './memory/store'
import { operationKind } from './operations'

/** A busy import changes many days a second; the screen follows at this pace. */
const REFRESH_MS = 1500
const RETRY_MS = 2000

/** The websocket doubles as a pulse: it is kept open, and its fall tells that the server is gone. */
function socketLink(onReturn: () => void): ApolloLink {
  const { protocol, host } = window.location
  return new GraphQLWsLink(
    createClient({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
      lazy: false,
      keepAlive: 10_000,
      retryAttempts: Infinity,
      shouldRetry: () => true,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, RETRY_MS)),
      onNonLazyError: () => connectionLost(),
      on: {
        connected: () => connectionOpened() && onReturn(),
        closed: () => connectionLost(),
      },
    }),
  )
}

function followReadings(client: ApolloClient<unknown>): void {
  const changed = new Set<Dataset>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const refresh = () => {
    const stale = new Set(changed)
    changed.clear()
    timer = undefined
    void client.refetchQueries({ include: 'active', onQueryUpdated: ({ query }) => isStale(query, stale) })
  }
  client.subscribe({ query: ReadingsChangedDocument }).subscribe({
    next: ({ data }) => {
      if (!data) return
      changed.add(data.readingsChanged.dataset)
      timer ??= setTimeout(refresh, REFRESH_MS)
    },
  })
}

export function createApolloClient(): ApolloClient<unknown> {
  const socket = socketLink(() => void client.refetchQueries({ include: 'active' }))
  const client = new ApolloClient({
    link: split(
      ({ query }) => operationKind(query) === 'subscription',
      socket,
      memoryLink(createAnswerStore()).concat(new HttpLink({ uri: '/graphql' })),
    ),
    cache: new InMemoryCache({ typePolicies: { UsagePoint: { keyFields: ['pdl'] } } }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', errorPolicy: 'all' },
    },
  })
  followReadings(client)
  return client
}
