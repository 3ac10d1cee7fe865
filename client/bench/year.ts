import type { Product } from '../e2e/harness'
import { median, type Figure } from './table'

const TIMES = 5
const ZOOM_STEPS = 20
/** The house, half-hourly since long. */
const RANGE = { from: '2025-03-12', to: '2026-03-12' }

interface Meter {
  pdl: string
  curve: { days: { watts: (number | null)[] }[] }
}

/** Runs in the page: notes when the chart that the answer brought is on screen. */
function watchDrawing(): void {
  const look = () => {
    if (document.querySelector('[data-drawn=true]'))
      requestAnimationFrame(() => setTimeout(() => performance.measure('drawn', 'answer')))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** The meter whose year has the most readings. */
async function fullest(product: Product): Promise<{ pdl: string; points: number }> {
  const { usagePoints } = await product.graphql<{ usagePoints: { pdl: string }[] }>('{ usagePoints { pdl } }')
  const meters = await Promise.all(
    usagePoints.map(async ({ pdl }): Promise<Meter> => {
      const { curve } = await product.graphql<Pick<Meter, 'curve'>>(
        `{ curve: loadCurve(pdl: "${pdl}", from: "${RANGE.from}", to: "${RANGE.to}") { days { watts } } }`,
      )
      return { pdl, curve }
    }),
  )
  return meters
    .map(({ pdl, curve }) => ({ pdl, points: curve.days.reduce((sum, { watts }) => sum + watts.length, 0) }))
    .reduce((most, one) => (one.points > most.points ? one : most))
}

/** A year drawn by the charts of the pages, from the answer to the picture; then zoomed by the wheel. */
export async function yearOfHalfHours(product: Product): Promise<Figure[]> {
  const { pdl, points } = await fullest(product)
  const drawn: number[] = []
  const zoomed: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    const { page } = await product.open('/health')
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const busyMs = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
    }
    const query = new URLSearchParams({ pdl, ...RANGE })
    await page.addInitScript(watchDrawing)
    await page.goto(`${product.url}/year.html?${query.toString()}`)
    await page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0, undefined, {
      timeout: 60_000,
    })
    drawn.push(await page.evaluate(() => performance.getEntriesByName('drawn')[0]?.duration ?? NaN))

    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Zoom' }).click()
    await page.mouse.move(700, 200)
    await page.keyboard.down('Control')
    const before = await busyMs()
    for (let step = 0; step < ZOOM_STEPS; step++) {
      await page.mouse.wheel(0, -60)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    }
    zoomed.push(((await busyMs()) - before) / ZOOM_STEPS)
    await page.keyboard.up('Control')
    await page.context().close()
  }
  return [
    {
      measure: `a year of half-hours (${points} points), from the answer`,
      value: median(drawn),
      unit: 'ms',
      target: 150,
    },
    { measure: 'a zoom step on it, main thread', value: median(zoomed), unit: 'ms', target: 20 },
  ]
}
