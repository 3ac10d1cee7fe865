import { afterEach, describe, expect, it } from 'vitest'

import { toDay } from '../../src/core/index.js'
import type { House } from '../house.js'
import { openHouse } from '../house.js'
import { falseReadings, lostReadings, storedReadings } from '../truth.js'
import {
  aMeter,
  changedSince,
  openReadHouse,
  pdlOf,
  statusOf,
  tickAt,
  withoutPauses,
} from './faults-house.js'

const [A, B, C] = [pdlOf(1), pdlOf(2), pdlOf(3)]
const SINCE = toDay('2026-11-15')

let house: House
afterEach(() => house.close())

async function open(): Promise<void> {
  house = await openReadHouse({
    now: '2026-11-22T09:10:00+01:00',
    simulator: { households: [aMeter(A, SINCE), aMeter(B, SINCE)] },
  })
  house.simulator.calls.reset()
}

const at = (day: number, time: string) => `2026-11-${day}T${time}:00+01:00`
const callsOf = (pdl: string) => house.simulator.calls.all.filter((call) => call.pdl === pdl)
const problemsOf = async (pdl: string) =>
  (await statusOf(house)).problems.filter((problem) => problem.pdl === pdl).map(({ code }) => code)

async function activeOf(pdl: string): Promise<boolean | undefined> {
  const { usagePoints } = await house.ask<{ usagePoints: { pdl: string; active: boolean }[] }>(
    '{ usagePoints { pdl active } }',
  )
  return usagePoints.find((point) => point.pdl === pdl)?.active
}

describe('a secret that is rotated', () => {
  it('costs one refused request an hour; the new one brings everything', async () => {
    await open()
    const old = house.simulator.secret
    const secret = house.simulator.rotateSecret()
    await tickAt(house, ...['08:05', '08:35', '09:10', '09:40'].map((time) => at(23, time)))
    expect(house.simulator.calls.all.filter(({ status }) => status === 401)).toHaveLength(2)
    expect((await statusOf(house)).credentials.problem?.code).toBe('CREDENTIALS_REJECTED')
    const give = (clientSecret: string) =>
      house.ask<{ setCredentials: object }>(
        `mutation ($clientSecret: String) { setCredentials(clientSecret: $clientSecret) {
          ... on Credentials { hasSecret } ... on Problem { code message detail } } }`,
        { clientSecret },
      )
    const refused = await give(old)
    expect(refused).toMatchObject({ setCredentials: { code: 'CREDENTIALS_REJECTED' } })
    expect(JSON.stringify(refused)).not.toContain(old)
    expect(await give(secret)).toEqual({ setCredentials: { hasSecret: true } })
    await tickAt(house, at(23, '10:05'))
    expect(await lostReadings(house)).toEqual([])
    expect((await statusOf(house)).credentials.problem).toBeNull()
  })
})

describe('a gateway that is down for a day', () => {
  it('is asked once at a time, ever more rarely, and leaves calls for when it is back', async () => {
    house = await openHouse({
      now: at(22, '09:10'),
      scheduled: true,
      simulator: { households: [aMeter(A, SINCE)] },
    })
    withoutPauses(house)
    house.setClock(at(23, '07:55'))
    house.simulator.calls.reset()
    house.simulator.faults.add({ kind: 'http', status: 503 })
    await house.liveUntil(at(23, '20:00'))
    expect(house.simulator.calls.all.length).toBeLessThanOrEqual(30)
    const { callBudget } = await house.ask<{
      callBudget: Record<'cached' | 'fresh', Record<string, number>>
    }>('{ callBudget { cached { used limit reserved } fresh { used limit reserved } } }')
    expect(callBudget.fresh.used).toBeLessThanOrEqual(15)
    house.simulator.faults.clear()
    await house.liveUntil(at(23, '21:35'))
    expect(await lostReadings(house)).toEqual([])
    expect((await statusOf(house)).problems).toEqual([])
  })
})

describe('a meter of the account', () => {
  it('that appears is read within six hours, by the clock alone', async () => {
    house = await openHouse({
      now: at(22, '09:10'),
      scheduled: true,
      simulator: { households: [aMeter(A, SINCE)] },
    })
    house.simulator.households.add(aMeter(C, SINCE))
    await house.liveUntil(at(22, '15:35'))
    expect(await activeOf(C)).toBe(true)
    expect(await lostReadings(house)).toEqual([])
  })

  it('that disappears is asked for nothing more, keeps what it has measured, and may come back', async () => {
    await open()
    const before = await storedReadings(house)
    house.simulator.households.remove(B)
    await tickAt(house, at(23, '08:05'), at(23, '08:35'), at(23, '09:05'))
    expect(await activeOf(B)).toBe(false)
    expect(callsOf(B)).toEqual([])
    expect(await changedSince(house, before)).toEqual([])
    house.simulator.households.add(aMeter(B, SINCE))
    await tickAt(house, at(23, '15:35'))
    expect(await activeOf(B)).toBe(true)
    expect(await lostReadings(house)).toEqual([])
  })

  it('that is switched off at the gateway is told, and read again once it is on', async () => {
    await open()
    await house.syncNow({ datasets: ['USAGE_POINTS'] })
    house.setClock(at(23, '07:00'))
    await house.syncNow()
    house.simulator.households.change(B, { isActive: false })
    await tickAt(house, at(23, '08:05'))
    expect(await problemsOf(B)).toEqual(['USAGE_POINT_INACTIVE'])
    expect(await problemsOf(A)).toEqual([])
    await tickAt(house, at(23, '13:35'), at(23, '14:05'))
    expect(await activeOf(B)).toBe(false)
    expect(
      callsOf(B).filter(
        ({ countedOn, at: when }) => countedOn !== null && when > Date.parse(at(23, '08:00')),
      ),
    ).toEqual([])
    house.simulator.households.change(B, { isActive: true })
    await tickAt(house, at(23, '20:05'))
    expect(await lostReadings(house)).toEqual([])
    expect(await problemsOf(B)).toEqual([])
  })

  it('whose production is found out, lost and found again', async () => {
    await open()
    const before = await storedReadings(house)
    house.simulator.households.change(A, { hasProduction: false })
    await tickAt(house, at(23, '08:05'))
    expect(callsOf(A).filter(({ path }) => path.includes('/production/'))).toEqual([])
    expect(await changedSince(house, before)).toEqual([])
    expect(
      (await lostReadings(house)).every((line) => line.startsWith(`production-`) && line.includes(A)),
    ).toBe(true)
    house.simulator.households.change(A, { hasProduction: true })
    await tickAt(house, at(23, '14:35'))
    expect(await lostReadings(house)).toEqual([])
  })

  it('whose consent is revoked is left alone, then read when it is given again', async () => {
    await open()
    house.simulator.households.change(B, { consent: false })
    const times = Array.from({ length: 16 }, (_, hour) => at(23, `${String(hour + 8).padStart(2, '0')}:05`))
    await tickAt(house, ...times)
    expect(await problemsOf(B)).toEqual(['CONSENT_MISSING'])
    expect(callsOf(B).length).toBeLessThanOrEqual(7)
    expect((await lostReadings(house)).every((line) => line.includes(B))).toBe(true)
    house.simulator.households.change(B, { consent: true })
    await tickAt(house, at(24, '09:05'), at(24, '09:35'))
    expect(await lostReadings(house)).toEqual([])
    expect(await falseReadings(house)).toEqual([])
    expect(await problemsOf(B)).toEqual([])
  })
})
