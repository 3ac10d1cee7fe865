import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { Household, PDL } from '../../../test/exported-household.js'
import { PLAIN_KEY } from '../../../test/fakes/jeedom.js'
import type { JeedomHouse } from '../../../test/fakes/jeedom-house.js'
import { aJeedomHouse } from '../../../test/fakes/jeedom-house.js'
import { toDay } from '../../core/index.js'
import type { OptionValues } from '../exporter.js'
import { equipmentIdOf } from './catalogue.js'

const OURS = equipmentIdOf(PDL)
const EVER = { from: toDay('2026-03-01'), to: toDay('2026-05-01') }

let house: JeedomHouse
const open = async (options: OptionValues = {}) => {
  house = await aJeedomHouse(new Household({ range: { from: '2026-03-30', to: '2026-04-01' } }), options)
  house.noteAll()
}
beforeEach(() => open())
afterEach(() => house.close())

const check = (options = house.options) => house.exporter.check(options, new AbortController().signal)
const command = (name: string) => house.fake.command(OURS, name)
/** As a person does on the page of the equipment. */
const saveByHand = (id: string | undefined, cmd: readonly object[], more: object = {}) =>
  house.fake.store.save({ ...(id === undefined ? {} : { id }), eqType_name: 'virtual', cmd, ...more }, true)
const thereAndMine = (...mine: readonly object[]) => {
  const { id } = house.fake.equipment(OURS)
  const there = house.fake.store.commandsOf(id).map((one) => ({ id: one.id }))
  return saveByHand(id, [...mine, ...there])
}

describe('commands of a person', () => {
  it('never loses nor changes one when it adds its own', async () => {
    await house.courier.deliver()
    thereAndMine({
      name: 'Historique consommation jour bis',
      type: 'action',
      configuration: { infoName: '#12#' },
    })
    const mine = house.fake.command(OURS, '')
    const before = structuredClone({ ...mine })
    const gone = command('consumption_day')
    house.fake.store.commands.delete(gone.id)
    thereAndMine()
    before.attributes.order = mine.attributes.order
    await house.courier.deliver()
    expect(house.fake.store.commands.get(mine.id)).toEqual(before)
    expect(command('consumption_day').id).not.toBe(gone.id)
  })

  it('makes a command again that was deleted, under a name that is free, with all its history', async () => {
    await house.courier.deliver()
    const gone = command('consumption_day')
    house.fake.store.commands.delete(gone.id)
    thereAndMine({ name: gone.attributes.name, type: 'info', subType: 'string' })
    await house.courier.deliver()
    expect(command('consumption_day').attributes.name).toBe('Historique consommation jour (Linky Local)')
    expect([...command('consumption_day').live]).toEqual([...gone.live])
  })

  it('keeps the names and rooms that a person gave', async () => {
    await house.courier.deliver()
    const { attributes } = house.fake.equipment(OURS)
    Object.assign(attributes, { name: 'Compteur', object_id: 3 })
    command('consumption_day').attributes.name = 'Ma conso'
    house.fake.store.commands.delete(command('status').id)
    await house.courier.deliver()
    expect(attributes).toMatchObject({ name: 'Compteur', object_id: 3 })
    expect(command('consumption_day').attributes.name).toBe('Ma conso')
    expect(command('status').value).toBe('OK')
  })

  it('leaves it when ours are purged', async () => {
    await house.courier.deliver()
    thereAndMine({ name: 'Mienne', type: 'info', subType: 'string' })
    const { records } = await house.exporter.purge(house.courier.delivery())
    const left = house.fake.store.commandsOf(house.fake.equipment(OURS).id)
    expect(left.map(({ attributes }) => attributes.name)).toEqual(['Mienne'])
    expect(records).toBeGreaterThan(20)
  })
})

