import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'

let product: Product

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const patience = { timeout: 90_000 }

/** While the server changes household, the websocket knocks at a closed door, and the browser says so. */
function faultsOf({ faults }: Watched): string[] {
  return faults.filter((fault) => !/ERR_CONNECTION|WebSocket|socket|fetching the script/i.test(fault))
}

async function isDemo(): Promise<boolean> {
  return (await product.graphql<{ about: { demo: boolean } }>('{ about { demo } }')).about.demo
}

async function yesterdayWh(): Promise<number | null> {
  const { consumption } = await product.graphql<{ consumption: { total: { energyWh: number | null } } }>(
    '{ consumption(period: YESTERDAY) { total { energyWh } } }',
  )
  return consumption.total.energyWh
}

describe('the demo household', () => {
  let desk: Watched

  it('is offered before any account, and opened by one click', async () => {
    desk = await product.open('/welcome')
    const { page } = desk
    const explore = page.getByRole('button', { name: 'Explorer le foyer de démonstration' })
    await explore.waitFor()
    expect(await axeFaults(page)).toEqual([])
    await explore.click()
    await page.getByTestId('demo-banner').getByText('Le foyer de démonstration s’ouvre.').waitFor()
    const leave = page.getByTestId('demo-banner').getByRole('button', { name: 'Quitter la démo' })
    await page.getByText('Vous explorez le foyer de démonstration.').waitFor(patience)
    await leave.waitFor()
    expect(await isDemo()).toBe(true)
    await expect.poll(yesterdayWh, { timeout: 90_000, interval: 500 }).toBeGreaterThan(0)
    await page.goto(`${product.url}/dashboard`)
    await page.getByTestId('yesterday-figure').waitFor(patience)
    const { usagePoints } = await product.graphql<{ usagePoints: unknown[] }>('{ usagePoints { pdl } }')
    expect(usagePoints).toHaveLength(5)
    expect(faultsOf(desk)).toEqual([])
  })

  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    [360, 1440].map((width) => [theme, width] as const),
  )

  it.each(cases)('says so on every page, %s, %s wide', async (theme, width) => {
    const watched = await product.open('/dashboard', {
      viewport: { width, height: 844 },
      colorScheme: theme,
    })
    const { page } = watched
    for (const path of ['/dashboard', '/consumption', '/tempo', '/settings']) {
      await page.goto(product.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByTestId('demo-banner').getByRole('button', { name: 'Quitter la démo' }).waitFor()
      expect(await sidewaysScroll(page)).toBe(0)
    }
    await page.getByRole('heading', { level: 2, name: 'Démonstration' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(watched.faults).toEqual([])
    await page.context().close()
  })

  it('is still there after a restart of the server', async () => {
    await product.stopServer()
    await product.startServer()
    expect(await isDemo()).toBe(true)
  })

  it('is left by one click, and another page that is open follows by itself', async () => {
    const other = await product.open('/settings')
    await other.page.getByTestId('demo-banner').waitFor()
    const { page } = desk
    await page.goto(`${product.url}/ecowatt`)
    await page.getByTestId('demo-banner').getByRole('button', { name: 'Quitter la démo' }).click()
    for (const { page: open } of [desk, other]) {
      await open.getByRole('heading', { name: 'Reliez votre compteur' }).waitFor(patience)
      expect(await open.getByTestId('demo-banner').count()).toBe(0)
    }
    expect(await isDemo()).toBe(false)
    const { usagePoints } = await product.graphql<{ usagePoints: unknown[] }>('{ usagePoints { pdl } }')
    expect(usagePoints).toEqual([])
    expect([...faultsOf(desk), ...faultsOf(other)]).toEqual([])
  })
})
