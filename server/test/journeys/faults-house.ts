import { vi } from 'vitest'

import type { HouseholdPlan } from '../../simulator/index.js'
import type { Dataset, Day, Reason } from '../../src/core/index.js'
import { parseInstant } from '../../src/core/index.js'
import { Pause } from '../../src/gateway/retry.js'
import type { House, HouseOptions } from '../house.js'
import { openHouse } from '../house.js'
import { storedReadings } from '../truth.js'

export interface Problem {
  readonly code: Reason
  readonly pdl: string | null
  readonly retryAt: string | null
}

export interface Step {
  readonly dataset: Dataset
  readonly pdl: string | null
  readonly state: string
  readonly rejectedReadings: number
  readonly problem: Problem | null
}

export interface Run {
  readonly state: string
  readonly problem: Problem | null
  readonly steps: readonly Step[]
}

export interface Status {
  readonly problems: readonly Problem[]
  readonly last: Run
  readonly credentials: { readonly problem: Problem | null }
}

export interface Missing {
  readonly from: string
  readonly to: string
  readonly reason: Reason
  readonly nextTryAt: string | null
}

/** What a house must hold before a fault, without what is national. */
const OF_METERS: readonly Dataset[] = [
  'USAGE_POINTS',
  'CONTRACT',
  'ADDRESS',
  'CONSUMPTION_CURVE',
  'CONSUMPTION_DAILY',
  'MAX_POWER',
  'PRODUCTION_CURVE',
  'PRODUCTION_DAILY',
]

/** A light house with panels: every series, a few days of history. */
export function aMeter(pdl: string, activation: Day): HouseholdPlan {
  return { pdl, subscribedPowerKva: 6, pricingOption: 'BASE', solarPeakW: 3000, activation }
}

export function pdlOf(index: number): string {
  return `0122604912${String(index).padStart(4, '0')}`
}

/** Between two attempts of a call, no real time passes. */
export function withoutPauses(house: House): void {
  vi.spyOn(house.app.get(Pause, { strict: false }), 'wait').mockResolvedValue()
}

/** A house that has read its meters once, without pauses. */
export async function openReadHouse(options: HouseOptions): Promise<House> {
  const house = await openHouse(options)
  withoutPauses(house)
  await house.syncNow({ datasets: OF_METERS })
  return house
}

/** As if a week had passed since the contract and the address were read. */
export async function forgetContracts(house: House): Promise<void> {
  await house.sql(`update usage_point set contract_read_at = contract_read_at - interval '8 days',
    address_read_at = address_read_at - interval '8 days' returning pdl`)
}

const PROBLEM = 'problem { code pdl retryAt }'

export async function statusOf(house: House): Promise<Status> {
  const { syncStatus } = await house.ask<{ syncStatus: Status }>(`{ syncStatus {
    problems { code pdl retryAt }
    last { state ${PROBLEM} steps { dataset pdl state rejectedReadings ${PROBLEM} } }
    credentials { ${PROBLEM} }
  } }`)
  return syncStatus
}

/** Ticks of the clock, one after the other; the run each of them left. */
export async function tickAt(house: House, ...instants: readonly string[]): Promise<Run[]> {
  const runs: Run[] = []
  for (const instant of instants) {
    house.setClock(instant)
    await house.syncNow()
    runs.push((await statusOf(house)).last)
  }
  return runs
}

/** What is missing of the daily energy and of the curve, in the words that a reader is given. */
export async function missingOf(house: House, pdl: string, from: string, to: string): Promise<Missing[]> {
  const coverage = 'coverage { missing { from to reason nextTryAt } }'
  const range = { pdl, from, to }
  const { consumption } = await house.ask<{ consumption: { total: { coverage: { missing: Missing[] } } } }>(
    `query ($pdl: ID!, $from: Date!, $to: Date!) {
      consumption(pdl: $pdl, from: $from, to: $to, granularity: DAY) { total { ${coverage} } } }`,
    range,
  )
  const { loadCurve } = await house.ask<{ loadCurve: { coverage: { missing: Missing[] } } }>(
    `query ($pdl: ID!, $from: Date!, $to: Date!) { loadCurve(pdl: $pdl, from: $from, to: $to) { ${coverage} } }`,
    range,
  )
  return [...consumption.total.coverage.missing, ...loadCurve.coverage.missing]
}

/** Readings of `before` that are no longer there; a derived day may have given way to the measured one. */
export async function changedSince(house: House, before: readonly string[]): Promise<string[]> {
  const after = new Set(await storedReadings(house))
  return before.filter((line) => !after.has(line) && !line.includes(' derived '))
}

export function isLater(instant: string | null, { simulator }: House): boolean {
  return instant !== null && parseInstant(instant) > simulator.clock.now()
}
