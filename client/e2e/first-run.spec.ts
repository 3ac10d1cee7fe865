import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { formatDay } from '../src/format/date'
import { energyFigure, joined } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, watchShifts, type Product, type Watched } from './harness'

let product: Product
let first: Watched

beforeAll(async () => {
  product = await startProduct()
  first = await product.open('/')
})
afterAll(() => product.stop())

const figure = (page: Page) => page.getByTestId('yesterday-figure')

async function yesterday(): Promise<{ wh: number; day: string }> {
  const { usagePoints } = await product.graphql<{ usagePoints: { pdl: string; directions: string[] }[] }>(
    '{ usagePoints { pdl directions } }',
  )
  const pdl = usagePoints.find(({ directions }) => directions.includes('CONSUMPTION'))?.pdl ?? ''
  const { consumption } = await product.graphql<{
    consumption: { total: { energyWh: number; from: string } }
  }>(`{ consumption(pdl: "${pdl}", period: YESTERDAY) { total { energyWh from } } }`)
  return { wh: consumption.total.energyWh, day: consumption.total.from }
}

describe('from nothing to the first figures', () => {
  it('asks for the secret before anything else, without a fault of access', async () => {
    const { page } = first
    await page.getByRole('heading', { level: 1, name: 'Reliez votre compteur' }).waitFor()
    expect(page.url()).toBe(`${product.url}/welcome`)
    expect(await axeFaults(page)).toEqual([])
  })

  it('says at the field that a secret is missing, then that it is wrong', async () => {
    const { page } = first
    const secret = page.getByLabel('Jeton client')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByText('Collez le jeton de votre compte.').waitFor()
    await secret.fill('x'.repeat(86))
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByText('La passerelle refuse ce jeton.').waitFor()
    expect(await secret.getAttribute('aria-invalid')).toBe('true')
    expect(await axeFaults(page)).toEqual([])
  })

  it('takes the right one from the keyboard alone, and shows the import live', async () => {
    const { page } = first
    await page.reload()
    await page.getByRole('heading', { name: 'Reliez votre compteur' }).waitFor()
    const label = () =>
      page.evaluate(() => {
        const { activeElement } = document
        return activeElement instanceof HTMLInputElement
          ? activeElement.name
          : (activeElement?.textContent ?? '').trim()
      })
    for (let presses = 0; (await label()) !== 'client-secret' && presses < 8; presses++)
      await page.keyboard.press('Tab')
    await page.keyboard.type(product.clientSecret)
    await page.keyboard.press('Tab')
    await page.keyboard.type(product.clientId)
    await page.keyboard.press('Tab')
    expect(await label()).toBe('Se connecter')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Votre historique arrive' }).waitFor()
    const series = page.getByTestId('series')
    await series.first().waitFor()
    const bar = series.first().getByRole('progressbar')
    const moved = async () => Number(await bar.getAttribute('aria-valuenow'))
    const before = await moved()
    await expect.poll(moved, { timeout: 30_000 }).toBeGreaterThan(before)
  })

  it('leads home, where yesterday is what the API says', async () => {
    const { page } = first
    await page.getByRole('link', { name: 'Voir mon tableau de bord' }).click({ timeout: 60_000 })
    await figure(page).waitFor({ timeout: 60_000 })
    const { wh, day } = await yesterday()
    await expect.poll(() => figure(page).innerText()).toBe(joined(energyFigure(wh, 'fr')))
    expect(await page.getByTestId('yesterday').innerText()).toContain(formatDay(day, 'fr'))
    expect(await page.getByTestId('usage-point').count()).toBeGreaterThan(0)
  })

  it('tells how the sync ends', async () => {
    const { page } = first
    const sentence = page
      .getByTestId('sync-bar')
      .getByText(/^(Dernière synchronisation|Synchronisation incomplète)/)
    await sentence.waitFor({ timeout: 110_000 })
    expect(await sentence.innerText()).toMatch(/jours reçus, [\d\u202f]+ appels\.$/)
    expect(await axeFaults(page)).toEqual([])
  })

  it('shows the figures again at once after a reload', async () => {
    const { page } = first
    await page.reload()
    await figure(page).waitFor({ timeout: 15_000 })
    const { wh } = await yesterday()
    expect(await figure(page).innerText()).toBe(joined(energyFigure(wh, 'fr')))
  })

  it('hides the number of a meter until it is asked for', async () => {
    const { page } = first
    const point = page.getByTestId('usage-point').first()
    expect(await point.getByTestId('pdl').innerText()).toMatch(/^••••\u00a0\d{4}$/)
    await point.getByRole('button', { name: 'Afficher le numéro' }).click()
    expect(await point.getByTestId('pdl').innerText()).toMatch(/^\d{14}$/)
  })

  it('reads the curve by arrow keys, and as a table', async () => {
    const { page } = first
    const curve = page.getByTestId('yesterday').getByRole('slider')
    await curve.focus()
    await page.keyboard.press('Home')
    expect(await curve.getAttribute('aria-valuetext')).toMatch(/^0\u00a0h, [\d\u202f]+\u00a0W$/)
    await page.getByTestId('yesterday').getByRole('button', { name: 'Tableau' }).click()
    expect(await page.getByTestId('yesterday').getByRole('row').count()).toBe(49)
    expect(await axeFaults(page)).toEqual([])
  })

  it('left no fault behind and asked no other server', () => {
    expect(first.faults).toEqual([])
  })
})

describe('every screen', () => {
  const sizes = { phone: [390, 844], small: [360, 740], tablet: [820, 1180], desktop: [1440, 900] } as const
  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    (Object.keys(sizes) as (keyof typeof sizes)[]).map((size) => [theme, size] as const),
  )

  it.each(cases)('is accessible and whole, %s, %s', async (theme, size) => {
    const [width, height] = sizes[size]
    const { page, faults } = await product.open('/dashboard', {
      viewport: { width, height },
      colorScheme: theme,
    })
    await figure(page).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme)
    for (const path of ['/dashboard', '/settings', '/nowhere']) {
      await page.goto(product.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows both colours of Tempo on a phone without scrolling', async () => {
    const { page } = await product.open('/dashboard?pdl=01226049119903', {
      viewport: { width: 390, height: 844 },
    })
    const tomorrow = await page.getByTestId('tempo-tomorrow').boundingBox()
    const bar = await page.getByRole('navigation').boundingBox()
    expect((tomorrow?.y ?? 0) + (tomorrow?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
    await page.context().close()
  })

  it.each([390, 1440])('moves nothing while it loads, %s wide', async (width) => {
    const { page } = await product.open('/nowhere', { viewport: { width, height: 844 } })
    await page.addInitScript(watchShifts)
    await page.goto(`${product.url}/dashboard`)
    await figure(page).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.05)
    await page.context().close()
  })

  it('keeps theme and language for the next visit', async () => {
    const { page, faults } = await product.open('/settings')
    await page.getByRole('radio', { name: 'Sombre' }).click()
    await page.getByRole('radio', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await axeFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})
