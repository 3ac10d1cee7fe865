import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { Day } from '../../src/core/index.js'
import { daysOf, MaskingLogger, toDay } from '../../src/core/index.js'
import type { ExportKind, OptionValues } from '../../src/export/index.js'
import { FakeHomeAssistant, TOKEN } from '../fakes/home-assistant.js'
import { ADMIN_KEY, FakeJeedom } from '../fakes/jeedom.js'
import { FakeBroker } from '../fakes/mqtt-broker.js'
import { FakeVictoriaMetrics } from '../fakes/victoria-metrics.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { retainedAt } from '../mqtt-client.js'

const PDL = '01226049119901'
const SINCE = toDay('2026-03-16')
/** The spring change among them. */
const DAYS = daysOf({ from: toDay('2026-03-24'), to: toDay('2026-04-03') })
const BEARER = 'bearer-of-the-fake-7/é'
const HEADER = 'value-of-a-header-of-the-fake'
const BROKER_PASSWORD = 'pass word-7/é'
const SECRET_KEY = 'a key for the secrets of this house'
const SECRETS = [BEARER, HEADER, BROKER_PASSWORD, ADMIN_KEY, TOKEN, SECRET_KEY]
const BROKER_ACCOUNT = { username: 'linky', password: BROKER_PASSWORD }

/** Those that carry figures. */
type Kind = Exclude<ExportKind, 'WEBHOOK' | 'NTFY'>

/** A destination with all the troubles it can have. */
interface Place {
  readonly kind: Kind
  readonly options: OptionValues
  /** Without what tells the time of a sending. */
  state(): Promise<unknown>
  /** Nobody answers any more; or: after so many messages. */
  die(after: number): Promise<void>
  revive(): Promise<void>
  /** It takes questions and answers none. */
  stall(on: boolean): void
  /** It knows our token, key or password no more. */
  refuse?(on: boolean): void
  close(): Promise<void>
}

type Trouble = 'unreachable' | 'slow' | 'refusing' | 'restarting'

const CODES: Readonly<Record<Trouble, string>> = {
  unreachable: 'PEER_UNREACHABLE',
  slow: 'PEER_UNREACHABLE',
  refusing: 'PEER_REFUSED',
  restarting: 'PEER_UNREACHABLE',
}

/** Which trouble each destination has on which of the ten days, counted from 0; on the first and the last it has none. */
const PLAN: Readonly<Partial<Record<Kind, Readonly<Record<number, Trouble>>>>> = {
  VICTORIAMETRICS: {
    1: 'unreachable',
    2: 'unreachable',
    4: 'slow',
    5: 'refusing',
    6: 'refusing',
    8: 'restarting',
  },
  MQTT: { 1: 'slow', 3: 'unreachable', 4: 'unreachable', 6: 'restarting', 7: 'refusing', 8: 'refusing' },
  JEEDOM: { 2: 'refusing', 3: 'refusing', 4: 'restarting', 5: 'slow', 7: 'unreachable', 8: 'unreachable' },
  HOME_ASSISTANT: { 2: 'restarting', 3: 'slow', 5: 'unreachable', 6: 'unreachable' },
}

