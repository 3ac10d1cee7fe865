import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { formatDay, formatDays } from '../src/format/date'
import { energyFigure, formatNumber, formatPercent, joined } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'

/** The house: two off-peak ranges and solar panels. */
const HOUSE = '01226049119902'
const FLAT = '01226049119901'
/** Lost by Enedis when the history is fetched, found again later. */
const LATE_DAY = '2026-02-17'

let product: Product

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${product.simulatorUrl}/__sim/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
}

/** The first run has begun and ended. */
async function imported(): Promise<boolean> {
  const { syncStatus } = await product.graphql<{ syncStatus: { current: unknown; last: unknown } }>(
    '{ syncStatus { current { id } last { id } } }',
  )
  return syncStatus.current === null && syncStatus.last !== null
}

beforeAll(async () => {
  product = await startProduct()
  await control('POST', 'faults', {
    fault: { kind: 'missing-day', day: LATE_DAY },
    on: '/enedis/**',
    pdl: HOUSE,
  })
  const { clientId, clientSecret } = product
  await product.graphql(
    `mutation { setCredentials(clientId: "${clientId}", clientSecret: "${clientSecret}") { __typename } startSync { __typename } }`,
  )
  await vi.waitUntil(imported, { timeout: 110_000, interval: 500 })
})
afterAll(() => product.stop())

interface Point {
  from: string
  to: string
  energyWh: number | null
  coverage: { known: number; expected: number }
}
interface Answer {
  series: {
    meanWhPerDay: number
    total: Point
    highest: Point
    lowest: Point
    points: Point[]
    comparison: { commonDays: number; energyChangeRatio: number | null }
  }
}

const point = '{ from to energyWh coverage { known expected } }'

/** What the API says of a period, in the words of the schema. */
async function asked(
  field: 'consumption' | 'production',
  pdl: string,
  args: string,
): Promise<Answer['series']> {
  const { series } = await product.graphql<Answer>(
    `{ series: ${field}(pdl: "${pdl}", ${args}) { meanWhPerDay total ${point} highest ${point} lowest ${point} points ${point} comparison(with: LAST_YEAR) { commonDays energyChangeRatio } } }`,
  )
  return series
}

async function openPage(path: string, options?: Parameters<Product['open']>[1]): Promise<Watched> {
  const watched = await product.open(path, options)
  await watched.page.getByTestId('figures').waitFor()
  await watched.page.locator('[data-drawn=true]').first().waitFor()
  await watched.page.waitForLoadState('networkidle')
  return watched
}

const text = (page: Page, id: string) => page.getByTestId(id).first().innerText()
const kwh = (wh: number | null) => joined(energyFigure(wh ?? Number.NaN, 'fr'))

async function figuresAre(page: Page, series: Answer['series']): Promise<void> {
  expect(await text(page, 'figure-total')).toBe(kwh(series.total.energyWh))
  expect(await text(page, 'figure-mean')).toBe(kwh(series.meanWhPerDay))
  expect(await text(page, 'figure-highest')).toBe(kwh(series.highest.energyWh))
  expect(await text(page, 'figure-lowest')).toBe(kwh(series.lowest.energyWh))
  const figures = await text(page, 'figures')
  expect(figures).toContain(formatDay(series.highest.from, 'fr', 'day'))
  expect(figures).toContain(formatDay(series.lowest.from, 'fr', 'day'))
  const { energyChangeRatio, commonDays } = series.comparison
  if (energyChangeRatio !== null) {
    expect(figures).toContain(formatPercent(energyChangeRatio, 'fr', { signed: true }))
    expect(figures).toContain(`sur ${commonDays} jours communs`)
  }
  const { known, expected } = series.total.coverage
  if (known < expected) expect(figures).toContain(`${known} jours sur ${expected}`)
  expect(await page.getByTestId('range').innerText()).toBe(
    formatDays(series.total.from, series.total.to, 'fr'),
  )
}

