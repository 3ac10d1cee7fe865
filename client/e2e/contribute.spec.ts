import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatNumber } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { control, euros, PATIENCE, read, settled } from './money'
import { synced } from './synced'

const HOUSE = '01226049119902'
const SHEET = 'https://example.org/grille.pdf'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  await synced(product)
})
afterAll(() => product.stop())

async function openPage(query = '', options?: Parameters<Product['open']>[1]): Promise<Watched> {
  const watched = await product.open(`/contribute${query}`, options)
  await watched.page.getByRole('heading', { level: 1 }).waitFor(PATIENCE)
  return settled(watched)
}
interface Held {
  id: string
  state: string
  description: string | null
  offers: { name: string }[]
  messages: { own: boolean; text: string }[]
}
const held = async () => {
  const { contributions } = await product.graphql<{ contributions: Held[] }>(
    '{ contributions { id state description offers { name } messages { own text } } }',
  )
  return contributions
}

describe('the catalogue', () => {
  it('shows every offer of the API by name and power, and finds them', async () => {
    const { page, faults } = await openPage()
    const { offers } = await product.graphql<{
      offers: { origin: string; provider: string; name: string; type: string }[]
    }>('{ offers { origin provider name type } }')
    const names = new Set(
      offers.map(({ origin, provider, name, type }) => [origin, provider, name, type].join()),
    )
    const families = page.getByTestId('family')
    await expect.poll(() => families.count(), PATIENCE).toBe(names.size)
    await page.getByLabel('Fournisseur ou offre').fill('bleu tempo')
    await expect.poll(() => families.count(), PATIENCE).toBe(1)
    expect(page.url()).toContain('search=bleu')
    await page.getByRole('combobox', { name: 'Option' }).selectOption('BASE')
    await page.getByText('Aucune offre ne répond à ces filtres.').waitFor(PATIENCE)
    expect(faults).toEqual([])
  })

  it('tells all the prices of an offer, drawn and in a table, and leads to the timeline', async () => {
    const { page, faults } = await openPage('?search=bleu+heures')
    await page.getByTestId('family').getByRole('button', { name: '9 kVA', exact: true }).click()
    await page.getByTestId('price-history').waitFor(PATIENCE)
    expect(page.url()).toContain('offer=builtin')
    const { offers } = await product.graphql<{
      offers: {
        id: string
        versions: { subscriptionEurPerMonth: number; prices: { eurPerKwh: number }[] }[]
      }[]
    }>(
      '{ offers(filter: { types: ["HC_HP"], regulated: true }) { id versions { subscriptionEurPerMonth prices { eurPerKwh } } } }',
    )
    const versions = offers.find(({ id }) => id === 'builtin:HC_HP:9')?.versions ?? []
    expect(versions.length).toBeGreaterThan(10)
    const detail = await read(page, 'offer-detail')
    for (const { subscriptionEurPerMonth, prices } of versions) {
      expect(detail).toContain(euros(subscriptionEurPerMonth))
      for (const { eurPerKwh } of prices) expect(detail).toContain(formatNumber(eurPerKwh, 'fr', 4))
    }
    const history = page.getByTestId('price-history').getByRole('slider')
    await history.focus()
    await page.keyboard.press('End')
    await expect
      .poll(() => history.getAttribute('aria-valuetext'), PATIENCE)
      .toContain(formatNumber(versions.at(-1)?.prices[0]?.eurPerKwh ?? 0, 'fr', 4))
    await page.getByRole('link', { name: 'Utiliser dans ma frise' }).click()
    await page.getByTestId('contract-editor').waitFor(PATIENCE)
    const chosen = page.getByTestId('contract-editor').getByLabel('Offre suivie').last()
    await expect.poll(() => chosen.inputValue(), PATIENCE).toBe('builtin:HC_HP:9')
    expect(faults).toEqual([])
  })
})

