import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, remembered, sidewaysScroll, startProduct, type Product } from './harness'
import { idle } from './synced'

const WAIT = { timeout: 60_000 }
const FLAT = '01226049119901'
const OTHERS = ['01226049119902', '01226049119903', '01226049119904', '01226049119905']
/** Its holder never asked Enedis for the half-hours. */
const STUDIO = '01226049119999'
let product: Product
let page: Page

const shown = (text: string | RegExp) => page.locator('main').getByText(text).first().waitFor(WAIT)
const order = (mutation: string) => product.graphql(`mutation { ${mutation} { __typename } }`)
const credentials = (secret: string) => order(`setCredentials(clientSecret: ${JSON.stringify(secret)})`)

/** A sync under this fault, then the home page. */
async function underFault(fault: object, scope: object = {}): Promise<void> {
  await product.simulate('POST', 'faults', { fault, ...scope })
  await order('startSync')
  await idle(product)
  await page.goto(`${product.url}/dashboard?pdl=${FLAT}`)
}
async function healed(): Promise<void> {
  await product.simulate('DELETE', 'faults')
}
/** The state is told accessibly, whole on a phone, and the figures that are held stay. */
async function sound({ held = true } = {}): Promise<void> {
  if (held) await page.getByTestId('yesterday-figure').or(page.getByTestId('waiting')).first().waitFor(WAIT)
  expect(await axeFaults(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  // Charts take their new width a frame after the window.
  await expect.poll(() => sidewaysScroll(page)).toBe(0)
  if (size) await page.setViewportSize(size)
}

beforeAll(async () => {
  product = await startProduct()
  for (const pdl of OTHERS) await product.simulate('DELETE', `usage-points/${pdl}`)
  await product.simulate('POST', 'usage-points', { pdl: STUDIO, name: 'Studio', loadCurve: false })
  page = (await product.open('/')).page
})
afterAll(() => product.stop())

describe('before anything is held', () => {
  it('first run: asks for the credentials, and says where they are', async () => {
    await shown('Reliez votre compteur')
    await page.getByLabel('Jeton client').waitFor(WAIT)
    expect(await page.getByLabel('Jeton client').getAttribute('aria-invalid')).not.toBe('true')
    await sound({ held: false })
  })

  it('first import: says that the history comes, and that the page may be closed', async () => {
    await product.simulate('POST', 'faults', { fault: { kind: 'slow', delayMs: 1500 }, on: '/enedis/**' })
    await credentials(product.clientSecret)
    await page.goto(product.url)
    await shown('Votre historique arrive')
    await page.getByTestId('series').first().waitFor(WAIT)
    await sound({ held: false })
    await healed()
    await idle(product)
  })
})

describe('once figures are held', () => {
  it('no load curve: says that the collection is off, with the steps that enable it', async () => {
    await page.goto(`${product.url}/dashboard?pdl=${STUDIO}`)
    const waiting = page.getByTestId('yesterday').getByTestId('waiting')
    await waiting.waitFor(WAIT)
    expect(await waiting.innerText()).toContain('Pas encore de courbe par demi-heure')
    expect(await waiting.getByRole('listitem').count()).toBe(3)
    expect(await waiting.getByRole('link', { name: 'Ouvrir l’espace Enedis' }).getAttribute('href')).toBe(
      'https://mon-compte-particulier.enedis.fr/',
    )
    await sound()
  })

  it('gateway down: says so, when it is tried again, and keeps the figures', async () => {
    await product.travel('2026-03-13T10:30:00+01:00')
    await underFault({ kind: 'http', status: 503 })
    await shown(/La passerelle (ne répond pas|a répondu par une erreur)\./)
    await shown(/Vos données restent affichées\. (Nouvel essai|L’essai suivant est automatique)/)
    await sound()
    await healed()
  })

  it('credentials rejected: says that the token is refused, and leads to its replacement', async () => {
    const { clientSecret } = (await product.simulate('POST', 'secret')) as { clientSecret: string }
    await order('startSync')
    await idle(product)
    await page.goto(`${product.url}/dashboard?pdl=${FLAT}`)
    await shown('La passerelle refuse ce jeton.')
    await page.getByRole('link', { name: 'Remplacer les identifiants' }).waitFor(WAIT)
    await sound()
    await credentials(clientSecret)
    await idle(product)
  })

  it('quota exhausted: says until when', async () => {
    await product.travel('2026-03-14T10:30:00+01:00')
    await underFault({ kind: 'quota-exhausted' }, { on: '/enedis/**' })
    await shown('Les appels du jour sont épuisés.')
    await shown(/Retour demain à 1\u00a0h\./)
    await sound()
    await healed()
  })

  it('consent expired: says that it must be renewed, and that the history stays', async () => {
    await product.travel('2026-03-15T10:30:00+01:00')
    await product.simulate('PUT', `usage-points/${FLAT}`, { consent: false })
    await order('startSync')
    await idle(product)
    await page.goto(`${product.url}/dashboard?pdl=${FLAT}`)
    await shown(/Le consentement manque ou a expiré/)
    await shown(/Renouvelez-le sur la passerelle pour recevoir la suite\u00a0; l’historique reste ici\./)
    await sound()
    await product.simulate('PUT', `usage-points/${FLAT}`, { consent: true })
  })

  it('server restarted: says that it is away, then follows again', async () => {
    await product.stopServer()
    const lost = page.getByTestId('connection-lost')
    await lost.waitFor(WAIT)
    expect(await lost.innerText()).toMatch(/^Le serveur ne répond plus\..* La page se reconnecte seule/)
    await sound()
    await product.startServer()
    await lost.waitFor({ state: 'detached', ...WAIT })
  })

  it('database down: says so, and what to look at', async () => {
    await page.goto(`${product.url}/dashboard?pdl=${FLAT}`)
    await remembered(page, 'Yesterday')
    await product.stopDatabase()
    await page.reload()
    await shown('La base de données ne répond pas.')
    await shown('Vérifiez que le disque n’est pas plein, puis redémarrez Linky Local.')
    await sound()
  })
})