describe('commands that would keep nothing', () => {
  beforeEach(() => house.courier.deliver())

  it.each([
    ['is not historized', { isHistorized: '0' }, {}],
    ['smoothing mode', {}, { historizeMode: 'avg' }],
    ['subtype is binary', { subType: 'binary' }, {}],
    ['formula', {}, { calculValueOffset: '#value# / 1000' }],
    ['limits would cut', {}, { maxValue: 1000 }],
    ['denies the value', {}, { denyValues: '9000;4321' }],
  ])('sends them nothing and says why: %s', async (words, attributes, configuration) => {
    Object.assign(command('consumption_day').attributes, attributes)
    Object.assign(command('consumption_day').configuration, configuration)
    const before = [...command('consumption_day').live]
    house.household.setDay('CONSUMPTION', toDay('2026-03-31'), 4321)
    house.household.setDay('PRODUCTION', toDay('2026-03-31'), 1234)
    for (const direction of ['CONSUMPTION', 'PRODUCTION'] as const)
      house.courier.note(house.household.changesOf(direction, [toDay('2026-03-31')], [`${direction}_DAILY`]))
    await expect(house.courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      retry: 'later',
      message: expect.stringContaining(words) as string,
    })
    expect([...command('consumption_day').live]).toEqual(before)
    expect(command('production_day').live.get('2026-03-31 00:00:00')).toBe('1234')
    expect(house.courier.pending()).toMatchObject([{ dataset: 'CONSUMPTION_DAILY' }])
    await house.exporter.install(house.courier.delivery())
    await house.courier.deliver()
    expect(command('consumption_day').live.get('2026-03-31 00:00:00')).toBe('4321')
    expect(house.courier.pending()).toEqual([])
  })

  it('finds them by a check, and warns of what may cut values one day', async () => {
    command('consumption_curve').configuration.maxValue = 3000
    command('consumption_curve').configuration.historyPurge = '-1 year'
    const warned = (await check()).find(({ protocol }) => protocol === 'commands')?.outcome
    expect(warned).toMatchObject({
      warnings: [
        { message: expect.stringContaining('limits may cut') as string },
        { message: expect.stringContaining('-1 year') as string },
      ],
    })
    command('consumption_curve').attributes.isHistorized = '0'
    const failed = (await check()).find(({ protocol }) => protocol === 'commands')?.outcome
    expect(failed).toMatchObject({ code: 'PEER_UNSUPPORTED' })
  })

  it('asks to enable an equipment that somebody disabled', async () => {
    house.fake.equipment(OURS).attributes.isEnable = '0'
    await expect(house.courier.deliver()).rejects.toMatchObject({
      code: 'PEER_UNSUPPORTED',
      message: expect.stringContaining('enable it') as string,
    })
  })
})

describe('a plain key, and commands named by hand', () => {
  const info = { type: 'info', subType: 'numeric', isHistorized: 1 }
  const exact = { configuration: { historizeMode: 'none' } }

  const openMapped = async (day: object = exact) => {
    await house.close()
    await open()
    const { id } = saveByHand(
      undefined,
      [
        { ...info, ...day, name: 'Conso', logicalId: 'mine' },
        { type: 'info', subType: 'string', name: 'Couleur', logicalId: 'color' },
      ],
      { name: 'Mon virtuel', logicalId: 'mine', isEnable: 1 },
    )
    const [conso, color] = house.fake.store.commandsOf(id)
    const { fake } = house
    await house.close()
    house = await aJeedomHouse(
      house.household,
      {
        apiKey: PLAIN_KEY,
        commandsFrom: 'MAP',
        commands: { consumption_day: `#${conso?.id ?? ''}#`, [`${PDL}/tempo_today`]: color?.id ?? '' },
      },
      fake,
    )
    house.noteAll()
    return { conso, color }
  }

  it('sends to those alone, and reads them back', async () => {
    const { conso, color } = await openMapped()
    expect((await check()).map(({ outcome }) => outcome)).not.toContainEqual(
      expect.objectContaining({ code: expect.anything() as string }),
    )
    await house.courier.deliver()
    expect([...(conso?.live ?? [])]).toHaveLength(5)
    expect(conso?.collectDate).toBe('2026-03-31 00:00:00')
    expect(color?.value).toBe('UNKNOWN')
    expect(house.courier.pending()).toEqual([])
    expect(await house.exporter.verify(house.courier.delivery(), EVER)).toMatchObject({
      compared: 5,
      differences: [],
    })
    expect(house.fake.calls).not.toContain('eqLogic::save')
  })

  it('refuses one that smooths: a value sent again would be averaged with the former', async () => {
    await openMapped({})
    const failed = (await check()).find(({ protocol }) => protocol === 'commands')?.outcome
    expect(failed).toMatchObject({
      code: 'PEER_UNSUPPORTED',
      message: expect.stringContaining('smoothing mode') as string,
    })
  })

  it('cannot create: it says which key can, or how to do without', async () => {
    await house.close()
    await open({ apiKey: PLAIN_KEY })
    await expect(house.courier.deliver()).rejects.toMatchObject({
      code: 'PEER_REFUSED',
      message: expect.stringContaining('administrator') as string,
    })
  })

  it('names the option when a name or a number is none', async () => {
    const wrong: Record<string, string>[] = [{ consumption: '12' }, { consumption_day: 'twelve' }, {}]
    for (const commands of wrong) {
      const failure: unknown = await house.exporter
        .preview(
          { options: { ...house.options, commandsFrom: 'MAP', commands }, source: house.household },
          [],
          1,
        )
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'options.commands' }] })
    }
  })
})
