import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import type { Json } from '../http/reply.js'
import type { Simulator } from '../index.js'
import { startSimulator } from '../index.js'
import { ask } from './ask.js'
import { METERING_SAMPLES } from './metering-samples.js'
import { OTHER_SAMPLES } from './other-samples.js'
import type { Sample } from './sample.js'
import { fixture, SAMPLE_HOUSEHOLDS, SAMPLE_NOW } from './sample.js'
import { differences } from './shape.js'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: SAMPLE_NOW, households: SAMPLE_HOUSEHOLDS })
})
beforeEach(() => {
  simulator.quotas.reset()
})
afterAll(() => simulator.stop())

it.each([...METERING_SAMPLES, ...OTHER_SAMPLES])('answers like $file', async (sample: Sample) => {
  await sample.setUp?.(simulator)
  const { method, headers, body } = sample
  const path = typeof sample.path === 'string' ? sample.path : sample.path(simulator)
  const sent = typeof body === 'function' ? body(simulator) : body
  const planted = sample.fault === undefined ? null : simulator.faults.add(sample.fault)
  const answer = await ask(simulator, path, { method, headers, body: sent })
  if (planted !== null) simulator.faults.remove(planted)
  await sample.cleanUp?.(simulator)
  expect(answer.status).toBe(sample.status ?? 200)
  const expected = fixture(sample.file)
  if (!sample.file.endsWith('.json')) expect(answer.text.trim()).toBe(expected.trim())
  else expect(differences(answer.json, JSON.parse(expected) as Json)).toEqual([])
})