describe('an offer of one’s own', () => {
  it('is created, corrected, changed, ranked, saved to a file, read back and deleted', async () => {
    const { page, faults } = await openPage('?tab=mine')
    await page.getByText('Aucune offre à vous.').waitFor(PATIENCE)
    await page.getByRole('button', { name: 'Nouvelle offre' }).click()
    const form = page.getByTestId('offer-form')
    await form.getByRole('button', { name: 'Enregistrer l’offre' }).click()
    expect(await form.getByText('À remplir.').count()).toBe(4)
    await form.locator('[name=provider]').fill('Coopérative')
    await form.locator('[name=name]').fill('Tarif du village')
    await form.locator('[name=kva]').fill('9')
    await form.getByLabel('Abonnement').fill('10,5')
    await form.getByLabel('Base (€/kWh)').fill('15')
    await form.getByRole('button', { name: 'Enregistrer l’offre' }).click()
    await form.getByText('entre 0,01 et 2').waitFor(PATIENCE)
    await form.getByLabel('Base (€/kWh)').fill('0,15')
    await form.getByRole('button', { name: 'Enregistrer l’offre' }).click()
    await page.getByTestId('private-offer').waitFor(PATIENCE)
    await page.getByTestId('offer-detail').waitFor(PATIENCE)
    const ranking = await product.graphql<{ rankOffers: { offers: { offer: { name: string } }[] } }>(
      `{ rankOffers(pdl: "${HOUSE}") { offers { offer { name } } } }`,
    )
    expect(ranking.rankOffers.offers[0]?.offer.name).toBe('Tarif du village')

    await page.getByRole('button', { name: 'Modifier l’offre' }).click()
    await form.locator('[name=name]').fill('Tarif du bourg')
    await form.getByRole('button', { name: 'Enregistrer l’offre' }).click()
    await page.getByTestId('private-offer').getByText('Tarif du bourg').waitFor(PATIENCE)

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Enregistrer en fichier' }).click(),
    ])
    const path = await file.path()
    const saved = JSON.parse(await readFile(path, 'utf8')) as {
      name: string
      versions: { prices: object[] }[]
    }
    expect(saved).toMatchObject({
      name: 'Tarif du bourg',
      versions: [{ subscriptionEurPerMonth: 10.5, prices: [{ bucket: 'BASE', eurPerKwh: 0.15 }] }],
    })
    await page.getByTestId('import').setInputFiles({
      name: 'autre.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"a": 1}'),
    })
    await page.getByText('n’est pas une offre').waitFor(PATIENCE)
    await page.getByTestId('import').setInputFiles(path)
    await expect.poll(() => form.locator('[name=name]').inputValue(), PATIENCE).toBe('Tarif du bourg')
    await form.getByRole('button', { name: 'Annuler' }).click()

    await page.getByTestId('private-offer').getByRole('button').click()
    await page.getByRole('button', { name: 'Supprimer' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
    await page.getByText('Aucune offre à vous.').waitFor(PATIENCE)
    expect(faults).toEqual([])
  })

  it('with rules of its own takes its prices by the buckets they name', async () => {
    const { page } = await openPage('?tab=mine&form=new')
    const form = page.getByTestId('offer-form')
    await form.locator('[name=provider]').fill('Maison')
    await form.locator('[name=name]').fill('Soleil')
    await form.getByText('Règles à vous').click()
    for (const bucket of ['SUN', 'REST']) {
      await form.getByRole('button', { name: 'Ajouter une règle' }).click()
      await form.getByTestId('rule').last().getByLabel('Poste').fill(bucket)
    }
    await form.getByTestId('rule').first().getByLabel('De', { exact: true }).fill('12:00')
    await form.getByTestId('rule').first().getByLabel('À', { exact: true }).fill('16:00')
    await form.getByTestId('rule').last().getByLabel('À certaines heures').uncheck()
    await form.getByLabel('Abonnement').fill('12')
    await form.getByLabel('SUN (€/kWh)').fill('0,05')
    await form.getByLabel('REST (€/kWh)').fill('0,25')
    await form.getByRole('button', { name: 'Enregistrer l’offre' }).click()
    await page.getByTestId('offer-detail').waitFor(PATIENCE)
    const { offers } = await product.graphql<{ offers: { id: string; rules: object[] }[] }>(
      '{ offers(filter: { origins: [MANUAL] }) { id rules { bucket window { start end } } } }',
    )
    expect(offers.map(({ rules }) => rules)).toEqual([
      [
        { bucket: 'SUN', window: { start: '12:00', end: '16:00' } },
        { bucket: 'REST', window: null },
      ],
    ])
    await product.graphql(`mutation { deleteOffer(id: "${offers[0]?.id ?? ''}") }`)
  })
})

