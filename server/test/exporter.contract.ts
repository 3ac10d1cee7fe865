import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Day, DayRange, Direction, Reason } from '../src/core/index.js'
import { addDays, AppError, daysOf, toDay } from '../src/core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  OptionValues,
  SendRequest,
  TargetMemory,
} from '../src/export/index.js'
import { Household, PDL } from './exported-household.js'

/** A destination under test, fake or real, empty when it is set up. */
export interface Destination {
  readonly exporter: Exporter
  /** Complete and right. */
  readonly options: OptionValues
  /** The secrets among them: to be seen nowhere. */
  readonly secrets: readonly string[]
  /** Options with which `check` must fail: on which protocol, and why. */
  readonly faults: readonly {
    readonly name: string
    readonly options: OptionValues
    readonly protocol: string
    readonly code: Reason
  }[]
  /** All that it holds of ours, in a form that two equal destinations share: sorted, without times of sending. */
  state(): Promise<unknown>
  /** Energy of a Paris day as a person would read it there; null = none. Left out: it keeps no history. */
  dayWh?(pdl: string, direction: Direction, day: Day): Promise<number | null>
  /** Energy of a Paris day that is billed in a bucket (`HC`, `HP`), as a person would read it there; null = none. */
  bucketWh?(pdl: string, bucket: string, day: Day): Promise<number | null>
  /** Cost of the energy drawn in a Paris day, in euros; null = none. */
  dayEur?(pdl: string, day: Day): Promise<number | null>
  /** What it received since it was set up, worded as `preview` words it; without questions and handshakes. */
  received?(): readonly { readonly destination: string; readonly payload: string }[]
  /** It breaks once it took so many messages more, without answering the last of them. */
  dieAfter?(messages: number): Promise<void> | void
  /** It works again, with what it had. */
  revive?(): Promise<void> | void
  /** It acknowledges everything and keeps nothing, until it is told otherwise. */
  swallow?(on: boolean): Promise<void> | void
  /** It takes everything and answers nothing. */
  stall?(): Promise<void> | void
  /** Somebody falsifies one of our values there. */
  damage?(): Promise<void> | void
  close(): Promise<void>
}

export interface ContractOptions {
  /** For one test; real peers are slow. */
  readonly timeoutMs?: number
}

const MIDDLE = [toDay('2026-03-27'), toDay('2026-03-28'), toDay('2026-03-29')]
const EVER: DayRange = { from: toDay('2026-03-01'), to: toDay('2026-05-01') }
/** Around the spring change of clocks, and over before today. */
const DEARER_DAYS: DayRange = { from: toDay('2026-03-28'), to: toDay('2026-04-01') }
/** Long before an exporter's own patience with a silent peer ends. */
const ABORT_WITHIN_MS = 10_000
const flat = (slot: number) => 100 + slot

/**
 * What every exporter owes, against a peer that is empty at each `setup`. Called at the top of a spec:
 * `exporterContract('VictoriaMetrics (fake)', setup)`. What a peer cannot be made to do (`dieAfter`, `swallow`…) is
 * reported as skipped.
 */
