import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { MarketService } from './market.service.js'

const FIELDS = `id state unread priceSheetUrl providerWebsite description replacesOfferId json
  offers { provider name type subscribedPowerKva warnings { rule }
    versions { from subscriptionEurPerMonth prices { bucket eurPerKwh } } }
  messages { own text } problem { code message detail }`
const SAVE = `mutation ($input: ContributionInput!, $send: Boolean!) {
  saveContribution(input: $input, send: $send) {
    __typename ... on Contribution { ${FIELDS} } ... on Problem { code fields { path rule } } } }`
const REPLY = `mutation ($id: ID!, $message: String!) { replyToContribution(id: $id, message: $message) {
  __typename ... on Contribution { ${FIELDS} } ... on Problem { code detail fields { path rule } } } }`
const SHEET = 'https://example.org/grille.pdf'

interface Answer {
  __typename: 'Contribution' | 'Problem'
  id: string
  state: string
  unread: boolean
  json: string
  replacesOfferId: string | null
  messages: { own: boolean; text: string }[]
  offers: { name: string; subscribedPowerKva: number }[]
  problem: { code: string; message: string; detail: string | null } | null
  code: string
  fields: { path: string; rule: string }[]
}

let house: House
beforeEach(async () => {
  house = await openHouse({ now: '2026-03-10T09:10:00+01:00' })
})
afterEach(() => house.close())

const anOffer = (fields: object = {}) => ({
  provider: 'Énergie Exemple',
  name: 'Équilibre',
  type: 'BASE',
  subscribedPowerKva: 6,
  versions: [
    { from: '2026-02-01', subscriptionEurPerMonth: 15.5, prices: [{ bucket: 'BASE', eurPerKwh: 0.19 }] },
  ],
  ...fields,
})
const save = async (input: object, send: boolean) =>
  (await house.ask<{ saveContribution: Answer }>(SAVE, { input, send })).saveContribution
const sendOne = (fields: object = {}) => save({ offers: [anOffer()], priceSheetUrl: SHEET, ...fields }, true)
const reply = async (id: string, message: string) =>
  (await house.ask<{ replyToContribution: Answer }>(REPLY, { id, message })).replyToContribution
const list = async () =>
  (await house.ask<{ contributions: Answer[] }>(`{ contributions { ${FIELDS} } }`)).contributions
const remove = (id: string) => house.ask(`mutation ($id: ID!) { deleteContribution(id: $id) }`, { id })
const listLater = (minutes: number) => {
  house.setClock(`2026-03-10T10:${String(minutes).padStart(2, '0')}:00+01:00`)
  return list()
}
const atGateway = () => house.simulator.contributions.all
const posts = () =>
  house.simulator.calls.all.filter(({ route, method }) => method === 'POST' && route === '/energy/contribute')
    .length

describe('a draft', () => {
  it('is kept as it is, changes, is ready to paste, and goes away; the gateway hears nothing of it', async () => {
    const draft = await save({ offers: [anOffer({ name: '' })] }, false)
    expect(draft).toMatchObject({ state: 'DRAFT', problem: null, offers: [{ subscribedPowerKva: 6 }] })
    const changed = await save({ id: draft.id, offers: [anOffer()], description: ' Relevé ' }, false)
    expect(changed).toMatchObject({ id: draft.id, state: 'DRAFT', description: 'Relevé' })
    expect(JSON.parse(changed.json)).toMatchObject({
      offer_name: 'Équilibre',
      provider_name: 'Énergie Exemple',
      power_variants: [{ power_kva: 6, subscription_price: 15.5, base_price: 0.19 }],
    })
    expect(atGateway()).toEqual([])
    await remove(draft.id)
    expect(await list()).toEqual([])
    await expect(remove(draft.id)).rejects.toThrow('NOT_FOUND')
    await expect(save({ id: 'x', offers: [] }, false)).rejects.toThrow('NOT_FOUND')
  })

  it('is not sent, nor kept, while a field is wrong: each is named', async () => {
    const answer = await save({ offers: [anOffer({ subscribedPowerKva: null, provider: 'Neuf' })] }, true)
    expect(answer).toEqual({
      __typename: 'Problem',
      code: 'INVALID_INPUT',
      fields: [
        { path: 'priceSheetUrl', rule: 'required' },
        { path: 'providerWebsite', rule: 'required' },
        { path: 'offers.0.subscribedPowerKva', rule: 'required' },
      ],
    })
    expect([await list(), posts()]).toEqual([[], 0])
  })
})