const opening: Readonly<Record<Kind, () => Promise<Place>>> = {
  VICTORIAMETRICS: async () => {
    const access = { authorization: `Bearer ${BEARER}` }
    const fake = await new FakeVictoriaMetrics(access).listen()
    return {
      kind: 'VICTORIAMETRICS',
      options: {
        url: fake.url,
        authentication: 'BEARER',
        token: BEARER,
        headers: { 'X-Scope': HEADER },
        timeoutSeconds: 1,
      },
      state: () => Promise.resolve(fake.state()),
      die: (after) => fake.dieAfter(after),
      revive: async () => {
        await fake.close()
        await fake.listen()
      },
      stall: (on) => {
        fake.stalls = on
      },
      refuse: (on) => {
        access.authorization = on ? 'Bearer another' : `Bearer ${BEARER}`
      },
      close: () => fake.close(),
    }
  },
  MQTT: async () => {
    const fake = await FakeBroker.create(BROKER_ACCOUNT)
    return {
      kind: 'MQTT',
      options: { broker: fake.url, ...BROKER_ACCOUNT, timeoutSeconds: 2 },
      state: async () => Object.fromEntries(await retainedAt(fake.url, BROKER_ACCOUNT)),
      die: async (after) => {
        fake.dieAfter(after)
      },
      revive: () => fake.revive(),
      stall: (on) => {
        fake.stalls = on
        // A line that answers no ping is cut long before the next day.
        if (!on) fake.dropAll()
      },
      refuse: (on) => {
        fake.refuses = on
        fake.dropAll()
      },
      close: () => fake.close(),
    }
  },
  JEEDOM: async () => {
    const fake = await new FakeJeedom().listen()
    return {
      kind: 'JEEDOM',
      options: { url: fake.url, apiKey: ADMIN_KEY, timeoutSeconds: 1, curveDays: 30 },
      state: () => Promise.resolve(fake.state()),
      die: (after) => fake.dieAfter(after),
      revive: async () => {
        await fake.close()
        await fake.listen()
      },
      stall: (on) => {
        fake.stalls = on
      },
      refuse: (on) => {
        fake.isShut = on
      },
      close: () => fake.close(),
    }
  },
  HOME_ASSISTANT: async () => {
    const fake = await FakeHomeAssistant.start()
    return {
      kind: 'HOME_ASSISTANT',
      options: { url: fake.url, token: TOKEN, answerSeconds: 1, readBackSeconds: 1 },
      state: async () => {
        await fake.recorder.settled()
        return {
          statistics: [...fake.recorder.statistics.keys()].sort().map((id) => [id, fake.recorder.sorted(id)]),
          states: Object.fromEntries(fake.states),
        }
      },
      die: async (after) => {
        fake.dieAfter(after)
      },
      revive: async () => {
        fake.revive()
      },
      stall: (on) => {
        fake.stalls = on
      },
      close: () => fake.close(),
    }
  },
}

/** To half a Wh: a sum in kWh is left as it is when it is wrong by less than 0.05 Wh. */
function about(state: unknown): unknown {
  if (typeof state === 'number' && !Number.isInteger(state)) return expect.closeTo(state, 3)
  if (Array.isArray(state)) return state.map(about)
  if (typeof state !== 'object' || state === null) return state
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, about(value)]))
}

interface Target {
  readonly id: string
  readonly kind: Kind
  readonly pending: number
  readonly health: string
  readonly lastRun: {
    readonly state: string
    readonly problem: { code: string } | null
  }
}

let house: House
let gatewaySecret: string
/** Everything that anybody was told: log lines, and answers over HTTP. */
let told: string[]
const places = new Map<Kind, Place>()
const ids = new Map<Kind, string>()

beforeEach(async () => {
  told = []
  house = await openHouse({
    now: `${DAYS[0] ?? ''}T09:10:00+01:00`,
    exporting: true,
    env: { SECRET_KEY, LOG_LEVEL: 'debug' },
    simulator: {
      households: [
        {
          pdl: PDL,
          name: 'Maison',
          subscribedPowerKva: 6,
          pricingOption: 'BASE',
          activation: SINCE,
          solarPeakW: 3000,
        },
      ],
    },
  })
  gatewaySecret = house.simulator.secret
  house.app.useLogger(new MaskingLogger('debug'))
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      told.push(String(text))
      return true
    })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await house.close()
  for (const place of places.values()) await place.close()
  places.clear()
})

async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await house.ask<T>(query, variables)
  told.push(JSON.stringify(answer))
  return answer
}

async function save(place: Place, id?: string): Promise<string> {
  const { target } = await ask<{ target: { id: string } }>(
    `mutation ($input: ExportTargetInput!) { target: saveExportTarget(input: $input) {
       ... on ExportTarget { id options { name value hasValue } } ... on Problem { code message detail } } }`,
    {
      input: { ...(id === undefined ? { kind: place.kind, enabled: true } : { id }), options: place.options },
    },
  )
  expect(target).toHaveProperty('id')
  return target.id
}

/** All that the pages show of destinations and their runs. */
async function look(): Promise<ReadonlyMap<Kind, Target>> {
  const problem = 'problem { code message detail }'
  const { exportTargets } = await ask<{ exportTargets: Target[] }>(`{
    exportTargets { id kind name pending health watermark nextRunAt options { name value hasValue origin }
      snippets { text } lastRun { state startedAt records log differences { key } ${problem} } }
    exportRuns(limit: 100) { id state action log ${problem} } }`)
  return new Map(exportTargets.map((target) => [target.kind, target]))
}

