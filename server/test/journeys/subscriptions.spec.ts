import type { Client } from 'graphql-ws'
import { createClient } from 'graphql-ws'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'

import { toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'

const PDL = '01226049119901'
const SOON = { timeout: 60_000, interval: 20 }

interface Progress {
  readonly runId: string
  readonly state: string
  readonly step: number
  readonly steps: number
  readonly daysDone: number
  readonly daysTotal: number
  readonly cachedCalls: number
  readonly freshCalls: number
}
interface Changed {
  readonly dataset: string
  readonly pdl: string | null
  readonly ranges: readonly { readonly from: string; readonly to: string }[]
}

let house: House
let client: Client
afterEach(async () => {
  await client.dispose()
  await house.close()
})

async function open(): Promise<void> {
  house = await openHouse({
    now: '2026-11-24T09:10:00+01:00',
    simulator: {
      enedisLatencyMs: 5,
      households: [{ pdl: PDL, name: 'Appartement', activation: toDay('2026-08-01') }],
    },
  })
  client = createClient({ url: `${house.origin.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket })
}

/** Everything that a subscription says, as it comes. */
function listen<T>(field: string, selection: string, said: T[] = []) {
  const heard = { said, failures: [] as unknown[] }
  client.subscribe<Record<string, T>>(
    { query: `subscription { ${field} { ${selection} } }` },
    {
      next: ({ data, errors }) => {
        if (data?.[field] !== undefined) heard.said.push(data[field])
        heard.failures.push(...(errors ?? []))
      },
      error: (error) => heard.failures.push(error),
      complete: () => undefined,
    },
  )
  return heard
}

const isDone = ({ state }: Progress) => state !== 'RUNNING'

/** A run by hand, from its start to its end, as told by its progress. */
async function run(mutation: string, { said }: { said: Progress[] }): Promise<string | undefined> {
  const before = said.filter(isDone).length
  await house.ask(`mutation { started: ${mutation} { ... on SyncRun { id } ... on Problem { code } } }`)
  await expect.poll(() => said.filter(isDone).length, SOON).toBe(before + 1)
  return said.at(-1)?.state
}

describe('subscriptions', () => {
  it('follow a sync from its start to its end, and say what changed; the same sync again announces nothing', async () => {
    await open()
    const progress = listen<Progress>(
      'syncProgress',
      'runId state step steps daysDone daysTotal cachedCalls freshCalls',
    )
    const changes = listen<Changed>('readingsChanged', 'dataset pdl ranges { from to }')
    // Answered on the same socket, so after both subscriptions stand.
    expect((await client.iterate({ query: '{ about { demo } }' }).next()).value).toEqual({
      data: { about: { demo: false } },
    })

    expect(await run('startSync', progress)).toBe('COMPLETE')
    const { said } = progress
    expect(new Set(said.map(({ runId }) => runId)).size).toBe(1)
    expect(said[0]).toMatchObject({ state: 'RUNNING', step: 1 })
    expect(said.length).toBeGreaterThan(5)
    for (const count of ['step', 'daysDone', 'cachedCalls', 'freshCalls'] as const)
      expect(said.map((one) => one[count])).toEqual(said.map((one) => one[count]).toSorted((a, b) => a - b))
    const { cached, fresh } = house.simulator.quotas.used
    const last = said.at(-1)
    expect(last).toMatchObject({
      step: last?.steps,
      daysDone: last?.daysTotal,
      cachedCalls: cached,
      freshCalls: fresh,
    })

    const datasets = ['CONSUMPTION_CURVE', 'CONSUMPTION_DAILY', 'MAX_POWER', 'TEMPO', 'ECOWATT', 'CONTRACT']
    expect(changes.said.map(({ dataset }) => dataset)).toEqual(expect.arrayContaining(datasets))
    expect(daysTold(changes.said, 'CONSUMPTION_CURVE')).toEqual({ from: '2026-08-01', to: '2026-11-24' })

    changes.said.length = 0
    expect(await run('startSync', progress)).toBe('COMPLETE')
    for (const dataset of [
      'USAGE_POINTS',
      'CONTRACT',
      'ADDRESS',
      'TEMPO',
      'TEMPO_FORECAST',
      'ECOWATT',
      'MAX_POWER',
    ])
      expect(
        await run(`ensureRange(dataset: ${dataset}, from: "2026-11-01", to: "2026-11-24")`, progress),
        dataset,
      ).toBe('COMPLETE')
    expect(house.simulator.calls.to('/enedis/contract/{pdl}')).toHaveLength(2)

    house.simulator.households.change(PDL, { name: 'Petit appartement' })
    await run('ensureRange(dataset: USAGE_POINTS, from: "2026-11-01", to: "2026-11-24")', progress)
    await expect.poll(() => changes.said.length, SOON).toBeGreaterThan(0)
    expect(changes.said).toEqual([{ dataset: 'USAGE_POINTS', pdl: null, ranges: [] }])
    expect([...progress.failures, ...changes.failures]).toEqual([])
  })
})

/** From the first day told of a dataset to the day after the last. */
function daysTold(changes: readonly Changed[], dataset: string) {
  const ranges = changes.filter((change) => change.dataset === dataset).flatMap((change) => change.ranges)
  return {
    from: ranges.map(({ from }) => from).toSorted()[0],
    to: ranges
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  }
}