describe('a proposal', () => {
  it('is sent under the id of its supplier, followed, talked about, and approved', async () => {
    const sent = await sendOne()
    expect(sent).toMatchObject({ state: 'PENDING', problem: null, messages: [] })
    const [theirs] = atGateway()
    expect(theirs?.form).toMatchObject({
      contribution_type: 'NEW_OFFER',
      valid_from: '2026-02-01T00:00:00+01:00',
      power_variants: [{ power_kva: 6, subscription_price: 15.5, base_price: 0.19 }],
    })
    expect(theirs?.form.existing_provider_id).toEqual(expect.any(String))

    house.simulator.contributions.ask(theirs!.id, 'Depuis quand ?')
    expect(await listLater(2)).toMatchObject([
      { id: sent.id, unread: true, messages: [{ own: false, text: 'Depuis quand ?' }] },
    ])
    expect(await reply(sent.id, ' ')).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'message', rule: 'required' }],
    })
    expect(await reply(sent.id, 'Février.')).toMatchObject({
      unread: false,
      messages: [{ own: false }, { own: true, text: 'Février.' }],
    })
    house.simulator.contributions.review(theirs!.id, 'approved', 'Merci')
    expect(await listLater(4)).toMatchObject([
      { state: 'APPROVED', messages: [{ own: false }, { own: true }, { own: false, text: 'Merci' }] },
    ])
    expect(await save({ id: sent.id, offers: [anOffer()] }, false)).toMatchObject({ code: 'CONFLICT' })
    await expect(remove(sent.id)).rejects.toThrow('CONFLICT')
    expect(await reply(sent.id, 'De rien')).toMatchObject({ __typename: 'Problem', code: 'INVALID_INPUT' })
  })

  it('rejected, is changed here, sent again as the same one, then withdrawn', async () => {
    const sent = await sendOne()
    const [theirs] = atGateway()
    house.simulator.contributions.review(theirs!.id, 'rejected', 'Illisible')
    expect(await listLater(2)).toMatchObject([{ state: 'REJECTED', messages: [{ text: 'Illisible' }] }])
    const input = { id: sent.id, offers: [anOffer({ name: 'Équilibre +' })], priceSheetUrl: SHEET }
    expect(await save(input, false)).toMatchObject({ state: 'DRAFT' })
    expect(await listLater(4)).toMatchObject([{ state: 'DRAFT', offers: [{ name: 'Équilibre +' }] }])
    expect(await save(input, true)).toMatchObject({ state: 'PENDING', id: sent.id })
    expect(atGateway()).toMatchObject([{ status: 'pending', form: { offer_name: 'Équilibre +' } }])
    await remove(sent.id)
    expect([atGateway(), await listLater(6)]).toEqual([[], []])
  })

  it('of new prices names the offer that it replaces, in the form that keeps them', async () => {
    await house.app.get(MarketService).refresh({ mode: 'manual' })
    const { offers } = await house.ask<{ offers: { id: string; name: string; provider: string }[] }>(
      `{ offers(filter: { types: ["BASE"], subscribedPowerKva: 6, origins: [GATEWAY] }) { id name provider } }`,
    )
    const { id: replacesOfferId, name, provider } = offers[0]!
    const sent = await sendOne({ replacesOfferId, offers: [anOffer({ name, provider })] })
    expect(sent).toMatchObject({ state: 'PENDING', replacesOfferId })
    expect(atGateway()[0]?.form).toMatchObject({
      contribution_type: 'UPDATE_OFFER',
      existing_offer_id: expect.any(String),
      power_kva: 6,
      pricing_data: { subscription_price: 15.5, base_price: 0.19 },
    })
    await house.sql('delete from contribution')
    expect(await listLater(2)).toMatchObject([{ replacesOfferId, offers: [{ name, subscribedPowerKva: 6 }] }])
  })
})

