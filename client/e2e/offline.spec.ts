import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, remembered, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { synced } from './synced'

const WAIT = { timeout: 60_000 }
let product: Product
let home: Watched

/** The pages are kept, and so is the last answer of every question of this page. */
async function kept({ page }: Watched): Promise<void> {
  const worker = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)
  await expect.poll(worker, WAIT).toBe('activated')
  for (const name of ['About', 'SyncStatus', 'UsagePoints', 'Yesterday', 'Months'])
    await remembered(page, name)
}

beforeAll(async () => {
  product = await startProduct()
  await synced(product)
  home = await product.open('/dashboard')
})
afterAll(() => product.stop())

describe('a server that is away', () => {
  let figure: string

  it('is no obstacle: the pages open, on the last figures, which are said to be old', async () => {
    const { page, faults } = home
    await page.getByTestId('yesterday-figure').waitFor(WAIT)
    figure = await page.getByTestId('yesterday-figure').innerText()
    await kept(home)
    expect(faults).toEqual([])

    await product.stopServer()
    await page.reload()
    await page.getByTestId('yesterday-figure').waitFor(WAIT)
    expect(await page.getByTestId('yesterday-figure').innerText()).toBe(figure)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Jeudi 12 mars')
    const sentence = page.getByTestId('connection-lost')
    await sentence.waitFor(WAIT)
    expect(await sentence.innerText()).toMatch(
      /^Le serveur ne répond plus\. Les chiffres affichés ont été reçus (à|hier à) \d+\u00a0h(\u00a0\d\d)?\./,
    )
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
  })

  it('says so on a page that was never opened, which has nothing to show', async () => {
    const { page } = home
    await page.goto(`${product.url}/consumption`)
    await page.getByRole('heading', { level: 1 }).waitFor(WAIT)
    await page.getByTestId('connection-lost').waitFor(WAIT)
    await page.getByText('ces chiffres viendront seuls à son retour').waitFor(WAIT)
  })

  it('is followed again when it returns', async () => {
    const { page } = home
    await page.goto(`${product.url}/dashboard`)
    await page.getByTestId('connection-lost').waitFor(WAIT)
    await product.startServer()
    await page.getByTestId('connection-lost').waitFor({ state: 'detached', ...WAIT })
    expect(await page.getByTestId('yesterday-figure').innerText()).toBe(figure)
  })
})

describe('the application', () => {
  it('may be installed: a manifest, icons of both sizes, and a page that answers offline', async () => {
    const session = await home.page.context().newCDPSession(home.page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // A browser without a profile may not install; that is its only objection.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    )
    const { errors, data } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Linky Local', start_url: '/dashboard' })
  })

  it('says on the settings page that it opens without the server', async () => {
    const { page } = await product.open('/settings')
    await page
      .getByTestId('offline-panel')
      .getByText('Les pages s’ouvrent aussi quand le serveur est arrêté')
      .waitFor(WAIT)
    await page.context().close()
  })

  it('forgets what a demonstration showed when the home is real', async () => {
    const { page } = home
    await page.evaluate(() => localStorage.setItem('linky-world', 'demo'))
    await page.goto(`${product.url}/settings`)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('linky-world')), WAIT).toBe('home')
    await product.stopServer()
    await page.goto(`${product.url}/dashboard`)
    await page.getByTestId('connection-lost').waitFor(WAIT)
    expect(await page.getByTestId('yesterday-figure').count()).toBe(0)
    await product.startServer()
    await page.getByTestId('yesterday-figure').waitFor(WAIT)
  })
})