describe('consumption', () => {
  it('shows what the API says: figures, base load, load factor, bars and table', async () => {
    const { page, faults } = await openPage(`/consumption?pdl=${HOUSE}&period=calendar`)
    const series = await asked('consumption', HOUSE, 'period: THIS_YEAR')
    await figuresAre(page, series)
    const { loadCurve } = await product.graphql<{
      loadCurve: { baseLoadW: number; loadFactorRatio: number; percentilesW: number[] }
    }>(
      `{ loadCurve(pdl: "${HOUSE}", from: "${series.total.from}", to: "${series.total.to}") { baseLoadW loadFactorRatio percentilesW } }`,
    )
    expect(await text(page, 'figure-base-load')).toBe(`${formatNumber(loadCurve.baseLoadW, 'fr')}\u00a0W`)
    expect(await text(page, 'figure-load-factor')).toBe(
      `${formatNumber(loadCurve.loadFactorRatio * 100, 'fr')}\u00a0%`,
    )
    for (const watts of loadCurve.percentilesW)
      expect(await text(page, 'duration')).toContain(`${formatNumber(watts, 'fr')}\u00a0W`)

    const bars = page.getByTestId('bars')
    await bars.getByRole('button', { name: 'Tableau' }).click()
    const rows = bars.getByRole('row')
    expect(await rows.count()).toBe(series.points.length + 1)
    for (const index of [0, 20, series.points.length - 1]) {
      const one = series.points[index]
      expect(await rows.nth(index + 1).innerText()).toContain(
        one?.energyWh === null ? 'Manquant' : kwh(one?.energyWh ?? null),
      )
    }
    expect(faults).toEqual([])
  })

  it('tells a missing day as missing, never as zero', async () => {
    const { page } = await openPage(`/consumption?pdl=${HOUSE}&from=2026-02-10&to=2026-02-25`)
    await page.getByTestId('bars').getByRole('button', { name: 'Tableau' }).click()
    const row = page.getByTestId('bars').getByRole('row', { name: formatDay(LATE_DAY, 'fr', 'full') })
    expect(await row.innerText()).toContain('Manquant')
    expect(await page.getByTestId('bars').innerText()).toContain('Sans donnée')
    expect(await page.getByTestId('coverage').first().innerText()).toBe('14 jours sur 15')
  })

  it('is walked by the keyboard, and reads each mark out', async () => {
    const { page } = await openPage(`/consumption?pdl=${HOUSE}&from=2026-03-01&to=2026-03-11&day=2025-10-26`)
    const { points } = await asked('consumption', HOUSE, 'from: "2026-03-01", to: "2026-03-11"')
    const bars = page.getByTestId('bars').getByRole('slider')
    await bars.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    expect(await bars.getAttribute('aria-valuetext')).toContain(kwh(points[8]?.energyWh ?? null))
    const curve = page.getByTestId('day').getByRole('slider')
    expect(await curve.getAttribute('aria-valuemax')).toBe('50')
    await page.getByTestId('day').getByRole('button', { name: 'Jour suivant' }).click()
    await expect.poll(() => curve.getAttribute('aria-valuemax')).toBe('48')
  })

  it('hides a series from its legend', async () => {
    const { page } = await openPage(`/consumption?pdl=${HOUSE}&period=calendar`)
    const entry = page.getByTestId('bars').getByRole('button', { pressed: true }).first()
    await entry.click()
    expect(await page.getByTestId('bars').getByRole('button', { pressed: false }).count()).toBeGreaterThan(0)
  })

  it('keeps the view in its address: a link shows it, back and forward move through it', async () => {
    const { page } = await openPage(`/consumption?pdl=${FLAT}`)
    const range = page.getByTestId('range')
    const first = await range.innerText()
    await page.getByRole('radio', { name: '12 mois' }).click()
    await expect.poll(() => page.url()).toContain('period=year')
    await expect.poll(() => range.innerText()).not.toBe(first)
    const year = await range.innerText()
    await page.getByRole('button', { name: 'Période précédente' }).click()
    await expect.poll(() => range.innerText()).not.toBe(year)
    const before = await range.innerText()
    const address = page.url()
    await page.goBack()
    await expect.poll(() => range.innerText()).toBe(year)
    await page.goForward()
    await expect.poll(() => range.innerText()).toBe(before)
    const link = await openPage(address.replace(product.url, ''))
    expect(await link.page.getByTestId('range').innerText()).toBe(before)
    await expect
      .poll(async () => (await text(link.page, 'figures')) === (await text(page, 'figures')))
      .toBe(true)
  })

  it('takes a range of one’s own from the calendar', async () => {
    const { page } = await openPage(`/consumption?pdl=${HOUSE}&period=calendar`)
    await page.getByTestId('range').click()
    await page.getByRole('button', { name: '2 mars 2026', exact: true }).click()
    await page.getByRole('button', { name: '5 mars 2026', exact: true }).click()
    await page.getByRole('button', { name: 'Appliquer' }).click()
    await expect.poll(() => page.url()).toContain('from=2026-03-02&to=2026-03-06')
    const series = await asked('consumption', HOUSE, 'from: "2026-03-02", to: "2026-03-06"')
    await expect.poll(() => text(page, 'figure-total')).toBe(kwh(series.total.energyWh))
  })
})

