import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from './harness'

const PATIENCE_MS = 110_000
const AGAIN_MS = 500

/** A run has ended and none goes on. */
export async function idle(product: Product): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const { syncStatus } = await product.graphql<{
      syncStatus: { current: unknown; last: { state: string } | null }
    }>('{ syncStatus { current { id } last { state } } }')
    if (syncStatus.current === null && syncStatus.last !== null) return
    if (Date.now() > deadline) throw new Error(`No sync has ended: ${JSON.stringify(syncStatus)}`)
    await pause(AGAIN_MS)
  }
}

/** Gives the product its secret and waits until everything that is worth it was fetched. */
export async function synced(product: Product): Promise<void> {
  const secret = JSON.stringify(product.clientSecret)
  await product.graphql(`mutation { setCredentials(clientSecret: ${secret}) { __typename } }`)
  await product.graphql('mutation { startSync { __typename } }')
  await idle(product)
}
