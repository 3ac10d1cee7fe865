import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatDay } from '../src/format/date'
import { formatPrice } from '../src/format/money'
import { formatNumber } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { control, eur, euros, PATIENCE, read, settled } from './money'
import { synced } from './synced'

const HOUSE = '01226049119902'
/** Nothing tells its contract: neither option nor power was read. */
const FLAT = '01226049119901'
const TEMPO = '01226049119903'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  await control(product, 'PUT', `usage-points/${FLAT}`, { pricingOption: null })
  await control(product, 'POST', 'faults', {
    fault: { kind: 'http', status: 503 },
    on: '/enedis/contract/**',
    pdl: FLAT,
  })
  await synced(product)
})
afterAll(() => product.stop())

interface Cost {
  totalEur: number
  energyEur: number
  energyEurPerKwh: number
  totalEurPerKwh: number
  subscriptionEur: number
  unpricedWh: number
}
interface Point {
  from: string
  energyWh: number
  coverage: { known: number; expected: number }
  buckets: { bucket: string; energyWh: number; costEur: number; eurPerKwh: number }[]
  cost: Cost
}
interface Series {
  total: Point
  points: Point[]
  comparison: { volumeEffectEur: number; priceEffectEur: number }
}

const point = `{ from energyWh coverage { known expected } buckets { bucket energyWh costEur eurPerKwh }
  cost { totalEur energyEur energyEurPerKwh totalEurPerKwh subscriptionEur unpricedWh } }`

async function asked(args: string, pdl = HOUSE): Promise<Series> {
  const { consumption } = await product.graphql<{ consumption: Series }>(
    `{ consumption(pdl: "${pdl}", ${args}) { total ${point} points ${point} comparison { volumeEffectEur priceEffectEur } } }`,
  )
  return consumption
}

async function openPage(query = '', options?: Parameters<Product['open']>[1]): Promise<Watched> {
  const watched = await product.open(`/consumption/euro?pdl=${HOUSE}${query}`, options)
  await watched.page.getByTestId('cost-total').waitFor(PATIENCE)
  await watched.page.getByTestId('ranked-offer').first().waitFor(PATIENCE)
  return settled(watched)
}

const table = (page: Page, id: string) =>
  page.getByTestId(id).getByRole('button', { name: 'Tableau' }).click()

