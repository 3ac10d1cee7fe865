import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMoney, moneyFigure } from '../src/format/money'
import { energyFigure, joined } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { synced } from './synced'

let product: Product
let desk: Watched

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const patience = { timeout: 60_000 }
const HOME = '01226049119902'
const PATH = `/bilan?pdl=${HOME}`

interface Balance {
  total: { netWh: number; netEur: number | null }
  points: { netWh: number | null }[]
  consumption: { total: { energyWh: number; cost: { totalEur: number } } }
  production: { total: { energyWh: number; cost: { totalEur: number } | null } }
  shiftableWh: number
  battery: { shiftedWh: number; yearlySavingEur: number | null }
}

async function balance(capacityWh = 5000, powerW = 2500): Promise<Balance> {
  const answer = await product.graphql<{ balance: Balance }>(`{
    balance(pdl: "${HOME}", period: ROLLING_YEAR) {
      total { netWh netEur }
      points { netWh }
      consumption { total { energyWh cost { totalEur } } }
      production { total { energyWh cost { totalEur } } }
      shiftableWh
      battery(capacityWh: ${capacityWh}, powerW: ${powerW}) { shiftedWh yearlySavingEur }
    } }`)
  return answer.balance
}

const text = (page: Page, id: string) => page.getByTestId(id).innerText()
const energy = (wh: number) => joined(energyFigure(wh, 'fr'))
const money = (eur: number) => joined(moneyFigure(eur, 'fr'))

describe('the balance', () => {
  it('says what it needs while no meter injects', async () => {
    const { page, faults } = await product.open('/bilan')
    await page.getByText('Aucun de vos compteurs n’injecte.').waitFor(patience)
    expect(await axeFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows at once what the API says, and no figure that a meter cannot see', async () => {
    await synced(product)
    desk = await product.open(PATH)
    const { page } = desk
    await page.getByTestId('balance-net').waitFor(patience)
    const { total, consumption, production, shiftableWh } = await balance()
    await expect.poll(() => text(page, 'balance-net'), patience).toBe(energy(total.netWh))
    expect(await text(page, 'balance-drawn')).toBe(energy(consumption.total.energyWh))
    expect(await text(page, 'balance-injected')).toBe(energy(production.total.energyWh))
    expect(await text(page, 'balance-shiftable')).toBe(energy(shiftableWh))
    expect(await text(page, 'balance-net-eur')).toBe('Prix inconnu')
    expect(await text(page, 'home-balance')).toMatch(/Le compteur Linky ne peut pas les mesurer\./)
    expect(await text(page, 'home-balance')).not.toMatch(/\d\s?%/)
    expect(await axeFaults(page)).toEqual([])
  })

  it('reads the bars as a table, and says which price a battery misses', async () => {
    const { page } = desk
    const bars = page.getByTestId('balance-bars')
    await bars.getByRole('button', { name: 'Tableau' }).click()
    const { points } = await balance()
    expect(await bars.getByRole('row').count()).toBe(points.length + 1)
    await bars.getByRole('button', { name: 'Tableau' }).click()
    expect(await text(page, 'battery-saving')).toMatch(/Il manque un prix/)
  })

  it('takes a sale price, and tells revenue and net cost', async () => {
    const { page } = desk
    const sale = page.getByTestId('sale')
    await sale.getByRole('button', { name: 'Enregistrer' }).click()
    await sale.getByRole('alert').getByText('Indiquez un prix').waitFor()
    await sale.getByLabel('Prix de vente (€/kWh)').fill('0,1269')
    await sale.getByLabel('Depuis le').fill('2022-03-12')
    await sale.getByRole('button', { name: 'Enregistrer' }).click()
    await sale.getByText('Vente du surplus').waitFor(patience)
    const { total, production } = await balance()
    expect(production.total.cost?.totalEur).toBeCloseTo((production.total.energyWh * 0.1269) / 1000, 2)
    await expect.poll(() => text(page, 'balance-net-eur'), patience).toBe(money(total.netEur ?? 0))
    expect(await page.getByTestId('balance-figures').innerText()).toContain(
      money(production.total.cost?.totalEur ?? 0),
    )
  })

  it('plays a battery, kept in the address', async () => {
    const { page } = desk
    const panel = page.getByTestId('battery')
    await panel.getByLabel('Capacité utile (kWh)').fill('0')
    await panel.getByRole('button', { name: 'Simuler' }).click()
    await panel.getByRole('alert').waitFor()
    await panel.getByLabel('Capacité utile (kWh)').fill('10')
    await panel.getByLabel('Puissance (kW)').fill('3,5')
    await panel.getByRole('button', { name: 'Simuler' }).click()
    const { battery } = await balance(10_000, 3500)
    await expect.poll(() => text(page, 'battery-shifted'), patience).toBe(energy(battery.shiftedWh))
    expect(await text(page, 'battery-saving')).toBe(money(battery.yearlySavingEur ?? 0))
    expect(new URL(page.url()).searchParams.get('battery')).toBe('10-3.5-90')
  })

  it('tells how far the panels have paid for themselves', async () => {
    const { page } = desk
    const panel = page.getByTestId('payback')
    await panel.getByLabel('Prix payé (€)').fill('6000')
    await panel.getByLabel('En service depuis').fill('2025-03-12')
    await panel.getByRole('button', { name: 'Calculer' }).click()
    const { production } = await balance()
    const earned = formatMoney(production.total.cost?.totalEur ?? 0, 'fr')
    await panel.getByText(`${earned} gagnés sur ${formatMoney(6000, 'fr')}.`).waitFor(patience)
    expect(await axeFaults(page)).toEqual([])
  })

  it('shows the home once everything made is sold', async () => {
    const { page } = desk
    const sale = page.getByTestId('sale')
    await sale.getByRole('button', { name: 'Modifier' }).click()
    await sale.getByLabel('Mode').selectOption({ label: 'Vente totale' })
    await sale.getByRole('button', { name: 'Enregistrer' }).click()
    const home = page.getByTestId('home-balance')
    await home.getByText('Taux d’autoconsommation').waitFor(patience)
    const { production } = await balance()
    expect(await home.innerText()).toContain(energy(production.total.energyWh))
    expect(await axeFaults(page)).toEqual([])
    expect(desk.faults).toEqual([])
  })

  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    [360, 1440].map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %s wide', async (theme, width) => {
    const { page, faults } = await product.open(PATH, {
      viewport: { width, height: 844 },
      colorScheme: theme,
    })
    await page.getByTestId('balance-net').waitFor(patience)
    await page.getByTestId('net-profile').getByRole('figure').waitFor(patience)
    await page.getByTestId('balance-years').getByRole('row').nth(1).waitFor(patience)
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