export function exporterContract(
  name: string,
  setup: () => Promise<Destination>,
  { timeoutMs = 20_000 }: ContractOptions = {},
): void {
  describe(`${name}: the contract of an exporter`, { timeout: timeoutMs }, () => {
    const open: Destination[] = []
    let output: string[]
    let destination: Destination
    let household: Household
    let courier: Courier

    const aDestination = async () => {
      const one = await setup()
      open.push(one)
      return one
    }
    /** What a destination holds that never knew anything but the household as it is now. */
    const stateOfANewOne = async () => {
      const other = await aDestination()
      const another = new Courier(other, household)
      another.note(household.allChanges(other.exporter.datasets))
      await another.deliver()
      return other.state()
    }

    beforeEach(async () => {
      output = listen()
      household = new Household()
      destination = await aDestination()
      courier = new Courier(destination, household)
      courier.note(household.allChanges(destination.exporter.datasets))
    })
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close()
      vi.restoreAllMocks()
    })

    it('says what works, protocol by protocol', async () => {
      const checks = await destination.exporter.check(destination.options, new AbortController().signal)
      expect(checks.length).toBeGreaterThan(0)
      for (const { protocol, outcome } of checks) {
        expect(protocol).toMatch(/^[a-z0-9-]+$/)
        expect(outcome, protocol).not.toBeInstanceOf(AppError)
      }
    })

    it('says what does not work, and why', async () => {
      for (const { name: fault, options, protocol, code } of destination.faults) {
        const checks = await destination.exporter.check(options, new AbortController().signal)
        const failed = checks.find((check) => check.protocol === protocol)?.outcome
        expect(failed, fault).toBeInstanceOf(AppError)
        expect(failed, fault).toMatchObject({ code })
        expect((failed as AppError).message, fault).toMatch(/^[A-Z].*[.:!?)]$/s)
      }
    })

    it('changes nothing by a check', async () => {
      await destination.exporter.check(destination.options, new AbortController().signal)
      expect(await destination.state()).toEqual(await (await aDestination()).state())
    })

    it('previews exactly what it then sends, and sends nothing by it', async ({ skip }) => {
      const { exporter, options } = destination
      const changes = household.allChanges(exporter.datasets)
      const preview = await exporter.preview({ options, source: household }, changes, 100_000)
      expect(preview.messages).toHaveLength(preview.total)
      expect(preview.values).toBe(preview.messages.reduce((sum, { values }) => sum + values, 0))
      const short = await exporter.preview({ options, source: household }, changes, 1)
      expect(short).toMatchObject({ total: preview.total, values: preview.values })
      expect(short.messages).toEqual(preview.messages.slice(0, 1))
      expect(await destination.state()).toEqual(await (await aDestination()).state())
      const records = await courier.deliver()
      expect(records).toBe(preview.values)
      if (!destination.received) return skip('this peer does not tell what it received')
      const shown = preview.messages.map(({ destination: where, payload }) => ({
        destination: where,
        payload,
      }))
      expect([...destination.received()].sort(byText)).toEqual(shown.sort(byText))
    })

    it('delivers everything, and says so', async () => {
      const records = await courier.deliver()
      expect(records).toBeGreaterThan(0)
      expect(courier.pending()).toEqual([])
      await expectTheDays(destination, household)
    })

    it('leaves the destination as once when it sends twice', async () => {
      await courier.deliver()
      const once = await destination.state()
      courier.note(household.allChanges(destination.exporter.datasets))
      await courier.deliver()
      expect(await destination.state()).toEqual(once)
    })

    it('does nothing when nothing changed', async () => {
      await courier.deliver()
      const before = await destination.state()
      await courier.deliver()
      expect(await destination.state()).toEqual(before)
    })

    it('brings days that come late, in the middle', async () => {
      for (const day of MIDDLE) household.forget('CONSUMPTION', day)
      courier = new Courier(destination, household)
      courier.note(household.allChanges(destination.exporter.datasets))
      await courier.deliver()
      for (const day of MIDDLE) household.setCurve('CONSUMPTION', day, flat)
      courier.note(household.changesOf('CONSUMPTION', MIDDLE, destination.exporter.datasets))
      await courier.deliver()
      await expectTheDays(destination, household)
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('brings a correction downward', async () => {
      await courier.deliver()
      household.setCurve('CONSUMPTION', MIDDLE[0] ?? toDay('2026-03-27'), flat)
      courier.note(household.changesOf('CONSUMPTION', MIDDLE.slice(0, 1), destination.exporter.datasets))
      await courier.deliver()
      await expectTheDays(destination, household)
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('tells what each day cost as the tariffs do, its buckets adding up to the day', async ({ skip }) => {
      if (!destination.dayEur) return skip('this destination keeps no costs')
      await courier.deliver()
      await expectTheCosts(destination, household)
    })

    it('brings another price to the days that it touches, and to no other', async ({ skip }) => {
      if (!destination.dayEur) return skip('this destination keeps no costs')
      await courier.deliver()
      const touched = household.changePrices(DEARER_DAYS, { HC: 190_000, HP: 310_000 })
      expect(touched).toEqual(daysOf(DEARER_DAYS))
      const records = await deliverOnly(courier, [{ dataset: 'OFFERS', pdl: PDL, days: touched }])
      expect(records).toBeGreaterThan(0)
      await expectTheCosts(destination, household)
      expect(await destination.state()).toEqual(await stateOfANewOne())
      const history = () =>
        destination.received?.().filter(({ destination: where }) => !where.startsWith('POST ')).length
      const before = history()
      courier.note([{ dataset: 'OFFERS', pdl: PDL, days: household.heldDays('CONSUMPTION') }])
      await courier.deliver()
      expect(history()).toBe(before)
    })

    it('leaves no cost where the price is taken away, and no zero', async ({ skip }) => {
      if (!destination.dayEur) return skip('this destination keeps no costs')
      await courier.deliver()
      const days = household.changePrices(DEARER_DAYS, {})
      courier.note([{ dataset: 'OFFERS', pdl: PDL, days }])
      await courier.deliver()
      await expectTheCosts(destination, household)
      expect((await exporterDifferences(destination, courier)).length).toBe(0)
    })

    it('replaces a day known by its total when its hours come', async () => {
      await courier.deliver()
      const [oldest] = household.heldDays('CONSUMPTION')
      const day = addDays(oldest ?? toDay('2026-03-20'), 1)
      household.setCurve('CONSUMPTION', day, flat)
      courier.note(household.changesOf('CONSUMPTION', [day], destination.exporter.datasets))
      await courier.deliver()
      await expectTheDays(destination, household)
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('reads back what a crash left in doubt, and sends it once', async () => {
      courier.crashOnDelivered = true
      await expect(courier.deliver()).rejects.toThrow('crashed')
      courier.crashOnDelivered = false
      expect(courier.doubtful().length).toBeGreaterThan(0)
      await courier.deliver()
      expect(courier.pending()).toEqual([])
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('ends equal when the peer dies in the middle and comes back', async ({ skip }) => {
      if (!destination.dieAfter || !destination.revive) return skip('this peer cannot be made to die')
      let failures = 0
      for (const messages of [1, 2, 3, 5]) {
        await destination.dieAfter(messages)
        const failure: unknown = await courier.deliver().catch((error: unknown) => error)
        if (failure instanceof Error) {
          failures++
          expect(failure).toBeInstanceOf(AppError)
          expect((failure as AppError).code).toMatch(/^PEER_/)
          expect(failure).toMatchObject({ retry: 'later' })
        }
        await destination.revive()
      }
      expect(failures).toBeGreaterThan(0)
      await courier.deliver()
      expect(courier.pending()).toEqual([])
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('calls nothing delivered that was only acknowledged', async ({ skip }) => {
      if (!destination.swallow) return skip('this peer cannot be made to forget')
      await destination.swallow(true)
      await expect(courier.deliver()).rejects.toMatchObject({ code: 'PEER_DROPPED' })
      expect(courier.deliveredDays).toBe(0)
      await destination.swallow(false)
      await courier.deliver()
      expect(await destination.state()).toEqual(await stateOfANewOne())
    })

    it('verifies what it sent, finds what was falsified, and repairs it', async ({ skip }) => {
      await courier.deliver()
      const { exporter } = destination
      const verified = await exporter.verify(courier.delivery(), EVER)
      expect(verified.compared).toBeGreaterThan(0)
      expect(verified.differences).toEqual([])
      if (!destination.damage) return skip('nobody can falsify this peer')
      const before = await destination.state()
      await destination.damage()
      expect((await exporter.verify(courier.delivery(), EVER)).differences.length).toBeGreaterThan(0)
      const repaired = await exporter.repair(courier.delivery(), EVER)
      expect(repaired.records).toBeGreaterThan(0)
      expect((await exporter.verify(courier.delivery(), EVER)).differences).toEqual([])
      expect(await destination.state()).toEqual(before)
    })

    it('takes back all that it wrote', async ({ skip }) => {
      const { exporter } = destination
      if (!exporter.purge) return skip('this exporter cannot purge')
      await courier.deliver()
      await exporter.purge(courier.delivery())
      expect(await destination.state()).toEqual(await (await aDestination()).state())
    })

    it('shows its secrets nowhere', async () => {
      const { exporter, options, faults } = destination
      const seen: string[] = []
      const changes = household.allChanges(exporter.datasets)
      seen.push(JSON.stringify(await exporter.preview({ options, source: household }, changes, 100_000)))
      await courier.deliver()
      await destination.dieAfter?.(0)
      courier.note(changes)
      for (const attempt of [
        () => courier.deliver(),
        () => exporter.verify(courier.delivery(), EVER),
        ...faults.map((fault) => () => exporter.check(fault.options, new AbortController().signal)),
      ]) {
        const outcome: unknown = await attempt().catch((error: unknown) => error)
        seen.push(told(outcome))
      }
      const everything = [...seen, ...courier.lines, ...output].join('\n')
      for (const secret of destination.secrets) {
        expect(secret.length).toBeGreaterThan(3)
        expect(everything).not.toContain(secret)
        expect(everything).not.toContain(Buffer.from(secret).toString('base64'))
        expect(everything).not.toContain(encodeURIComponent(secret))
      }
    })

    it('stops at once when it is told to', async ({ skip }) => {
      if (!destination.stall) return skip('this peer always answers')
      await destination.stall()
      const abort = new AbortController()
      const sending = courier.deliver(abort.signal)
      const settled = sending.catch((error: unknown) => error)
      setTimeout(() => abort.abort(), 200)
      const startedAt = performance.now()
      expect(await settled).toBeInstanceOf(Error)
      expect(performance.now() - startedAt).toBeLessThan(ABORT_WITHIN_MS)
    })
  })
}

/** Plays the engine for one target: what is pending, what is in doubt, what was delivered. All in memory. */
export class Courier {
  readonly lines: string[] = []
  readonly memory: TargetMemory = jsonMemory()
  deliveredDays = 0
  /** The process dies as soon as the destination holds something: the database never hears of it. */
  crashOnDelivered = false
  private readonly open = new Map<string, 'pending' | 'doubtful'>()

  constructor(
    private readonly destination: Destination,
    private readonly household: Household,
  ) {}

  note(changes: readonly ChangedDays[]): void {
    for (const key of keysOf(changes)) if (!this.open.has(key)) this.open.set(key, 'pending')
  }

  pending(): ChangedDays[] {
    return changesOf([...this.open.keys()])
  }

  doubtful(): ChangedDays[] {
    return changesOf([...this.open].filter(([, state]) => state === 'doubtful').map(([key]) => key))
  }

  delivery(signal: AbortSignal = new AbortController().signal): Delivery {
    return {
      options: this.destination.options,
      source: this.household,
      memory: this.memory,
      signal,
      log: (line) => this.lines.push(line),
      progress: () => undefined,
    }
  }

  /** One run; what it began and did not deliver is in doubt afterwards. @returns values sent. */
  async deliver(signal?: AbortSignal): Promise<number> {
    const request: SendRequest = {
      ...this.delivery(signal),
      changes: this.pending(),
      doubtful: this.doubtful(),
      delivered: (changes) => {
        if (this.crashOnDelivered) return Promise.reject(new Error('crashed'))
        for (const key of keysOf(changes)) if (this.open.delete(key)) this.deliveredDays++
        return Promise.resolve()
      },
    }
    for (const key of this.open.keys()) this.open.set(key, 'doubtful')
    return (await this.destination.exporter.send(request)).records
  }
}

/** Keeps what JSON can hold, as the database does. */
export function jsonMemory(): TargetMemory {
  const kept = new Map<string, string>()
  return {
    get<T>(key: string) {
      const text = kept.get(key)
      return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as T))
    },
    set(key, value) {
      kept.set(key, JSON.stringify(value))
      return Promise.resolve()
    },
  }
}

async function expectTheDays(destination: Destination, household: Household): Promise<void> {
  if (!destination.dayWh) return
  for (const direction of household.meter.directions) {
    for (const day of household.heldDays(direction)) {
      const there = await destination.dayWh(PDL, direction, day)
      expect(Math.round(there ?? NaN), `${direction} ${day}`).toBe(household.totalWh(direction, day))
    }
  }
}

/** By day: our energy by bucket and our cost, in the tariffs' own words. Money to the cent, energy to the Wh. */
async function expectTheCosts(destination: Destination, household: Household): Promise<void> {
  let [priced, compared] = [0, 0]
  for (const [day, cost] of household.costs()) {
    const there = await destination.dayEur?.(PDL, day)
    if (cost.cost === null) expect(there ?? null, `cost ${day}`).toBeNull()
    else expect(there, `cost ${day}`).toBeCloseTo(cost.cost / 1e6, 2)
    if (cost.cost !== null) priced++
    if (!destination.bucketWh || cost.cost === null) continue
    let sum = 0
    for (const [bucket, { energyWh }] of cost.buckets) {
      const found = await destination.bucketWh(PDL, bucket, day)
      expect(Math.round(found ?? NaN), `${bucket} ${day}`).toBe(Math.round(energyWh))
      sum += found ?? NaN
      compared++
    }
    expect(Math.round(sum), day).toBe(household.totalWh('CONSUMPTION', day))
  }
  expect(priced).toBeGreaterThan(5)
  if (destination.bucketWh) expect(compared).toBeGreaterThan(5)
}

async function deliverOnly(courier: Courier, changes: readonly ChangedDays[]): Promise<number> {
  courier.note(changes)
  return courier.deliver()
}

async function exporterDifferences(destination: Destination, courier: Courier) {
  return (await destination.exporter.verify(courier.delivery(), EVER)).differences
}

function keysOf(changes: readonly ChangedDays[]): string[] {
  return changes.flatMap(({ dataset, pdl, days }) => days.map((day) => `${dataset}|${pdl ?? ''}|${day}`))
}

/** Oldest first within each dataset and meter. */
function changesOf(keys: readonly string[]): ChangedDays[] {
  const groups = new Map<string, { dataset: ChangedDays['dataset']; pdl: string | null; days: Day[] }>()
  for (const key of [...keys].sort()) {
    const [dataset = '', pdl = '', day = ''] = key.split('|')
    const group = groups.get(`${dataset}|${pdl}`) ?? {
      dataset: dataset as ChangedDays['dataset'],
      pdl: pdl === '' ? null : pdl,
      days: [],
    }
    group.days.push(toDay(day))
    groups.set(`${dataset}|${pdl}`, group)
  }
  return [...groups.values()]
}

function byText(a: object, b: object): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Everything that is written to the console of this process. */
function listen(): string[] {
  const lines: string[] = []
  const keep = (...parts: unknown[]) => {
    lines.push(parts.map(String).join(' '))
    return true
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(keep)
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  return lines
}

/** All that an outcome would tell to a log or to a person. */
function told(outcome: unknown): string {
  if (Array.isArray(outcome)) return outcome.map(told).join('\n')
  if (outcome instanceof AppError)
    return [outcome.message, outcome.detail, JSON.stringify(outcome.fields), told(outcome.cause)].join('\n')
  if (outcome instanceof Error) return [outcome.message, outcome.stack, told(outcome.cause)].join('\n')
  if (typeof outcome === 'object' && outcome !== null) return Object.values(outcome).map(told).join('\n')
  return String(outcome)
}
