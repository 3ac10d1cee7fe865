import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { synced } from './synced'

const PATIENCE = { timeout: 60_000, interval: 250 }

let product: Product
let desk: Watched
let hook: Server
const posts: { kind: string; text: string }[] = []

async function listen(): Promise<string> {
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      if (request.method === 'POST') posts.push(JSON.parse(body) as (typeof posts)[number])
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(hook.address() as AddressInfo).port}/linky`
}

describe('settings', () => {
  beforeAll(async () => {
    const url = await listen()
    product = await startProduct()
    await synced(product)
    const options = `{ url: ${JSON.stringify(url)} }`
    await product.graphql(
      `mutation { saveExportTarget(input: { kind: WEBHOOK, name: "Mon automate", enabled: true, options: ${options} }) { __typename } }`,
    )
    desk = await product.open('/settings')
  })
  afterAll(async () => {
    await product.stop()
    hook.closeAllConnections()
    await new Promise((resolve) => hook.close(resolve))
  })

  it('sets a rule: a threshold and where it speaks', async () => {
    const { page } = desk
    const rule = page.getByTestId('alert-POWER')
    await rule.locator('summary').click()
    expect(await rule.locator('summary').innerText()).toContain('page seulement')
    await rule.getByLabel(/^Au-dessus de/).fill('9')
    await page.getByRole('button', { name: 'Enregistrer les alertes' }).click()
    await rule.getByText('entre 50 et 200').waitFor()
    await rule.getByLabel(/^Au-dessus de/).fill('50')
    await rule.getByLabel('Mon automate').check()
    await page.getByRole('button', { name: 'Enregistrer les alertes' }).click()
    await page.getByText('Les alertes sont enregistrées.').waitFor()
    expect(await rule.locator('summary').innerText()).toContain('Mon automate')
    expect(await axeFaults(page)).toEqual([])
  })

  it('shows the notice as it appears, and sends it once', async () => {
    const { page } = desk
    await page.getByTestId('notices-bell').click()
    const notice = page.getByTestId('notice').filter({ hasText: 'Puissance dépassée' })
    await notice.first().waitFor({ timeout: 60_000 })
    expect(await notice.first().innerText()).toMatch(/La puissance a atteint [\d,]+\s*kVA/)
    expect(await axeFaults(page)).toEqual([])
    await expect.poll(() => posts.length, PATIENCE).toBeGreaterThan(0)
    expect(new Set(posts.map(({ text }) => text)).size).toBe(posts.length)
    expect(posts.every(({ kind }) => kind === 'POWER')).toBe(true)
  })

  it('hides what was read, on every page', async () => {
    const { page } = desk
    const told = posts.length
    const notices = page.getByTestId('notice').filter({ hasText: 'Puissance dépassée' })
    for (let left = await notices.count(); left > 0; left--) {
      await notices
        .first()
        .getByRole('button', { name: /^Masquer/ })
        .click()
      await expect.poll(() => notices.count(), PATIENCE).toBe(left - 1)
    }
    await page.goto(`${product.url}/tempo`)
    await page.getByTestId('notices-bell').click()
    await page.getByRole('heading', { name: 'Alertes' }).waitFor()
    expect(await notices.count()).toBe(0)
    expect(posts).toHaveLength(told)
  })

  it('lays a name and off-peak hours over the gateway’s, and gives them back', async () => {
    const { page } = desk
    await page.goto(`${product.url}/settings`)
    const meter = page.getByTestId('meter-settings').first()
    await meter.locator('summary').click()
    const before = await meter.getByLabel('Nom').inputValue()
    await meter.getByLabel('Nom').fill('Chez nous')
    await meter.getByRole('button', { name: 'Enregistrer le compteur' }).click()
    await meter.getByText(`Nom : modifié ici. La passerelle dit « ${before} ».`).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await meter.getByRole('button', { name: 'Revenir à la valeur de la passerelle' }).click()
    await expect.poll(() => meter.getByLabel('Nom').inputValue(), PATIENCE).toBe(before)
  })

  it('keeps the share of calls and the language of what the server writes', async () => {
    const { page } = desk
    await page.getByLabel('Part des appels gardée pour vous').fill('40')
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await expect
      .poll(
        async () =>
          (
            await product.graphql<{ settings: { reservedCallsRatio: number } }>(
              '{ settings { reservedCallsRatio } }',
            )
          ).settings.reservedCallsRatio,
        PATIENCE,
      )
      .toBe(0.4)
    await page.getByRole('radio', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Meters' }).waitFor()
    await expect.poll(() => page.getByTestId('alert-GAP').innerText(), PATIENCE).toContain('Missing data')
    await page.getByRole('radio', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Compteurs' }).waitFor()
    expect(desk.faults).toEqual([])
  })

  it('is whole in the light and in the dark, on a phone and on a desk', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1440]) {
        const { page } = await product.open('/settings', { colorScheme, viewport: { width, height: 900 } })
        await page.getByTestId('alert-POWER').locator('summary').click()
        await page.getByTestId('meter-settings').first().locator('summary').click()
        await page.getByTestId('notices-bell').click()
        expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0)
        expect(await axeFaults(page)).toEqual([])
        if (process.env.SHOTS)
          await page.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}.png`, fullPage: true })
        await page.context().close()
      }
  })
})
