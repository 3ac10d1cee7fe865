import type { CDPSession, Page } from 'playwright-core'
import { watchShifts, type Product } from '../e2e/harness'
import { median, type Figure } from './table'

const TIMES = 5
const SLOWER = 4
const PAGE_CHANGES = 200
const MB = 1_000_000
const FIGURE = '[data-testid=yesterday-figure]'

/** Runs in the page: notes when the first figure is painted. */
function watchFigure(selector: string): void {
  const page = window as unknown as { figureAt?: number }
  const look = () => {
    if (document.querySelector(selector)?.textContent) page.figureAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** From the address to the first figure on screen, in a browser that never came, its processor four times slower. */
export async function firstFigure(product: Product): Promise<Figure[]> {
  const times: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    const { page } = await product.open('/health')
    await page.addInitScript(watchFigure, FIGURE)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(`${product.url}/dashboard`)
    await page.waitForFunction(() => 'figureAt' in window, undefined, { timeout: 60_000 })
    times.push(await page.evaluate(() => (window as unknown as { figureAt: number }).figureAt))
    await page.context().close()
  }
  return [
    { measure: 'first figure, processor 4 times slower', value: median(times), unit: 'ms', target: 1000 },
  ]
}

/** Addresses of the navigation, as a user meets them. */
async function addresses(page: Page): Promise<string[]> {
  const found = await page
    .locator('nav a[href]')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  return [...new Set(found)].filter((path) => path !== '/playground')
}

export async function layoutShifts(product: Product): Promise<Figure[]> {
  const figures: Figure[] = []
  const { page: first } = await product.open('/dashboard')
  await first.locator(FIGURE).waitFor({ timeout: 60_000 })
  const paths = await addresses(first)
  await first.context().close()
  for (const width of [390, 1440]) {
    for (const path of paths) {
      const { page } = await product.open('/health', { viewport: { width, height: 900 } })
      await page.addInitScript(watchShifts)
      await page.goto(product.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const value = await page.evaluate(() => (window as unknown as { shift: number }).shift)
      figures.push({ measure: `layout shift of ${path}, ${width} px`, value, unit: '', target: 0.05 })
      await page.context().close()
    }
  }
  return figures
}

async function heapBytes(session: CDPSession): Promise<number> {
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN
}

/** Every page in turn by its link, after a first round that fills the caches. */
export async function heapGrowth(product: Product): Promise<Figure[]> {
  const { page } = await product.open('/dashboard')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.locator(FIGURE).waitFor({ timeout: 60_000 })
  const paths = await addresses(page)
  const walk = async (steps: number) => {
    for (let step = 0; step < steps; step++) {
      const path = paths[(step + 1) % paths.length] ?? '/'
      await page.locator(`nav a[href="${path}"]`).first().click()
      await page.waitForURL((url) => url.pathname === path)
      await page.waitForLoadState('networkidle')
    }
  }
  await walk(paths.length * 3)
  const before = await heapBytes(session)
  await walk(PAGE_CHANGES)
  const after = await heapBytes(session)
  await page.context().close()
  return [
    { measure: 'heap after every page was seen 3 times', value: before / MB, unit: 'MB', target: null },
    {
      measure: `heap growth over ${PAGE_CHANGES} page changes`,
      value: (after - before) / MB,
      unit: 'MB',
      target: 1,
    },
  ]
}
