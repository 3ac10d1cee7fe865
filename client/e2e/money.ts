import type { Page } from 'playwright-core'
import { formatMoney, moneyFigure } from '../src/format/money'
import { joined } from '../src/format/number'
import type { Product, Watched } from './harness'

/** As cards write it, and as sentences do: the same in French. */
export const eur = (value: number, signed = false) => joined(moneyFigure(value, 'fr', { signed }))
export const euros = (value: number) => formatMoney(value, 'fr')

export async function control(product: Product, method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${product.simulatorUrl}/__sim/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

/** A page whose answers have come. */
export async function settled(watched: Watched): Promise<Watched> {
  await watched.page.waitForLoadState('networkidle')
  return watched
}

export const read = (page: Page, id: string) => page.getByTestId(id).first().innerText()
export const PATIENCE = { timeout: 30_000 }
