import type { ExportMeter } from '../export-source.js'
import type { Command } from './catalogue.js'
import { COMMAND_NAMES, equipmentIdOf } from './catalogue.js'
import type { RemoteCommand } from './remote.js'
import type { Settings } from './settings.js'

type Params = Readonly<Record<string, unknown>>
type Wording = Pick<Settings, 'language' | 'objectId'>

/** What `eqLogic::save` is given for a meter that has no equipment yet. */
export function newEquipment(meter: ExportMeter, commands: readonly Command[], wording: Wording): Params {
  const { pdl, name } = meter
  return {
    eqType_name: 'virtual',
    name: cleaned(name === null ? `Linky ${pdl}` : `Linky ${name} (${pdl})`),
    logicalId: equipmentIdOf(pdl),
    ...(wording.objectId === undefined ? {} : { object_id: wording.objectId }),
    isEnable: 1,
    isVisible: 1,
    cmd: commands.map((command) => newCommand(command, wording)),
  }
}

/** Adds what is missing. What is not listed would be deleted: everything there goes back, by its id alone, in its place. */
export function withMissing(
  id: string,
  there: readonly RemoteCommand[],
  missing: readonly Command[],
  wording: Wording,
): Params {
  const taken = new Set(there.map(({ name }) => name))
  const added = missing.map((command) => {
    const created = newCommand(command, wording)
    return taken.has(created.name) ? { ...created, name: `${created.name} (Linky Local)` } : created
  })
  return { id, eqType_name: 'virtual', cmd: [...there.map(untouched), ...added] }
}

/** Puts our own commands right again; those of a person stay as they are. */
export function withRepaired(
  id: string,
  there: readonly RemoteCommand[],
  commands: readonly Command[],
): Params {
  const cmd = there.map((remote) => {
    const command = commands.find(({ name }) => name === remote.logicalId)
    if (!command) return untouched(remote)
    const { configuration, ...facts } = factsOf(command)
    return {
      ...untouched(remote),
      ...facts,
      configuration: {
        ...configuration,
        minValue: '',
        maxValue: '',
        denyValues: '',
        calculValueOffset: '',
      },
    }
  })
  return { id, eqType_name: 'virtual', cmd }
}

/** Leaves only what a person added: ours go, with their history. */
export function withoutOurs(id: string, there: readonly RemoteCommand[]): Params {
  return { id, eqType_name: 'virtual', cmd: there.filter((remote) => !isOurs(remote)).map(untouched) }
}

export function isOurs({ logicalId }: RemoteCommand): boolean {
  return COMMAND_NAMES.has(logicalId)
}

function newCommand(command: Command, { language }: Wording) {
  return {
    name: cleaned(command.title[language]),
    logicalId: command.name,
    ...factsOf(command),
    isVisible: 1,
  }
}

function factsOf({ subType, unit, history }: Command) {
  return {
    type: 'info',
    subType,
    unite: unit,
    isHistorized: history ? 1 : 0,
    configuration: history ? { historizeMode: 'none' } : {},
  }
}

function untouched({ id, order }: RemoteCommand): Params {
  return order === undefined ? { id } : { id, order }
}

/** Jeedom takes these out of names by itself. */
function cleaned(name: string): string {
  return name
    .replace(/[&#\][%\\/'"*<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
