import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'

let product: Product
let desk: Watched
let pdl: string

/** Half-hours of a day that the gateway knows nothing of, the fourth of them blank. */
function curve(values: readonly (number | '')[]): Buffer {
  const time = (index: number) =>
    `${String(Math.floor((index + 1) / 2)).padStart(2, '0')}:${index % 2 === 0 ? '30' : '00'}`
  return Buffer.from(
    [
      '\ufeffIdentifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes',
      `${pdl};Courbe de charge;10/01/2019;11/01/2019;Energie active;Consommation;Comptage Brut;W;`,
      'Horodate;Valeur',
      ...values.map((value, index) => `2019-01-10T${time(index)}:00+01:00;${value}`),
    ].join('\n'),
  )
}

async function watts(): Promise<(number | null)[]> {
  const { loadCurve } = await product.graphql<{ loadCurve: { days: { watts: (number | null)[] }[] } }>(
    `{ loadCurve(pdl: "${pdl}", from: "2019-01-10", to: "2019-01-11") { days { watts } } }`,
  )
  return loadCurve.days.flatMap((day) => day.watts).slice(0, 5)
}

async function firstMeter(): Promise<string | undefined> {
  const { usagePoints } = await product.graphql<{ usagePoints: { pdl: string }[] }>('{ usagePoints { pdl } }')
  return usagePoints[0]?.pdl
}

const send = (name: string, buffer: Buffer) =>
  desk.page.locator('input[name="import"]').setInputFiles({ name, mimeType: 'text/csv', buffer })

describe('a file of the user', () => {
  beforeAll(async () => {
    product = await startProduct()
    await product.graphql(
      `mutation { setCredentials(clientSecret: ${JSON.stringify(product.clientSecret)}) { __typename } }`,
    )
    await product.graphql('mutation { startSync { __typename } }')
    pdl = await vi.waitUntil(firstMeter, { timeout: 110_000, interval: 500 })
    desk = await product.open('/settings')
  })
  afterAll(() => product.stop())

  it('is shown as it was understood, before anything changes', async () => {
    const { page } = desk
    await page.getByRole('heading', { name: 'Importer un fichier' }).waitFor()
    await send('ma-courbe.csv', curve([100, 200, 300, '', 500]))
    const preview = page.getByTestId('import-preview')
    await preview.waitFor()
    expect(await preview.innerText()).toContain('Courbe de charge Enedis')
    const cells = await preview.getByTestId('import-contents').locator('tbody td').allInnerTexts()
    expect(cells.slice(1)).toEqual(['1', '0', '0', '0'])
    await preview.getByText('Ce qui a été compris').click()
    const understood = await preview.innerText()
    expect(understood).toContain('Fin du créneau')
    expect(understood).toContain('Puissance moyenne, W')
    expect(understood).toMatch(/1 case vide, laissée sans valeur/)
    expect(await watts()).not.toContain(100)
    expect(await axeFaults(page)).toEqual([])
  })

  it('is applied, then taken away, from the page', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Appliquer 4 valeurs' }).click()
    const undo = page.getByRole('button', { name: 'Retirer ma-courbe.csv' })
    await undo.waitFor()
    expect(await watts()).toEqual([100, 200, 300, null, 500])
    await undo.click()
    await page.getByText(/Retiré le/).waitFor()
    expect(await watts()).not.toContain(100)
  })

  it('that is not one of ours is refused in a sentence', async () => {
    const { page } = desk
    await send('adresses.csv', Buffer.from('nom;ville\nAnne;Brest\n'))
    await page.getByText('Aucun tableau connu dans ce fichier.').waitFor()
    expect(await page.getByRole('button', { name: /^Appliquer/ }).count()).toBe(0)
    expect(await axeFaults(page)).toEqual([])
    await page.getByTestId('import-preview').getByRole('button', { name: 'Oublier' }).click()
    await page.getByText('adresses.csv').waitFor({ state: 'detached' })
  })

  it('that does not name its meter asks for it', async () => {
    const { page } = desk
    await send('jours.csv', Buffer.from('Date;Consommation (en kWh)\n10/01/2019;12,345\n11/01/2019;9,5\n'))
    await page.getByText('Le fichier ne dit pas de quel compteur il vient.').waitFor()
    await page.getByRole('button', { name: 'Comparer' }).click()
    await page.getByRole('button', { name: 'Appliquer 2 valeurs' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Ne pas importer' }).click()
    await page.getByText('jours.csv').waitFor({ state: 'detached' })
  })

  it('fits a phone', async () => {
    const phone = await product.open('/settings', { viewport: { width: 390, height: 844 } })
    await phone.page.getByRole('heading', { name: 'Importer un fichier' }).waitFor()
    expect(await sidewaysScroll(phone.page)).toBe(0)
    expect(phone.faults).toEqual([])
    expect(desk.faults).toEqual([])
  })
})
