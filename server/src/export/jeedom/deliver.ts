import type { Day } from '../../core/index.js'
import { ExportFailed } from '../../core/index.js'
import type { ChangedDays, Delivery } from '../exporter.js'
import type { JeedomClient } from './client.js'
import { droppedFailure } from './failures.js'
import { heldIn, isKept, isSettled } from './held.js'
import type { DatedValue } from './history-values.js'
import { windowDays, windowsOf } from './history-values.js'
import { announcement, PACE_PER_SECOND, WORTH_SAYING_SECONDS } from './pace.js'
import { sendPresent } from './present-delivery.js'
import type { HistoryLink, Link } from './scene.js'
import { isHistory, labelOf } from './scene.js'
import { faultsOf } from './setup-faults.js'
import type { Wanted } from './tasks.js'
import { loadsOf, newestOf, wantedDays } from './tasks.js'

/** Which commands were given all that was known, by label: the id they had then. */
export const FILLED = 'filled'
/** Values between two looks at what Jeedom kept. */
const SLICE = 600

export interface Errand extends Pick<Delivery, 'source' | 'memory' | 'log' | 'progress'> {
  readonly client: JeedomClient
  readonly links: readonly Link[]
  readonly changes: readonly ChangedDays[]
  readonly delivered: (changes: readonly ChangedDays[]) => Promise<void>
}

/** One history to be brought up to date. */
interface Task extends Wanted {
  readonly link: HistoryLink
  /** What Jeedom lacks or holds otherwise, oldest first. */
  readonly wrong: readonly DatedValue[]
}

/**
 * Sends what each history lacks, oldest first, reads it back and calls it delivered; makes the newest value the present
 * one again; last, what is true now. @returns values sent.
 * Throws PEER_UNSUPPORTED at its end when a command cannot keep what it is sent; the others have got theirs.
 */
export async function deliver(errand: Errand): Promise<number> {
  const delivery = new HistoryDelivery(errand)
  const { tasks, faults } = await delivery.plan()
  for (const task of tasks) await delivery.perform(task)
  for (const link of errand.links.filter(isHistory)) await delivery.refresh(link)
  const present = await sendPresent(errand)
  const all = [...faults, ...present.faults]
  if (all.length > 0) throw setupFailure(all, errand.client)
  const fed = new Set(
    errand.links
      .filter(isHistory)
      .filter(({ command }) => settles(command.history))
      .map(({ scene, command }) => feedOf(scene.meter.pdl, command.history.fedBy)),
  )
  const rest = errand.changes.filter(({ pdl, dataset }) => !fed.has(feedOf(pdl, dataset)))
  if (rest.length > 0) await errand.delivered(rest)
  return delivery.sent + present.sent
}

class HistoryDelivery {
  sent = 0
  private total = 0
  private readonly blocked = new Set<HistoryLink>()

  constructor(private readonly errand: Errand) {}

  /** Compares first: what is there already does not leave, nor wake a scenario. */
  async plan(): Promise<{ tasks: Task[]; faults: string[] }> {
    const { client, links, log, source } = this.errand
    const { curveDays } = client.settings
    const filled = await this.filled()
    const [tasks, faults]: [Task[], string[]] = [[], []]
    for (const link of links.filter(isHistory)) {
      const { scene, command, remote } = link
      const everything = filled[label(link)] !== remote.id
      const wanted = await wantedDays(source, scene, command.history, this.errand.changes, {
        curveDays,
        everything,
      })
      const found = faultsOf(command, remote)
      const wrong = found.length > 0 ? [] : await this.wrongOf(link, wanted.days)
      found.push(...(found.length > 0 ? [] : faultsOf(command, remote, valuesOf(wrong))))
      if (found.length > 0) {
        this.blocked.add(link)
        await this.forgetFilled(link)
        if (wanted.changed.size > 0) faults.push(`${label(link)}: ${found.join('; ')}`)
        continue
      }
      if (wanted.tooOld.length > 0)
        log(`${label(link)}: ${wanted.tooOld.length} days older than ${curveDays} days are left out`)
      tasks.push({ ...wanted, link, wrong })
      this.total += wrong.length
    }
    if (this.total > PACE_PER_SECOND * WORTH_SAYING_SECONDS) log(announcement(this.total))
    return { tasks, faults }
  }