describe('the page of costs', () => {
  it('shows what the API says: figures, effects, buckets, months, subscription', async () => {
    const { page, faults } = await openPage('&period=calendar')
    const { total, points, comparison } = await asked('period: THIS_YEAR, granularity: MONTH')
    expect(await read(page, 'cost-total')).toBe(eur(total.cost.totalEur))
    const mean = total.cost.totalEur / (total.coverage.known / 30.4375)
    expect(await read(page, 'cost-mean')).toBe(eur(mean))
    expect(await read(page, 'cost-price')).toContain(formatNumber(total.cost.totalEurPerKwh, 'fr', 4))
    expect(await read(page, 'cost-subscription')).toBe(eur(total.cost.subscriptionEur))
    expect(await read(page, 'cost-volume')).toBe(eur(comparison.volumeEffectEur, true))
    expect(await read(page, 'cost-price-effect')).toBe(eur(comparison.priceEffectEur, true))

    const buckets = await read(page, 'cost-buckets')
    expect(total.buckets.map(({ bucket }) => bucket).sort()).toEqual(['HC', 'HP'])
    for (const { costEur, eurPerKwh } of total.buckets) {
      expect(buckets).toContain(euros(costEur))
      expect(buckets).toContain(formatPrice(eurPerKwh, 'fr'))
    }
    expect(buckets).toContain(euros(total.cost.subscriptionEur))

    await table(page, 'cost-bars')
    for (const id of ['cost-bars', 'cost-table'])
      for (const month of points) {
        const row = page.getByTestId(id).getByRole('row', { name: formatDay(month.from, 'fr', 'fullMonth') })
        const words = await row.innerText()
        expect(words).toContain(euros(month.cost.totalEur))
        expect(words).toContain(euros(month.cost.subscriptionEur))
        for (const { costEur } of month.buckets) expect(words).toContain(euros(costEur))
        expect(words).toContain(`${month.coverage.known}/${month.coverage.expected}`)
      }
    expect(faults).toEqual([])
  })

  it('tells the price now, the next change and where the month lands', async () => {
    const { page } = await openPage()
    const { usagePoint, consumption } = await product.graphql<{
      usagePoint: { prices: { eurPerKwh: number }[] }
      consumption: { projection: { costEur: number }; total: { cost: Cost } }
    }>(
      `{ usagePoint(pdl: "${HOUSE}") { prices { eurPerKwh } } consumption(pdl: "${HOUSE}", period: THIS_MONTH) { projection { costEur } total { cost { totalEur } } } }`,
    )
    const [now, next] = usagePoint.prices
    expect(await read(page, 'price')).toContain(formatNumber(now?.eurPerKwh ?? 0, 'fr', 4))
    expect(await read(page, 'next-price')).toContain(formatPrice(next?.eurPerKwh ?? 0, 'fr'))
    expect(await read(page, 'so-far')).toBe(eur(consumption.total.cost.totalEur))
    expect(await read(page, 'landing-cost')).toBe(eur(consumption.projection.costEur))

    const landing = page.getByTestId('landing')
    await landing.getByLabel('Budget du mois').fill('200')
    await landing.getByRole('button', { name: 'Enregistrer' }).click()
    const gap = euros(Math.abs(consumption.projection.costEur - 200))
    await landing.locator('strong', { hasText: gap }).waitFor(PATIENCE)
    await page.reload()
    await page.getByTestId('landing').locator('strong', { hasText: gap }).waitFor(PATIENCE)
  })

  it('goes down to the half-hour, with the price and the rule that made its amount', async () => {
    const { page, faults } = await openPage('&period=calendar')
    const bars = page.getByTestId('cost-bars').getByRole('slider')
    await bars.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url(), PATIENCE).toContain('month=2026-01')
    await expect
      .poll(() => read(page, 'cost-month'), PATIENCE)
      .toBe(formatDay('2026-01-01', 'fr', 'fullMonth'))
    const days = page.getByTestId('cost-days').getByRole('slider')
    await expect.poll(() => days.getAttribute('aria-valuemax'), PATIENCE).toBe('31')
    await days.focus()
    await page.keyboard.press('Home')
    for (let day = 1; day < 15; day++) await page.keyboard.press('ArrowRight')
    const { points } = await asked('from: "2026-01-15", to: "2026-01-16"')
    await expect
      .poll(() => days.getAttribute('aria-valuetext'), PATIENCE)
      .toContain(euros(points[0]?.cost.totalEur ?? 0))
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url(), PATIENCE).toContain('day=2026-01-15')

    const { loadCurve } = await product.graphql<{
      loadCurve: { days: { costsEur: number[]; watts: number[] }[] }
    }>(`{ loadCurve(pdl: "${HOUSE}", from: "2026-01-15", to: "2026-01-16") { days { costsEur watts } } }`)
    const costs = loadCurve.days[0]?.costsEur ?? []
    expect(costs).toHaveLength(48)
    await table(page, 'cost-slots')
    const rows = page.getByTestId('cost-slots').getByRole('row')
    await expect.poll(() => rows.nth(3).innerText(), PATIENCE).toContain(formatNumber(costs[2] ?? 0, 'fr', 4))
    const night = await rows.nth(4).innerText()
    expect(night).toContain('Heures creuses')
    expect(night).toContain(formatPrice(0.1635, 'fr'))
    expect(night.replaceAll(/\s/g, ' ')).toContain('Tarif Bleu Heures Creuses 9 kVA, prix du 1er août 2025')
    expect(await rows.nth(20).innerText()).toContain('Heures pleines')
    expect(faults).toEqual([])
  })

  it('keeps its choices in the address: a link shows the same view', async () => {
    const { page } = await openPage('&period=year')
    const total = await read(page, 'cost-total')
    await page.getByRole('radio', { name: 'Année' }).click()
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).not.toBe(total)
    const address = page.url().replace(product.url, '')
    const link = await settled(await product.open(address))
    await expect.poll(() => read(link.page, 'cost-total'), PATIENCE).toBe(await read(page, 'cost-total'))
    await page.goBack()
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).toBe(total)
  })

  it('names the colours under Tempo, and lands where their probabilities lead', async () => {
    const { page } = await openPage('&period=tempo')
    await page.goto(`${product.url}/consumption/euro?pdl=${TEMPO}&period=tempo`)
    const { total } = await asked('period: TEMPO_SEASON', TEMPO)
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).toBe(eur(total.cost.totalEur))
    const buckets = await read(page, 'cost-buckets')
    expect(total.buckets.length).toBeGreaterThanOrEqual(4)
    for (const { costEur } of total.buckets) expect(buckets).toContain(euros(costEur))
    const { consumption } = await product.graphql<{ consumption: { projection: { costEur: number } } }>(
      `{ consumption(pdl: "${TEMPO}", period: THIS_MONTH) { projection { costEur } } }`,
    )
    expect(await read(page, 'landing-cost')).toBe(eur(consumption.projection.costEur))
  })
})

