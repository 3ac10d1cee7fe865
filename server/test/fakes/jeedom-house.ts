import type { Household } from '../exported-household.js'
import type { Destination } from '../exporter.contract.js'
import { Courier } from '../exporter.contract.js'
import type { OptionValues } from '../../src/export/index.js'
import { Clock } from '../../src/core/index.js'
import { JeedomExporter } from '../../src/export/jeedom/jeedom.exporter.js'
import { ADMIN_KEY, FakeJeedom } from './jeedom.js'

/** A household, its Jeedom, and who carries one to the other. */
export interface JeedomHouse {
  readonly fake: FakeJeedom
  readonly household: Household
  readonly exporter: JeedomExporter
  readonly options: OptionValues
  readonly courier: Courier
  /** All days of the household changed. */
  noteAll(): void
  close(): Promise<void>
}

export async function aJeedomHouse(
  household: Household,
  more: OptionValues = {},
  fake: FakeJeedom = new FakeJeedom(),
): Promise<JeedomHouse> {
  await fake.listen()
  const exporter = new JeedomExporter(new Clock())
  const options = { url: fake.url, apiKey: ADMIN_KEY, timeoutSeconds: 5, ...more }
  const destination: Destination = {
    exporter,
    options,
    secrets: [],
    faults: [],
    state: () => Promise.resolve(fake.state()),
    close: () => fake.close(),
  }
  const courier = new Courier(destination, household)
  return {
    fake,
    household,
    exporter,
    options,
    courier,
    noteAll: () => courier.note(household.allChanges(exporter.datasets)),
    close: () => fake.close(),
  }
}
