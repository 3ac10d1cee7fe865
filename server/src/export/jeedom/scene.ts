import type { Day } from '../../core/index.js'
import type { ExportMeter, ExportSource } from '../export-source.js'
import { factsOf } from '../facts/facts.js'
import type { Command, HistorySource } from './catalogue.js'
import { catalogueOf, equipmentIdOf } from './catalogue.js'
import type { PresentValue } from './present-values.js'
import { presentValues } from './present-values.js'
import type { RemoteCommand } from './remote.js'
import type { Settings } from './settings.js'
import { invalid } from './settings.js'

/** A meter, the commands it is told by, and what those of the present should show. */
export interface Scene {
  readonly meter: ExportMeter
  readonly today: Day
  readonly commands: readonly Command[]
  readonly present: ReadonlyMap<string, PresentValue>
}

/** A command of ours and the command of Jeedom that stands for it. */
export interface Link {
  readonly scene: Scene
  readonly command: Command
  readonly remote: RemoteCommand
}

export interface HistoryLink extends Link {
  readonly command: Command & { readonly history: HistorySource }
}

/** Reads what may leave; where commands are named by hand, only those are in it. */
export async function scenesOf(source: ExportSource, settings: Settings): Promise<Scene[]> {
  const facts = await factsOf(source, {})
  const scenes = facts.meters.map((meter) => ({
    meter: meter.meter,
    today: facts.today,
    commands: catalogueOf(meter.meter, {
      ...facts.grid,
      buckets: Object.fromEntries(meter.energies.map(({ direction, buckets }) => [direction, buckets])),
    }),
    present: presentValues(meter, facts),
  }))
  const { mapped } = settings
  if (mapped === null) return scenes
  if (scenes.length > 1 && [...mapped.keys()].some((key) => !key.includes('/')))
    throw invalid('commands', 'pattern', 'With several meters, name each command as PDL/name.')
  return scenes.map((scene) => ({
    ...scene,
    commands: scene.commands.filter(({ name }) => mappedId(settings, scene.meter.pdl, name) !== undefined),
  }))
}

export function mappedId({ mapped }: Settings, pdl: string, name: string): string | undefined {
  return mapped?.get(`${pdl}/${name}`) ?? mapped?.get(name)
}

export function isHistory(link: Link): link is HistoryLink {
  return link.command.history !== null
}

/** How a command is called in messages: its place with us, which outlives its number in Jeedom. */
export function labelOf(pdl: string, name: string): string {
  return `${equipmentIdOf(pdl)}/${name}`
}
