import { readFileSync } from 'node:fs'

import { parseInstant, toDay } from '../../src/core/index.js'
import type { Fault, HouseholdPlan, Simulator } from '../index.js'

/** The instant and the usage points of the contract's samples. */
export const SAMPLE_NOW = parseInstant('2026-11-23T15:30:05.123+01:00')
export const SAMPLE_PDL = {
  main: '01226049119999',
  base: '01226049118888',
  quarterly: '01226049117777',
  hourly: '01226049116666',
} as const
export const SAMPLE_HOUSEHOLDS: readonly HouseholdPlan[] = [
  {
    pdl: SAMPLE_PDL.main,
    name: 'Maison',
    subscribedPowerKva: 9,
    pricingOption: 'TEMPO',
    offpeakText: 'HC (22H30-6H30)',
    solarPeakW: 3000,
  },
  { pdl: SAMPLE_PDL.base },
  {
    pdl: SAMPLE_PDL.quarterly,
    offpeakText: 'HC (1H30-7H00;12H30-15H00)',
    intervals: [{ from: toDay('2020-01-01'), minutes: 15 }],
  },
  { pdl: SAMPLE_PDL.hourly, intervals: [{ from: toDay('2020-01-01'), minutes: 60 }] },
]

/** A request of the contract, and the answer it must look like. */
export interface Sample {
  readonly file: string
  readonly path: string | ((simulator: Simulator) => string)
  readonly method?: string
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: string | ((simulator: Simulator) => string)
  readonly fault?: Fault
  readonly setUp?: (simulator: Simulator) => unknown
  readonly cleanUp?: (simulator: Simulator) => unknown
}

export function fixture(file: string): string {
  return readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
}
