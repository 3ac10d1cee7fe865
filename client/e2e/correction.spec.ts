import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { axeFaults, sidewaysScroll, startProduct, type Product, type Watched } from './harness'
import { synced } from './synced'

const HOUSE = '01226049119902'
const DAY = '2026-03-02'
const WAIT = { timeout: 60_000, interval: 200 }

let product: Product
beforeAll(async () => {
  product = await startProduct()
  await synced(product)
})
afterAll(() => product.stop())

interface Total {
  energyWh: number | null
  origin: string | null
}
async function told(): Promise<Total> {
  const { consumption } = await product.graphql<{ consumption: { total: Total } }>(
    `{ consumption(pdl: "${HOUSE}", from: "${DAY}", to: "2026-03-03") { total { energyWh origin } } }`,
  )
  return consumption.total
}

async function openDay(): Promise<Watched> {
  const watched = await product.open(`/consumption?pdl=${HOUSE}&day=${DAY}`)
  await watched.page.getByTestId('day-origin').waitFor({ timeout: 60_000 })
  return watched
}

it('corrects a day that no sync overwrites, says so, and gives the old value back', async () => {
  const before = await told()
  expect(before.origin).toBe('GATEWAY')
  const { page, faults } = await openDay()
  const panel = page.getByTestId('corrections')
  const shown = () => panel.getByTestId('day-value').innerText()
  const first = await shown()
  expect(await panel.getByTestId('day-origin').innerText()).toBe('relevé d’Enedis')

  await panel.getByRole('button', { name: 'Corriger' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('Donnez un nombre positif').waitFor()
  await dialog.getByLabel('Énergie du jour').fill('12,345')
  await dialog.getByLabel('Pourquoi').fill('Compteur remplacé')
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await vi.waitFor(async () => expect(await shown()).toBe('12,345\u00a0kWh'), WAIT)
  expect(await panel.getByTestId('day-origin').innerText()).toBe('corrigé à la main')
  expect(await panel.innerText()).toContain('Compteur remplacé')
  expect(await told()).toEqual({ energyWh: 12_345, origin: 'MANUAL' })

  await product.graphql(
    `mutation { ensureRange(pdl: "${HOUSE}", dataset: CONSUMPTION_DAILY, from: "2026-02-20", to: "2026-03-10") { __typename } }`,
  )
  await synced(product)
  expect(await told()).toEqual({ energyWh: 12_345, origin: 'MANUAL' })

  await panel.getByRole('button', { name: 'Annuler la correction' }).click()
  await vi.waitFor(async () => expect(await shown()).toBe(first), WAIT)
  expect(await told()).toEqual(before)
  expect(await panel.getByRole('button', { name: 'Annuler la correction' }).count()).toBe(0)
  expect(await sidewaysScroll(page)).toBe(0)
  expect(faults).toEqual([])
})

it('erases a half-hour, which is then a hole and not a zero', async () => {
  const { page, faults } = await openDay()
  const panel = page.getByTestId('corrections')
  await panel.getByRole('button', { name: 'Corriger' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Une demi-heure').click()
  await dialog.getByLabel('Début de l’intervalle').selectOption('20')
  await dialog.getByLabel('Effacer cette valeur').check()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await panel.getByText('1 intervalle corrigé à la main').waitFor({ timeout: 60_000 })
  const curve = async () =>
    (
      await product.graphql<{ loadCurve: { days: { watts: (number | null)[] }[] } }>(
        `{ loadCurve(pdl: "${HOUSE}", from: "${DAY}", to: "2026-03-03") { days { watts } } }`,
      )
    ).loadCurve.days[0]?.watts
  expect((await curve())?.[20]).toBeNull()
  await panel.getByRole('button', { name: 'Annuler la correction' }).click()
  await vi.waitFor(async () => expect((await curve())?.[20]).toBeTypeOf('number'), WAIT)
  expect(faults).toEqual([])
})

it('fits a phone, in the dark', async () => {
  const { page, faults } = await product.open(`/consumption?pdl=${HOUSE}&day=${DAY}`, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  })
  await page.getByTestId('day-origin').waitFor({ timeout: 60_000 })
  await page.getByTestId('corrections').getByRole('button', { name: 'Corriger' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await axeFaults(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  expect(faults).toEqual([])
})
