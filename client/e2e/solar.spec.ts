import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatNumber } from '../src/format/number'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { brokerMissing, startBroker, type Broker } from './mosquitto'
import { synced } from './synced'

const patience = { timeout: 60_000 }
const HOME = '01226049119902'
const TOPIC = 'tele/solaire/SENSOR'

let product: Product
let broker: Broker
let desk: Watched

if (brokerMissing) console.warn(`Skipped: ${brokerMissing}`)

describe.skipIf(brokerMissing !== null)('true production, from a real broker', () => {
  const panel = () => desk.page.getByTestId('solar')
  const status = () => panel().getByTestId('solar-status')
  const save = () => panel().getByRole('button', { name: 'Enregistrer la mesure' }).click()

  beforeAll(async () => {
    broker = await startBroker()
    product = await startProduct()
    await synced(product)
    desk = await product.open(`/bilan?pdl=${HOME}`)
  })
  afterAll(async () => {
    await product.stop()
    await broker.stop()
  })

  it('is one step from the page that misses it', async () => {
    const { page } = desk
    await page.getByTestId('home-balance').getByRole('link', { name: 'Déclarer une mesure' }).click(patience)
    await status().getByText('Aucune mesure n’est déclarée.').waitFor(patience)
    expect(new URL(page.url()).pathname).toBe('/settings')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('solar')
    expect(await panel().getByLabel('Compteur du logement').inputValue()).toBe(HOME)
  })

  it('says at each field what is missing or wrong', async () => {
    const { page } = desk
    await save()
    await expect.poll(() => panel().getByText('Nécessaire pour écouter.').count(), patience).toBe(2)
    const address = panel().getByLabel('Adresse du broker')
    expect(await address.getAttribute('aria-invalid')).toBe('true')
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).name), patience)
      .toBe('solar-brokerUrl')
    expect(await axeFaults(page)).toEqual([])
    await address.fill('http://broker.lan')
    await panel().getByLabel('Topic').fill('tele/+/SENSOR')
    await panel().getByLabel('Chemin du nombre').fill('ENERGY..')
    await save()
    await panel().getByText('Une adresse comme mqtt://broker.lan:1883').waitFor(patience)
    await panel().getByText('Un chemin comme ENERGY.Total').waitFor(patience)
    expect(await panel().getByLabel('Topic').getAttribute('aria-invalid')).toBe('true')
  })

  it('tells that the broker refuses the password', async () => {
    await panel().getByLabel('Adresse du broker').fill(broker.url)
    await panel().getByLabel('Utilisateur').fill(broker.user)
    await panel().getByLabel('Mot de passe').fill('wrong')
    await panel().getByLabel('Topic').fill(TOPIC)
    await panel().getByLabel('Chemin du nombre').fill('ENERGY.Power')
    await save()
    await status().getByText('Le broker refuse l’utilisateur').waitFor(patience)
    await panel().getByText('Enregistré', { exact: true }).waitFor(patience)
    expect(await axeFaults(desk.page)).toEqual([])
  })

  it('listens once the password is replaced, and shows the value heard', async () => {
    await panel().getByRole('button', { name: 'Remplacer : Mot de passe' }).click()
    await panel().getByLabel('Mot de passe').fill(broker.password)
    await save()
    await status().getByText('À l’écoute.').waitFor(patience)
    await status().getByText('Aucune valeur reçue pour l’instant.').waitFor(patience)
    await broker.publish(TOPIC, JSON.stringify({ ENERGY: { Power: 1234 } }))
    const value = `Dernière valeur reçue : ${formatNumber(1234, 'fr')} W`
    await expect
      .poll(async () => (await status().innerText()).replaceAll('\u00a0', ' '), patience)
      .toContain(value)
    expect(await status().innerText()).toMatch(/à l’instant|il y a/)
    expect(await desk.page.content()).not.toContain(broker.password)
    expect(await axeFaults(desk.page)).toEqual([])
  })

  it('says when a message holds no number there, without touching what is typed', async () => {
    await panel().getByLabel('Chemin du nombre').fill('ENERGY.Total')
    await broker.publish(TOPIC, 'bonjour')
    await status().getByText('Le dernier message ne contient pas de nombre').waitFor(patience)
    expect(await panel().getByLabel('Chemin du nombre').inputValue()).toBe('ENERGY.Total')
  })

  const cases = (['light', 'dark'] as const).flatMap((theme) =>
    [360, 1440].map((width) => [theme, width] as const),
  )
  it.each(cases)('is accessible and whole, %s, %s wide', async (colorScheme, width) => {
    const viewport = { width, height: 900 }
    const { page, faults } = await product.open('/settings#solar', { colorScheme, viewport })
    await page.getByTestId('solar').getByLabel('Topic').waitFor(patience)
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0)
    if (process.env.SHOTS)
      await page.getByTestId('solar').screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}.png` })
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('is switched off without being forgotten', async () => {
    await panel().getByRole('switch', { name: 'Écouter cette mesure' }).click()
    await save()
    await status().getByText('Éteint : rien n’est reçu.').waitFor(patience)
    expect(
      await product.graphql('{ solarSource { enabled pdl topic jsonPath unit state hasPassword } }'),
    ).toEqual({
      solarSource: {
        enabled: false,
        pdl: HOME,
        topic: TOPIC,
        jsonPath: 'ENERGY.Total',
        unit: 'W',
        state: 'OFF',
        hasPassword: true,
      },
    })
    expect(desk.faults).toEqual([])
  })
})