describe('an invoice', () => {
  it('that matches is found so; one that does not is told to the cent', async () => {
    const { page, faults } = await openPage()
    const { total } = await asked('from: "2026-01-01", to: "2026-03-01"')
    const panel = page.getByTestId('invoice')
    const comma = (value: number, decimals: number) => value.toFixed(decimals).replace('.', ',')
    await panel.getByRole('button', { name: 'Vérifier' }).click()
    expect(await panel.getByText('À remplir.').count()).toBeGreaterThan(3)
    await panel.locator('[name=from]').fill('2026-01-01')
    await panel.locator('[name=last]').fill('2026-02-28')
    await panel.locator('[name=subscription]').fill(comma(total.cost.subscriptionEur, 2))
    await panel.locator('[name=total]').fill(comma(total.cost.totalEur, 2))
    for (const { bucket, energyWh, eurPerKwh } of total.buckets) {
      await panel.locator(`[name=energy-${bucket}]`).fill(comma(energyWh / 1000, 3))
      await panel.locator(`[name=price-${bucket}]`).fill(comma(eurPerKwh, 6))
    }
    await panel.getByRole('button', { name: 'Vérifier' }).click()
    await panel.getByTestId('verdict').waitFor(PATIENCE)
    const matching = await read(page, 'verdict')
    expect(matching).toMatch(/La facture correspond|s’explique/)
    for (const { costEur } of total.buckets) expect(matching).toContain(euros(costEur))

    await panel.locator('[name=total]').fill(comma(total.cost.totalEur + 12.34, 2))
    await panel.getByRole('button', { name: 'Vérifier' }).click()
    await panel.getByText('sans explication').waitFor(PATIENCE)
    const { checkInvoice } = await product.graphql<{ checkInvoice: { unexplainedEur: number } }>(
      `{ checkInvoice(input: { pdl: "${HOUSE}", from: "2026-01-01", to: "2026-03-01", totalEur: ${(total.cost.totalEur + 12.34).toFixed(2)}, subscriptionEur: ${total.cost.subscriptionEur.toFixed(2)}, lines: [${total.buckets.map(({ bucket, energyWh, eurPerKwh }) => `{ bucket: "${bucket}", energyKwh: ${(energyWh / 1000).toFixed(3)}, eurPerKwh: ${eurPerKwh.toFixed(6)} }`).join(',')}] }) { unexplainedEur } }`,
    )
    expect(await read(page, 'verdict')).toContain(eur(checkInvoice.unexplainedEur, true))
    expect(faults).toEqual([])
  })
})

