import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProduct, type Product } from './harness'

let product: Product

beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

it('says that the server is gone, and comes back by itself', async () => {
  const { page } = await product.open('/welcome')
  await page.getByRole('heading', { name: 'Reliez votre compteur' }).waitFor()

  await product.stopServer()
  await page.getByTestId('connection-lost').waitFor({ timeout: 20_000 })
  expect(await page.getByTestId('connection-lost').innerText()).toContain('Le serveur ne répond plus.')

  await page.getByLabel('Jeton client').fill(product.clientSecret)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByText('Rien n’a été enregistré').waitFor()

  await product.startServer()
  await page.getByTestId('connection-lost').waitFor({ state: 'detached', timeout: 20_000 })
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { name: 'Votre historique arrive' }).waitFor({ timeout: 20_000 })
  await page.getByTestId('series').first().waitFor({ timeout: 20_000 })
})