  async perform(task: Task): Promise<void> {
    const { link, wrong, changed } = task
    const waiting = [...changed].sort()
    const settle = async (before: Day | undefined) => {
      const count = before === undefined ? waiting.length : waiting.findIndex((day) => day >= before)
      await this.delivered(link, waiting.splice(0, count < 0 ? waiting.length : count))
    }
    for (let start = 0; start < wrong.length; start += SLICE) {
      const slice = wrong.slice(start, start + SLICE)
      await settle(slice[0]?.day)
      for (const value of slice) await this.event(link, value)
      await this.readBack(link, slice)
    }
    await settle(undefined)
    const filled = await this.filled()
    if (filled[label(link)] !== link.remote.id)
      await this.errand.memory.set(FILLED, { ...filled, [label(link)]: link.remote.id })
  }

  /** An old date that was sent, by this run or one that was cut, has become the present value: the newest takes its place. */
  async refresh(link: HistoryLink): Promise<void> {
    const { client, source } = this.errand
    if (this.blocked.has(link)) return
    const newest = await newestOf(source, link, client.settings.curveDays)
    if (!newest) return
    const shown = await client.current(link.remote.id)
    if (shown.datetime === newest.key && Number(shown.value) === newest.value) return
    await this.event(link, newest)
    await this.readBack(link, [newest])
  }

  private async event({ remote }: HistoryLink, { value, key }: DatedValue): Promise<void> {
    await this.errand.client.event(remote.id, value, key)
    this.sent++
    this.errand.progress(this.sent, Math.max(this.total, this.sent))
  }

  private async wrongOf(
    { scene, command, remote }: HistoryLink,
    days: readonly Day[],
  ): Promise<DatedValue[]> {
    const wrong: DatedValue[] = []
    for await (const { window, values } of loadsOf(this.errand.source, scene, command.history, days)) {
      if (values.length === 0) continue
      const held = await heldIn(this.errand.client, remote.id, window)
      wrong.push(...values.filter((value) => !isSettled(held, value)))
    }
    return wrong
  }

  private async readBack(link: HistoryLink, sent: readonly DatedValue[]): Promise<void> {
    const { client } = this.errand
    const days = sent.map(({ day }) => day)
    let lost = 0
    for (const window of windowsOf(days, windowDays(link.command.history))) {
      const held = await heldIn(client, link.remote.id, window)
      const inside = sent.filter(({ day }) => day >= window.from && day < window.to)
      lost += inside.filter((value) => !isKept(held, value)).length
    }
    if (lost > 0) throw droppedFailure(lost, label(link), client.settings)
  }

  private async delivered({ scene, command }: HistoryLink, days: readonly Day[]): Promise<void> {
    if (days.length === 0 || !settles(command.history)) return
    await this.errand.delivered([{ dataset: command.history.fedBy, pdl: scene.meter.pdl, days }])
  }

  /** Its readings may be delivered through another history: once it is mended, it is given all that is known. */
  private async forgetFilled(link: HistoryLink): Promise<void> {
    if (settles(link.command.history)) return
    const others = Object.entries(await this.filled()).filter(([name]) => name !== label(link))
    await this.errand.memory.set(FILLED, Object.fromEntries(others))
  }

  private async filled(): Promise<Readonly<Record<string, string>>> {
    return (await this.errand.memory.get<Record<string, string>>(FILLED)) ?? {}
  }
}

/** Several histories are made of prices: their days are delivered when all of it is. */
function settles({ fedBy }: HistoryLink['command']['history']): boolean {
  return fedBy !== 'OFFERS'
}

function label({ scene, command }: Link): string {
  return labelOf(scene.meter.pdl, command.name)
}

function feedOf(pdl: string | null, dataset: string): string {
  return `${dataset} ${pdl ?? ''}`
}

function valuesOf(values: readonly DatedValue[]): number[] {
  return values.map(({ value }) => value)
}

function setupFailure(faults: readonly string[], { settings }: JeedomClient): ExportFailed {
  return new ExportFailed(
    'PEER_UNSUPPORTED',
    `${faults.length} commands at ${settings.shown} cannot keep what they are sent. ${faults.slice(0, 3).join('. ')}.`,
    { retry: 'later', detail: faults.join('\n') },
  )
}