describe('the ranking', () => {
  interface Ranking {
    rankOffers: {
      breakEvenOffPeakRatio: number
      current: { cost: { totalEur: number } }
      offers: { offer: { id: string; name: string }; cost: { totalEur: number }; differenceEur: number }[]
    }
  }
  const rank = (rest: string) =>
    product.graphql<Ranking>(
      `{ rankOffers(pdl: "${HOUSE}", period: ROLLING_YEAR, ${rest}) { breakEvenOffPeakRatio current { cost { totalEur } } offers { offer { id name } cost { totalEur } differenceEur } } }`,
    )
  /** The contract stands at the top, once. */
  const others = ({ rankOffers }: Ranking) =>
    rankOffers.offers.filter(({ offer }) => offer.id !== 'builtin:HC_HP:9')

  it('prices every offer on the home’s own curve, at the prices asked', async () => {
    const { page, faults } = await openPage('&period=year')
    const today = await rank('limit: 5')
    expect(await read(page, 'current-offer')).toContain(euros(today.rankOffers.current.cost.totalEur))
    const rows = page.getByTestId('ranked-offer')
    for (const [index, one] of others(today).entries()) {
      const words = await rows.nth(index).innerText()
      expect(words).toContain(one.offer.name)
      expect(words).toContain(euros(one.cost.totalEur))
      expect(words).toContain(eur(one.differenceEur, true))
    }
    expect(await read(page, 'break-even')).toContain(
      formatNumber(today.rankOffers.breakEvenOffPeakRatio * 100, 'fr'),
    )
    await page.getByRole('radio', { name: 'Prix de l’époque' }).click()
    const then = await rank('limit: 5, prices: AT_DATE')
    await expect
      .poll(() => read(page, 'current-offer'), PATIENCE)
      .toContain(euros(then.rankOffers.current.cost.totalEur))
    await page.getByRole('button', { name: 'Voir toutes les offres' }).click()
    const all = await rank('limit: 200, prices: AT_DATE')
    await expect.poll(() => rows.count(), PATIENCE).toBe(others(all).length)
    await rows.first().getByRole('button').click()
    await page.getByRole('button', { name: 'Utiliser dans ma frise' }).waitFor(PATIENCE)
    expect(faults).toEqual([])
  })

  it('tries a car and another power on the same curve', async () => {
    const { page } = await openPage('&period=year')
    await page.getByRole('button', { name: 'Et si…' }).click()
    const form = page.getByTestId('what-if')
    await form.locator('[name=ev]').fill('huit')
    await form.getByRole('button', { name: 'Essayer' }).click()
    await form.getByText('Écrivez un nombre').waitFor(PATIENCE)
    await form.locator('[name=ev]').fill('8,5')
    await form.locator('[name=kva]').fill('12')
    await form.getByRole('button', { name: 'Essayer' }).click()
    await page.getByTestId('trying').waitFor(PATIENCE)
    expect(page.url()).toContain('ev=8')
    const tried = await rank(
      'limit: 5, whatIf: { subscribedPowerKva: 12, added: [{ energyWhPerDay: 8500, window: { start: "23:00", end: "05:00" } }] }',
    )
    const [first] = tried.rankOffers.offers
    await expect
      .poll(() => page.getByTestId('ranked-offer').first().innerText(), PATIENCE)
      .toContain(euros(first?.cost.totalEur ?? 0))
    await form.getByRole('button', { name: 'Oublier' }).click()
    await expect.poll(() => page.getByTestId('trying').count(), PATIENCE).toBe(0)
  })
})

