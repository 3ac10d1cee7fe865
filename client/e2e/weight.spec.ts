import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compressed, readManifest, weigh } from '../build/weights'
import { startProduct, type Product } from './harness'
import { synced } from './synced'

const KB = 1000
const dist = join(import.meta.dirname, '../dist')

describe('what was built', () => {
  const { initial, pages, charts } = weigh(readManifest(dist), compressed(dist))

  it('shows the home page on 180 KB of JavaScript at most', () => {
    expect(initial).toBeLessThanOrEqual(180 * KB)
  })

  it.each(Object.entries(pages))('adds at most 120 KB for %s: %i', (_, bytes) => {
    expect(bytes).toBeLessThanOrEqual(120 * KB)
  })

  it('keeps the charts under 230 KB', () => {
    expect(charts).toBeLessThanOrEqual(230 * KB)
  })
})

describe('what a browser fetches for a home with two meters', () => {
  let product: Product

  beforeAll(async () => {
    product = await startProduct()
    await synced(product)
  })
  afterAll(() => product.stop())

  it('is what was weighed', async () => {
    const { page, faults } = await product.open('/dashboard')
    await page.getByTestId('yesterday-figure').waitFor()
    await page.getByRole('combobox', { name: 'Compteur affiché' }).waitFor()
    await page.waitForLoadState('networkidle')
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.startsWith('/assets/') && path.endsWith('.js')),
    )
    const bytes = [...new Set(fetched)].map(compressed(dist)).reduce((total, size) => total + size, 0)
    expect(bytes).toBeGreaterThan(80 * KB)
    expect(bytes).toBeLessThanOrEqual(180 * KB)
    expect(faults).toEqual([])
  })
})
