import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatDay } from '../src/format/date'
import { formatMoney } from '../src/format/money'
import { axeFaults, sidewaysScroll, startProduct, type Product } from './harness'
import { synced } from './synced'

let product: Product

beforeAll(async () => {
  product = await startProduct()
  await synced(product)
})
afterAll(() => product.stop())

const TEMPO = '01226049119903'
const words = { BLUE: 'Bleu', WHITE: 'Blanc', RED: 'Rouge' } as const
type Color = keyof typeof words

describe('the grid', () => {
  it('shows the colour of now and the days left as GraphQL tells them', async () => {
    const { page, faults } = await product.open('/tempo')
    await page.getByTestId('tempo-quota').waitFor()
    const { tempoNow, tempoSeason, tempoForecast } = await product.graphql<{
      tempoNow: { color: Color }
      tempoSeason: { colors: { color: Color; left: number; quota: number; used: number }[] }
      tempoForecast: { date: string }[]
    }>('{ tempoNow { color } tempoSeason { colors { color left quota used } } tempoForecast { date } }')
    expect(await page.getByTestId('tempo-color').innerText()).toBe(words[tempoNow.color])
    for (const { color, left, quota } of tempoSeason.colors) {
      const row = page.getByTestId('tempo-quota').locator(`[data-color=${color}]`)
      expect((await row.innerText()).replace(/\s+/g, ' ')).toContain(`${left} sur ${quota}`)
    }
    const cells = page.getByTestId('season-calendar').locator('[data-day]')
    expect(await cells.count()).toBe(365)
    for (const { color, used } of tempoSeason.colors)
      expect(await page.getByTestId('season-calendar').locator(`[data-kind=${color}]`).count()).toBe(used)
    expect(await page.getByTestId('tempo-forecast').getByRole('listitem').count()).toBe(tempoForecast.length)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('tells what each colour costs the meter that has a Tempo contract', async () => {
    const { page, faults } = await product.open('/tempo')
    const mine = page.getByTestId('my-tempo')
    await mine.locator('[data-color=RED]').waitFor({ timeout: 60_000 })
    const { tempoSeason } = await product.graphql<{
      tempoSeason: {
        exposureEur: number
        colors: {
          color: Color
          energy: { coverage: { known: number; expected: number }; cost: { energyEur: number } }
        }[]
      }
    }>(`{ tempoSeason { exposureEur(pdl: "${TEMPO}") colors { color energy(pdl: "${TEMPO}") {
      coverage { known expected } cost { energyEur } } } } }`)
    for (const { color, energy } of tempoSeason.colors) {
      const row = await mine.locator(`[data-color=${color}]`).innerText()
      expect(row).toContain(`${energy.coverage.known}/${energy.coverage.expected}`)
      expect(row).toContain(formatMoney(energy.cost.energyEur, 'fr'))
      expect(row).toContain(formatMoney(energy.cost.energyEur / energy.coverage.known, 'fr'))
    }
    expect(await mine.innerText()).toContain(formatMoney(tempoSeason.exposureEur, 'fr'))
    await page.getByTestId('price-now').getByTestId('price').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('walks through the calendar by arrow keys, and keeps the season in the address', async () => {
    const { page } = await product.open('/tempo?season=2023')
    const calendar = page.getByTestId('season-calendar')
    await expect.poll(() => calendar.locator('[data-kind=RED]').count()).toBe(22)
    expect(await calendar.locator('[data-day]').count()).toBe(366)
    await calendar.getByRole('slider').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await calendar.getByRole('slider').getAttribute('aria-valuetext')).toBe(
      'samedi 2 septembre\u00a0: bleu',
    )
    await page.getByRole('combobox', { name: 'Saison affichée' }).selectOption('Saison 2024-2025')
    await page.waitForURL(/season=2024/)
    await expect.poll(() => calendar.locator('[data-day]').count()).toBe(365)
    await page.context().close()
  })

  it('shows the strain of each day, hour by hour, and says what is not published', async () => {
    const { page, faults } = await product.open('/ecowatt')
    const days = page.getByTestId('ecowatt-day')
    await days.first().waitFor()
    const { ecowattSignals } = await product.graphql<{
      ecowattSignals: { date: string; hours: (number | null)[]; message: string | null }[]
    }>('{ ecowattSignals { date hours message } }')
    expect(await days.count()).toBe(4)
    for (const { date, hours, message } of ecowattSignals) {
      const panel = page.locator(`[data-testid=ecowatt-day][data-day="${date}"]`)
      expect((await panel.innerText()).toLowerCase()).toContain(formatDay(date, 'fr'))
      expect(await panel.locator('.hatched').count()).toBe(hours.filter((level) => level === null).length)
      if (message) expect(await panel.innerText()).toContain(message)
    }
    const strip = days.first().getByRole('slider')
    await strip.focus()
    await page.keyboard.press('Home')
    expect(await strip.getAttribute('aria-valuetext')).toMatch(/^de 0\u00a0h à 1\u00a0h\u00a0: /)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('keeps the past: thirty days by hour, a year by day', async () => {
    const { page } = await product.open('/ecowatt')
    const history = page.getByTestId('ecowatt-history')
    await expect.poll(() => history.locator('[data-index]').count()).toBe(30)
    await history.getByRole('radio', { name: '365 jours' }).click()
    await expect.poll(() => history.locator('[data-index]').count()).toBe(365)
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  })

  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    [360, 820, 1440].map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %s wide', async (theme, width) => {
    const { page, faults } = await product.open('/tempo', {
      viewport: { width, height: 900 },
      colorScheme: theme,
    })
    for (const path of ['/tempo', '/ecowatt']) {
      await page.goto(product.url + path)
      await page
        .getByTestId(path === '/tempo' ? 'tempo-quota' : 'ecowatt-day')
        .first()
        .waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})
