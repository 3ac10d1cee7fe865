import { ApolloLink, Observable, type FetchResult, type Operation } from '@apollo/client/core'
import { print } from 'graphql'
import { connection, connectionLost, shownFromMemory } from '../connection'
import type { AboutQuery } from '../generated/graphql'
import { operationKind } from '../operations'
import type { AnswerStore } from './store'

const WORLD = 'linky-world'
/** A server that cannot be reached may take minutes to be found so. */
const PATIENCE_MS = 4000

/** The whole question: a page of another version asks another one, and finds no answer that it could misread. */
function keyOf({ query, variables }: Operation): string {
  return `${print(query)}${JSON.stringify(variables)}`
}

/** The server is there and can read nothing: the figures held here are shown with its error. */
function isStorageDown({ data, errors }: FetchResult): boolean {
  return !data && (errors?.some(({ extensions }) => extensions?.code === 'STORAGE_UNAVAILABLE') ?? false)
}

/** Writing never delays what is being drawn. */
function idle(): Promise<unknown> {
  return new Promise((resolve) =>
    'requestIdleCallback' in window
      ? requestIdleCallback(resolve, { timeout: 5000 })
      : setTimeout(resolve, 500),
  )
}

/**
 * Keeps the last answer of each query, and gives it back when the server does not answer.
 * Nothing is kept before the server has said whether it is a demonstration; when that changes, all is forgotten.
 */
export function memoryLink(store: AnswerStore): ApolloLink {
  let tellWorld: () => void = () => undefined
  const worldTold = new Promise<void>((resolve) => (tellWorld = resolve))

  async function enter(world: string): Promise<void> {
    if (localStorage.getItem(WORLD) === world) return
    localStorage.removeItem(WORLD)
    await store.clear()
    localStorage.setItem(WORLD, world)
  }
  async function keep(operation: Operation, { data, errors }: FetchResult): Promise<void> {
    if (!data || errors?.length) return
    if (operation.operationName === 'About') {
      await enter((data as AboutQuery).about.demo ? 'demo' : 'home')
      tellWorld()
    }
    await worldTold
    await idle()
    await store.write(keyOf(operation), data)
  }

  return new ApolloLink((operation, forward) => {
    if (operationKind(operation.query) !== 'query') return forward(operation)
    return new Observable<FetchResult>((observer) => {
      let answered = false
      let shown = Promise.resolve()
      const recall = async (): Promise<boolean> => {
        const known = await store.read(keyOf(operation))
        if (answered || !known) return false
        shownFromMemory(known.at)
        observer.next({ data: known.data as FetchResult['data'] })
        return true
      }
      const late = setTimeout(() => {
        if (connection.state.value === 'OPEN') return
        connectionLost()
        void recall()
      }, PATIENCE_MS)
      const subscription = forward(operation).subscribe({
        next: (result) => {
          answered = true
          clearTimeout(late)
          if (isStorageDown(result))
            shown = store
              .read(keyOf(operation))
              .then((known) => observer.next({ ...result, data: known?.data as FetchResult['data'] }))
          else observer.next(result)
          void keep(operation, result)
        },
        error: (error: unknown) => {
          clearTimeout(late)
          void recall().then((known) => (known ? observer.complete() : observer.error(error)))
        },
        complete: () => void shown.then(() => observer.complete()),
      })
      return () => {
        clearTimeout(late)
        subscription.unsubscribe()
      }
    })
  })
}