describe('the timeline', () => {
  it('is changed by hand, to the minute: everything is priced again; then it goes back', async () => {
    const { page, faults } = await openPage('&period=calendar')
    const before = await read(page, 'cost-total')
    await page.getByRole('button', { name: 'Modifier la frise' }).click()
    const editor = page.getByTestId('contract-editor')
    await editor.waitFor(PATIENCE)
    const windows = editor.getByTestId('window')
    await windows.nth(1).getByRole('button', { name: 'Retirer' }).click()
    await windows.nth(0).getByLabel('De', { exact: true }).fill('22:36')
    await windows.nth(0).getByLabel('À', { exact: true }).fill('06:36')
    await editor.getByRole('button', { name: 'Ajouter des prix' }).click()
    const prices = editor.getByTestId('version')
    await prices.getByLabel('Dès le').fill('2026-02-01')
    await prices.getByLabel('Abonnement').fill('20')
    await prices.getByLabel('HC (€/kWh)').fill('16')
    await prices.getByLabel('HP (€/kWh)').fill('abc')
    await editor.getByRole('button', { name: 'Enregistrer la frise' }).click()
    await prices.getByText('Écrivez un nombre').waitFor(PATIENCE)
    await prices.getByLabel('HP (€/kWh)').fill('0,21')
    await editor.getByRole('button', { name: 'Enregistrer la frise' }).click()
    await prices.getByText('entre 0,01 et 2').waitFor(PATIENCE)
    await prices.getByLabel('HC (€/kWh)').fill('0,1')
    await editor.getByRole('button', { name: 'Enregistrer la frise' }).click()
    await page.getByText('Modifié par vous').waitFor(PATIENCE)

    const { total, points } = await asked('period: THIS_YEAR, granularity: MONTH')
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).toBe(eur(total.cost.totalEur))
    expect(eur(total.cost.totalEur)).not.toBe(before)
    expect(points[1]?.buckets.find(({ bucket }) => bucket === 'HC')?.eurPerKwh).toBeCloseTo(0.1, 6)
    const { usagePoint } = await product.graphql<{
      usagePoint: { timeline: { offPeak: { start: string; end: string }[] }[] }
    }>(`{ usagePoint(pdl: "${HOUSE}") { timeline { offPeak { start end } } } }`)
    expect(usagePoint.timeline.map(({ offPeak }) => offPeak)).toEqual([[{ start: '22:36', end: '06:36' }]])

    await page.getByRole('button', { name: 'Modifier la frise' }).click()
    await page.getByRole('button', { name: 'Revenir à la valeur de la passerelle' }).click()
    await page.getByText('Proposé d’après la passerelle').waitFor(PATIENCE)
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).toBe(before)
    expect(faults).toEqual([])
  })

  it('without a price keeps the energy apart: counted, never at zero', async () => {
    await product.graphql(
      `mutation { saveTimeline(pdl: "${HOUSE}", periods: [{ from: "2026-01-01", subscribedPowerKva: 9, versions: [{ from: "2026-02-01", subscriptionEurPerMonth: 20, prices: [{ bucket: "BASE", eurPerKwh: 0.2 }] }] }]) { __typename } }`,
    )
    try {
      const { page } = await openPage('&period=calendar')
      const { total, points } = await asked('period: THIS_YEAR, granularity: MONTH')
      expect(total.cost.unpricedWh).toBeCloseTo(points[0]?.energyWh ?? 0, 3)
      await page.getByTestId('unpriced').waitFor(PATIENCE)
      expect(await read(page, 'unpriced')).toContain(formatNumber(total.cost.unpricedWh / 1000, 'fr'))
      expect(await read(page, 'unpriced')).toContain('minimum')
      expect(await read(page, 'cost-total')).toBe(eur(total.cost.totalEur))
      const january = page.getByTestId('cost-table').getByRole('row', { name: 'janvier 2026' })
      expect(await january.innerText()).toContain('Prix inconnu')
    } finally {
      await product.graphql(`mutation { saveTimeline(pdl: "${HOUSE}", periods: null) { __typename } }`)
    }
  })

  it('that nobody told says what is missing, and is described on the spot', async () => {
    const { page, faults } = await product.open(`/consumption/euro?pdl=${FLAT}`)
    const first = page.getByTestId('no-contract')
    await first.waitFor(PATIENCE)
    expect(await first.innerText()).toContain('Option tarifaire inconnue')
    await first.getByRole('button', { name: 'Décrire mon contrat' }).click()
    const editor = page.getByTestId('contract-editor')
    await editor.getByRole('button', { name: 'Enregistrer la frise' }).click()
    await editor.getByText('À remplir.').first().waitFor(PATIENCE)
    await editor.getByLabel('Premier jour').fill('2025-01-01')
    await editor.getByLabel('Puissance (kVA)').fill('6')
    await editor.getByLabel('Offre suivie').selectOption({ label: 'EDF, Tarif Bleu Base, 6 kVA' })
    await editor.getByRole('button', { name: 'Enregistrer la frise' }).click()
    await page.getByTestId('cost-total').waitFor(PATIENCE)
    const { total } = await asked('period: THIS_YEAR', FLAT)
    await expect.poll(() => read(page, 'cost-total'), PATIENCE).toBe(eur(total.cost.totalEur))
    expect(await read(page, 'assumed')).toContain('22')
    expect(faults).toEqual([])
  })
})

describe('every look of it', () => {
  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    ([1440, 360] as const).map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %i px', async (colorScheme, width) => {
    const { page, faults } = await openPage('&period=year&edit', {
      viewport: { width, height: 900 },
      colorScheme,
    })
    await page.getByTestId('contract-editor').waitFor(PATIENCE)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