describe('a refusal', () => {
  it('leaves the draft with its problem, and the draft can be sent again', async () => {
    house.simulator.faults.add({ kind: 'http', status: 401 }, { on: '/energy/contribute', next: 1 })
    const refused = await sendOne()
    expect(refused).toMatchObject({ state: 'DRAFT', problem: { code: 'CREDENTIALS_REJECTED' } })
    expect(await save({ id: refused.id, offers: [anOffer()], priceSheetUrl: SHEET }, true)).toMatchObject({
      id: refused.id,
      state: 'PENDING',
      problem: null,
    })
    expect(await list()).toHaveLength(1)
  })

  it('under a success (201) is one, in the words of the gateway', async () => {
    house.simulator.contributions.refuseNext('MISSING_FIELD', 'Le lien est obligatoire')
    const refused = await sendOne()
    expect(refused).toMatchObject({
      state: 'DRAFT',
      problem: { code: 'INVALID_INPUT', detail: 'MISSING_FIELD: Le lien est obligatoire' },
    })
    expect([await listLater(2), atGateway()]).toMatchObject([[{ id: refused.id, state: 'DRAFT' }], []])
  })

  it('because the gateway has it no more leaves a draft that is sent as a new one', async () => {
    const sent = await sendOne()
    house.simulator.contributions.remove(atGateway()[0]!)
    const input = { id: sent.id, offers: [anOffer()], priceSheetUrl: SHEET }
    expect(await save(input, true)).toMatchObject({ state: 'DRAFT', problem: { code: 'NOT_FOUND' } })
    expect(await save(input, true)).toMatchObject({ state: 'PENDING', problem: null })
    expect(atGateway()).toHaveLength(1)
  })

  it('by all that the gateway answers takes nothing away: what is known is told', async () => {
    const sent = await sendOne()
    house.simulator.faults.add({ kind: 'http', status: 503 }, { on: '/energy/**' })
    expect(await listLater(2)).toMatchObject([{ id: sent.id, state: 'PENDING' }])
    await expect(remove(sent.id)).rejects.toThrow('GATEWAY_FAILED')
    expect(await list()).toHaveLength(1)
  })
})

describe('an answer that is lost', () => {
  it('leaves a draft in doubt; sent again, it is found in the list and not sent twice', async () => {
    house.simulator.faults.add({ kind: 'truncated' }, { on: '/energy/contribute', next: 1 })
    const lost = await sendOne()
    expect(lost).toMatchObject({ state: 'DRAFT', problem: { code: 'GATEWAY_UNREACHABLE' } })
    expect(atGateway()).toHaveLength(1)
    const again = await save({ id: lost.id, offers: [anOffer()], priceSheetUrl: SHEET }, true)
    expect(again).toMatchObject({ id: lost.id, state: 'PENDING', problem: null })
    expect([posts(), atGateway().length, (await list()).length]).toEqual([1, 1, 1])
  })

  it('is made good by the next look at the list', async () => {
    house.simulator.faults.add({ kind: 'truncated' }, { on: '/energy/contribute', next: 1 })
    const lost = await sendOne()
    expect(await listLater(2)).toMatchObject([{ id: lost.id, state: 'PENDING', problem: null }])
  })

  it('before anything arrived, is sent', async () => {
    house.simulator.faults.add({ kind: 'reset' }, { on: '/energy/contribute', next: 1 })
    const lost = await sendOne()
    expect([lost.state, atGateway().length]).toEqual(['DRAFT', 0])
    expect(await save({ id: lost.id, offers: [anOffer()], priceSheetUrl: SHEET }, true)).toMatchObject({
      state: 'PENDING',
    })
    expect(atGateway()).toHaveLength(1)
  })
})

it('what was proposed from elsewhere is listed, and the list is asked once a minute at most', async () => {
  house.simulator.contributions.add({
    offer_name: 'Ailleurs',
    offer_type: 'HC_HP',
    provider_name: 'Neuf',
    provider_website: 'https://neuf.example',
    price_sheet_url: SHEET,
    hc_schedules: { saturday: '12:00-14:00' },
    power_variants: [{ power_kva: 9, subscription_price: 19.39, hc_price: 0.1696, hp_price: 0.2146 }],
    valid_from: '2026-02-01',
  })
  const asked = () =>
    house.simulator.calls.all.filter(({ route }) => route === '/energy/contributions').length
  const [found] = await list()
  expect(found).toMatchObject({
    state: 'PENDING',
    priceSheetUrl: SHEET,
    providerWebsite: 'https://neuf.example',
    offers: [
      {
        provider: 'Neuf',
        name: 'Ailleurs',
        type: 'HC_HP',
        subscribedPowerKva: 9,
        versions: [
          {
            from: '2026-02-01',
            subscriptionEurPerMonth: 19.39,
            prices: [
              { bucket: 'HC', eurPerKwh: 0.1696 },
              { bucket: 'HP', eurPerKwh: 0.2146 },
            ],
          },
        ],
      },
    ],
  })
  expect(JSON.parse(found!.json)).toMatchObject({ hc_schedules: { saturday: '12:00-14:00' } })
  await list()
  expect(asked()).toBe(1)
  await listLater(2)
  expect([asked(), (await list()).length]).toEqual([2, 1])
})