async function test(id: string): Promise<void> {
  await ask(
    `mutation ($input: ExportTargetInput!) { testExportTarget(input: $input) {
       protocol outcome { ... on TestPassed { peer } ... on Problem { code message detail } } } }`,
    { input: { id } },
  )
}

async function begin(place: Place, trouble: Trouble | undefined): Promise<void> {
  if (trouble === 'unreachable') await place.die(0)
  if (trouble === 'restarting') await place.die(2)
  if (trouble === 'slow') place.stall(true)
  if (trouble === 'refusing') place.refuse?.(true)
}

async function end(place: Place, trouble: Trouble | undefined): Promise<void> {
  if (trouble === 'unreachable' || trouble === 'restarting') await place.revive()
  if (trouble === 'slow') place.stall(false)
  if (trouble === 'refusing') place.refuse?.(false)
}

function at(day: Day, time: string): string {
  return `${day}T${time}:00+0${day < '2026-03-29' ? 1 : 2}:00`
}

it('destinations that fail in turn for ten days keep nothing from the others, and end as if they never had', async () => {
  for (const [kind, open] of Object.entries(opening) as [Kind, () => Promise<Place>][]) {
    const place = await open()
    places.set(kind, place)
    ids.set(kind, await save(place))
  }
  for (const [index, day] of DAYS.entries()) {
    house.setClock(at(day, '09:10'))
    for (const [kind, place] of places) await begin(place, PLAN[kind]?.[index])
    await house.syncNow()
    const atOnce = await look()
    for (const [kind, place] of places) {
      const trouble = PLAN[kind]?.[index]
      const { pending, health, lastRun } = atOnce.get(kind) ?? {}
      const what = `${kind}, ${day}, ${trouble ?? 'well'}`
      if (trouble === undefined)
        expect({ pending, health, state: lastRun?.state, problem: lastRun?.problem }, what).toEqual({
          pending: 0,
          health: 'OK',
          state: 'COMPLETE',
          problem: null,
        })
      else {
        expect({ health, code: lastRun?.problem?.code }, what).toEqual({
          health: 'FAILING',
          code: CODES[trouble],
        })
        expect(pending, what).toBeGreaterThan(0)
        await test(ids.get(kind) ?? '')
      }
      if (trouble === 'restarting') await place.revive()
    }
    await house.liveUntil(at(day, '09:12'))
    for (const [kind, { pending, lastRun }] of await look())
      if (PLAN[kind]?.[index] === 'restarting')
        expect({ pending, state: lastRun.state }, `${kind}, ${day}, back`).toEqual({
          pending: 0,
          state: 'COMPLETE',
        })
    for (const [kind, place] of places) {
      const trouble = PLAN[kind]?.[index]
      if (trouble !== 'restarting') await end(place, trouble)
      // Refused, it is left alone until somebody acts.
      if (trouble === 'refusing') await save(place, ids.get(kind))
    }
  }
  house.setClock(at(DAYS.at(-1) ?? SINCE, '09:20'))
  for (const [kind, former] of places) {
    const order = (id: string) =>
      ask('mutation ($id: ID!) { runExport(id: $id) { ... on ExportRun { id } ... on Problem { code } } }', {
        id,
      })
    await order(ids.get(kind) ?? '')
    await house.settle()
    const fresh = await opening[kind]()
    const id = await save(fresh)
    await order(id)
    await house.settle()
    const state = await fresh.state()
    expect(await former.state(), kind).toEqual(kind === 'HOME_ASSISTANT' ? about(state) : state)
    await ask('mutation ($id: ID!) { deleteExportTarget(id: $id) }', { id })
    await fresh.close()
  }
  const daysHeld = await house.sql<{ day: string }>(
    'select date::text as day from consumption_daily order by 1',
  )
  expect(daysHeld.map(({ day }) => day)).toEqual(daysOf({ from: SINCE, to: DAYS.at(-1) ?? SINCE }))
  for (const row of await house.sql<{ row: string }>(
    'select row_to_json(export_logs)::text as row from export_logs',
  ))
    told.push(row.row)
  expect(told.join('')).toMatch(/Export SEND failed/)
  for (const secret of [...SECRETS, gatewaySecret])
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      expect(
        told.filter((text) => text.includes(form)),
        'a secret is told',
      ).toEqual([])
}, 300_000)