describe('a proposal', () => {
  it('is told its faults, kept when the gateway refuses it, sent, talked about, and withdrawn', async () => {
    const { page, faults } = await openPage('?tab=proposals')
    await page.getByText('Aucune proposition.').waitFor(PATIENCE)
    await page.getByRole('button', { name: 'Nouvelle proposition' }).click()
    const form = page.getByTestId('proposal-form')
    await form.locator('[name=provider]').fill('Énergie Exemple')
    await form.locator('[name=name]').fill('Équilibre')
    await form.locator('[name=from]').fill('2026-02-01')
    await form.locator('[name=kva]').fill('6')
    await form.locator('[name=subscription]').fill('15,5')
    await form.locator('[name=price-BASE]').fill('19')
    await form.getByRole('button', { name: 'Envoyer' }).click()
    await form.getByText('entre 0,01 et 2').waitFor(PATIENCE)
    expect(await form.getByText('À remplir.').count()).toBe(1)
    expect(await held()).toEqual([])

    await form.locator('[name=price-BASE]').fill('0,19')
    await form.locator('[name=sheet]').fill(SHEET)
    await control(product, 'POST', 'contributions', {
      refuseNext: { code: 'MISSING_FIELD', message: 'Le lien est illisible' },
    })
    await form.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByTestId('refusal').waitFor(PATIENCE)
    expect(await read(page, 'refusal')).toContain('Le lien est illisible')
    expect(await read(page, 'refusal')).toContain('Le brouillon est gardé.')
    expect(await held()).toMatchObject([{ state: 'DRAFT', offers: [{ name: 'Équilibre' }] }])

    await page.getByTestId('proposal-detail').getByRole('button', { name: 'Modifier' }).click()
    expect(await form.locator('[name=sheet]').inputValue()).toBe(SHEET)
    expect(await form.locator('[name=price-BASE]').inputValue()).toBe('0,19')
    await form.locator('[name=description]').fill('Relevé en agence')
    await form.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByTestId('proposal-detail').getByText('À l’étude').waitFor(PATIENCE)
    expect(await held()).toMatchObject([{ state: 'PENDING', description: 'Relevé en agence' }])

    const detail = page.getByTestId('proposal-detail')
    await detail.getByRole('button', { name: 'Répondre' }).click()
    await detail.getByText('À remplir.').waitFor(PATIENCE)
    await detail.getByLabel('Votre réponse').fill('Bonjour')
    await detail.getByRole('button', { name: 'Répondre' }).click()
    await detail.getByRole('listitem').getByText('Bonjour').waitFor(PATIENCE)
    expect((await held())[0]?.messages).toEqual([{ own: true, text: 'Bonjour' }])

    await detail.getByRole('button', { name: 'Retirer la proposition' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la proposition' }).click()
    await page.getByText('Aucune proposition.').waitFor(PATIENCE)
    expect(await held()).toEqual([])
    expect(faults).toEqual([])
  })

  it('of new prices starts from the public offer, and can wait as a draft', async () => {
    const { page } = await openPage('?search=Essai&type=BASE_WEEKEND')
    await page.getByTestId('family').getByRole('button').first().click()
    await page.getByRole('button', { name: 'Proposer des prix' }).click()
    const form = page.getByTestId('proposal-form')
    expect(await form.locator('[name=name]').inputValue()).toBe('Offre Essai BASE_WEEKEND')
    await form.locator('[name=price-SEM]').fill('')
    await form.getByRole('button', { name: 'Garder en brouillon' }).click()
    await page.getByTestId('proposal-detail').getByText('Brouillon').waitFor(PATIENCE)
    const [draft] = await held()
    expect(draft).toMatchObject({ state: 'DRAFT', offers: [{ name: 'Offre Essai BASE_WEEKEND' }] })
    await product.graphql(`mutation { deleteContribution(id: "${draft?.id ?? ''}") }`)
  })
})

describe('every look of it', () => {
  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    ([1440, 360] as const).map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %i px', async (colorScheme, width) => {
    for (const query of ['?offer=builtin:TEMPO:9', '?tab=mine&form=new', '?tab=proposals&form=propose']) {
      const { page, faults } = await openPage(query, { viewport: { width, height: 900 }, colorScheme })
      await page.getByTestId(/^(offer-detail|offer-form|proposal-form)$/).waitFor(PATIENCE)
      await settled({ page, faults })
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await axeFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    }
  })
})