describe('a late day', () => {
  it('says when it still does not come, then arrives by a click in the quality calendar', async () => {
    const { page, faults } = await openPage(`/consumption?pdl=${HOUSE}&period=calendar`)
    const calendar = page.getByTestId('calendar')
    await calendar.getByRole('radio', { name: 'Qualité' }).click()
    const cells = calendar.getByRole('slider')
    await cells.focus()
    await page.keyboard.press('End')
    const wanted = formatDay(LATE_DAY, 'fr', 'full')
    const words = () => cells.getAttribute('aria-valuetext')
    for (let presses = 0; !(await words())?.startsWith(wanted) && presses < 40; presses++)
      await page.keyboard.press('ArrowUp')
    expect(await words()).toContain('demander de nouveau')
    const cell = await calendar.getByTestId('pointed').boundingBox()
    if (!cell) throw new Error('no cell is pointed at')
    const place = [cell.x + cell.width / 2, cell.y + cell.height / 2] as const

    await page.keyboard.press('Enter')
    const told = calendar.getByTestId('repair')
    await told.getByText('n’est pas encore disponible').waitFor({ timeout: 30_000 })

    await control('DELETE', 'faults')
    await control('DELETE', 'cache')
    await page.mouse.click(...place)
    await told.getByText('est arrivée').waitFor({ timeout: 30_000 })
    const series = await asked('consumption', HOUSE, 'period: THIS_YEAR')
    expect(series.points.find(({ from }) => from === LATE_DAY)?.energyWh).not.toBeNull()
    await expect.poll(() => text(page, 'figure-total'), { timeout: 10_000 }).toBe(kwh(series.total.energyWh))
    expect(faults).toEqual([])
  })
})

describe('production', () => {
  it('shows what the API says of the injection, and calls it so', async () => {
    const { page, faults } = await openPage(`/production?pdl=${HOUSE}&period=year`)
    await figuresAre(page, await asked('production', HOUSE, 'period: ROLLING_YEAR'))
    expect(await text(page, 'bars')).toContain('Injection')
    expect(await page.getByTestId('profile').getByTestId('summary').innerText()).toMatch(/W/)
    expect(faults).toEqual([])
  })
})

describe('both pages', () => {
  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    (
      [
        [1440, 900],
        [360, 740],
      ] as const
    ).map(([width, height]) => [theme, width, height] as const),
  )
  it.each(cases)('are accessible and whole, %s, %i px', async (colorScheme, width, height) => {
    for (const path of [`/consumption?pdl=${HOUSE}&period=year`, `/production?pdl=${HOUSE}&period=year`]) {
      const { page, faults } = await openPage(path, { viewport: { width, height }, colorScheme })
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    }
  })
})
