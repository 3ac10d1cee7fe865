import { vi } from 'vitest'
import type { Product } from './harness'

/** Gives the product its secret and waits until everything that is worth it was fetched. */
export async function synced(product: Product): Promise<void> {
  const secret = JSON.stringify(product.clientSecret)
  await product.graphql(`mutation { setCredentials(clientSecret: ${secret}) { __typename } }`)
  await product.graphql('mutation { startSync { __typename } }')
  const isDone = async () => {
    const { syncStatus } = await product.graphql<{
      syncStatus: { current: unknown; last: { state: string } | null }
    }>('{ syncStatus { current { id } last { state } } }')
    return syncStatus.current === null && syncStatus.last !== null
  }
  await vi.waitUntil(isDone, { timeout: 110_000, interval: 500 })
}
