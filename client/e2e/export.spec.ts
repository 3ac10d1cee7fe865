import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { brokerMissing, startBroker, type Broker } from './mosquitto'
import { synced } from './synced'

let product: Product
let broker: Broker
let desk: Watched

if (brokerMissing) console.warn(`Skipped: ${brokerMissing}`)

async function pressUntil(page: Page, wanted: string): Promise<void> {
  const label = () =>
    page.evaluate(() => {
      const { activeElement } = document
      return activeElement instanceof HTMLInputElement
        ? activeElement.name
        : (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '').trim()
    })
  for (let presses = 0; !(await label()).startsWith(wanted); presses++) {
    if (presses > 60) throw new Error(`The keyboard does not reach "${wanted}".`)
    await page.keyboard.press('Tab')
  }
}

describe.skipIf(brokerMissing !== null)('an export to a real broker', () => {
  beforeAll(async () => {
    broker = await startBroker()
    product = await startProduct()
    await synced(product)
    desk = await product.open('/export')
  })
  afterAll(async () => {
    await product.stop()
    await broker.stop()
  })

  it('begins with what each destination does', async () => {
    const { page } = desk
    await page.getByRole('heading', { name: 'Où envoyer vos relevés' }).waitFor()
    for (const name of ['Home Assistant', 'MQTT', 'VictoriaMetrics', 'Jeedom'])
      expect(await page.getByRole('link', { name: new RegExp(`^${name}`) }).count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
  })

  it('says at the field what is missing, in French', async () => {
    const { page } = desk
    await page.getByRole('link', { name: /^MQTT/ }).click()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Ce champ est nécessaire.').waitFor()
    const field = page.getByLabel('Adresse du broker')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).name))
      .toBe('broker')
    expect(await axeFaults(page)).toEqual([])
  })

  it('reads a wrong password back as a sentence, protocol by protocol', async () => {
    const { page } = desk
    await page.getByLabel('Adresse du broker').fill(broker.url)
    await page.getByLabel('Utilisateur').fill(broker.user)
    await page.getByLabel('Mot de passe').fill('wrong')
    await page.getByRole('button', { name: 'Tester la connexion' }).click()
    const results = page.getByTestId('test-results')
    await results.waitFor()
    expect(await results.innerText()).toMatch(/Réseau · réussi en/)
    expect(await results.innerText()).toMatch(/Session MQTT · La destination refuse/)
    expect(await axeFaults(page)).toEqual([])
  })

  it('is tested, saved and run from the keyboard alone', async () => {
    const { page } = desk
    await page.goto(`${product.url}/export?add=MQTT`)
    await page.getByLabel('Adresse du broker').waitFor()
    await pressUntil(page, 'broker')
    await page.keyboard.type(broker.url)
    await pressUntil(page, 'username')
    await page.keyboard.type(broker.user)
    await pressUntil(page, 'password')
    await page.keyboard.type(broker.password)
    await pressUntil(page, 'Tester la connexion')
    await page.keyboard.press('Enter')
    const results = page.getByTestId('test-results')
    await results.getByText('Écriture relue').waitFor()
    expect(await results.innerText()).not.toMatch(/refuse/)
    await pressUntil(page, 'Enregistrer')
    await page.keyboard.press('Enter')
    await page.getByTestId('export-detail').getByText('Aperçu du prochain envoi').waitFor()
    await page.getByTestId('export-preview').getByRole('listitem').first().waitFor()
    await pressUntil(page, 'Exporter maintenant')
    await page.keyboard.press('Enter')
    const first = page.getByTestId('export-runs').getByRole('row').nth(1)
    await first.getByText('Terminé').waitFor({ timeout: 60_000 })
    expect(await first.innerText()).toMatch(/[\d\u202f]+ valeurs/)
    await expect.poll(() => page.getByTestId('export-state').innerText()).toBe('À jour')
    expect(await axeFaults(page)).toEqual([])
  })

  it('tells the history as GraphQL does', async () => {
    const { exportRuns } = await product.graphql<{
      exportRuns: { state: string; action: string; records: number }[]
    }>('{ exportRuns { state action records } }')
    expect(exportRuns.at(-1)).toMatchObject({ state: 'COMPLETE', action: 'SEND' })
    const records = new Intl.NumberFormat('fr-FR').format(exportRuns.at(-1)?.records ?? 0)
    const table = desk.page.getByTestId('export-runs')
    await expect.poll(() => table.innerText()).toContain(`${records} valeurs`)
  })

  it('never shows the password again, and verifies what it sent', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.getByTestId('export-runs').getByText('Vérifié').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Autres actions' }).click()
    await page.getByRole('menuitem', { name: 'Modifier' }).click()
    await page.getByText('Enregistré', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(broker.password)
    expect(await axeFaults(page)).toEqual([])
  })

  it('purges only once the name is typed', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('button', { name: 'Autres actions' }).click()
    await page.getByRole('menuitem', { name: 'Purger' }).click()
    const action = page.getByRole('button', { name: 'Purger définitivement' })
    expect(await action.isDisabled()).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Pour confirmer').fill('MQTT')
    await action.click()
    await page.getByTestId('export-runs').getByText('Purgé').waitFor({ timeout: 60_000 })
    await expect.poll(() => page.getByTestId('export-state').innerText()).toBe('En pause')
  })

  it('says on every page that an export fails', async () => {
    await product.graphql(`mutation {
      saveExportTarget(input: { kind: MQTT, name: "Broker éteint", enabled: false, options: { broker: "mqtt://127.0.0.1:9" } }) {
        __typename
      }
    }`)
    const { exportTargets } = await product.graphql<{ exportTargets: { id: string; name: string }[] }>(
      '{ exportTargets { id name } }',
    )
    const id = exportTargets.find(({ name }) => name === 'Broker éteint')?.id ?? ''
    await product.graphql(
      `mutation { saveExportTarget(input: { id: "${id}", enabled: true, onChange: false }) { __typename } }`,
    )
    await product.graphql(`mutation { runExport(id: "${id}") { __typename } }`)
    const { page } = desk
    await page.goto(`${product.url}/export?target=${id}`)
    await page
      .getByTestId('export-problem')
      .getByText('La destination ne répond pas.')
      .waitFor({ timeout: 60_000 })
    expect(await page.getByTestId('export-state').innerText()).toBe('Injoignable')
    expect(await page.getByTestId('export-status').innerText()).toContain('Broker éteint est en échec')
    await page.goto(`${product.url}/dashboard`)
    await page.getByTestId('status-line').getByText('1 export en échec').first().waitFor()
    expect(await page.getByRole('link', { name: /Exports.*une action est attendue/ }).count()).toBe(1)
  })

  const sizes = [
    [360, 740],
    [1440, 900],
  ] as const
  it.each((['light', 'dark'] as const).flatMap((theme) => sizes.map((size) => [theme, ...size] as const)))(
    'is accessible and whole, %s, %s wide',
    async (theme, width, height) => {
      const { page, faults } = await product.open('/export', {
        viewport: { width, height },
        colorScheme: theme,
      })
      await page.getByTestId('export-row').first().waitFor()
      const [row] = await page.getByTestId('export-row').all()
      await row?.click()
      await page.getByTestId('export-runs').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      await page.goto(`${product.url}/export?add=HOME_ASSISTANT`)
      await page.getByLabel('Jeton de longue durée').waitFor()
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  it('left no fault behind and asked no other server', () => {
    expect(desk.faults).toEqual([])
  })
})
