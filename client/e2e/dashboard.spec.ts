import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMoney, formatPrice } from '../src/format/money'
import { formatPercent } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product } from './harness'
import { synced } from './synced'

let product: Product

beforeAll(async () => {
  product = await startProduct()
  await synced(product)
})
afterAll(() => product.stop())

const patience = { timeout: 60_000 }
const OFF_PEAK = '01226049119902'
const TEMPO = '01226049119903'

interface Total {
  total: { offPeakRatio: number | null; cost: { totalEur: number } }
}
interface Morning {
  yesterday: Total
  month: Total & { projection: { costEur: number } }
  year: Total
  usagePoint: { prices: { eurPerKwh: number; from: string }[] }
}

async function morning(pdl: string): Promise<Morning> {
  return product.graphql<Morning>(`{
    yesterday: consumption(pdl: "${pdl}", period: YESTERDAY) { total { offPeakRatio cost { totalEur } } }
    month: consumption(pdl: "${pdl}", period: THIS_MONTH) {
      total { offPeakRatio cost { totalEur } }
      projection { costEur }
    }
    year: consumption(pdl: "${pdl}", period: THIS_YEAR) { total { offPeakRatio cost { totalEur } } }
    usagePoint(pdl: "${pdl}") { prices { eurPerKwh from } }
  }`)
}

const text = (page: Page, id: string) => page.getByTestId(id).innerText()

describe('the home page in euros', () => {
  it('tells what yesterday, the month and the year cost, as the API does', async () => {
    const { page, faults } = await product.open(`/dashboard?pdl=${OFF_PEAK}`)
    await page.getByTestId('yesterday-cost').waitFor(patience)
    const { yesterday, month, year } = await morning(OFF_PEAK)
    expect(await text(page, 'yesterday-cost')).toBe(formatMoney(yesterday.total.cost.totalEur, 'fr'))
    expect(await text(page, 'yesterday')).toContain(
      formatPercent(yesterday.total.offPeakRatio ?? 0, 'fr', { decimals: 0 }),
    )
    expect(await text(page, 'span-month')).toContain(formatMoney(month.total.cost.totalEur, 'fr'))
    expect(await text(page, 'span-year')).toContain(formatMoney(year.total.cost.totalEur, 'fr'))
    expect(await text(page, 'span-landing')).toContain(formatMoney(month.projection.costEur, 'fr'))
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('tells the price now, and when it changes', async () => {
    const { page } = await product.open(`/dashboard?pdl=${OFF_PEAK}`)
    await page.getByTestId('price-now').getByTestId('price').waitFor(patience)
    const { usagePoint } = await morning(OFF_PEAK)
    const [now, next] = usagePoint.prices
    expect((await text(page, 'price')).replaceAll('\u00a0', ' ')).toBe(
      formatPrice(now?.eurPerKwh ?? 0, 'fr').replaceAll('\u00a0', ' '),
    )
    expect(await text(page, 'next-price')).toContain(formatPrice(next?.eurPerKwh ?? 0, 'fr'))
    await page.context().close()
  })

  it('gives the price of the colour of the moment under Tempo', async () => {
    const { page } = await product.open(`/dashboard?pdl=${TEMPO}`)
    await page.getByTestId('tempo-price').waitFor(patience)
    const { usagePoint } = await morning(TEMPO)
    expect(await text(page, 'tempo-price')).toBe(formatPrice(usagePoint.prices[0]?.eurPerKwh ?? 0, 'fr'))
    expect(await page.getByTestId('price-now').count()).toBe(0)
    await page.context().close()
  })

  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    [360, 1440].map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %s wide', async (theme, width) => {
    const { page, faults } = await product.open(`/dashboard?pdl=${OFF_PEAK}`, {
      viewport: { width, height: 844 },
      colorScheme: theme,
    })
    await page.getByTestId('yesterday-cost').waitFor(patience)
    await page.getByTestId('price').waitFor(patience)
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
