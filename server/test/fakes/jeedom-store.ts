/** What one Jeedom keeps, as its core does it (exports.md, 4; core 4.5.3): silent drops, clamping, smoothing, archiving. */
export interface StoredEquipment {
  readonly id: string
  readonly attributes: Record<string, unknown>
}

export interface StoredCommand {
  readonly id: string
  readonly equipmentId: string
  readonly attributes: Record<string, unknown>
  readonly configuration: Record<string, unknown>
  /** Texts by local date-time. */
  readonly live: Map<string, string>
  readonly archive: Map<string, string>
  value: string
  collectDate: string
}

export class JeedomError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/
const HOUR_MS = 60 * 60_000
const ARCHIVED_AFTER_MS = 2 * HOUR_MS
const SMOOTHED_MS = 5 * 60_000
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
/** Local texts as if they were UTC: only their distance matters. */
const msOf = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`)
const textOf = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

export class JeedomStore {
  readonly equipments = new Map<string, StoredEquipment>()
  readonly commands = new Map<string, StoredCommand>()
  hasVirtualPlugin = true
  private nextId = 40

  constructor(private readonly now: () => string) {}

  commandsOf(equipmentId: string): StoredCommand[] {
    return [...this.commands.values()]
      .filter((command) => command.equipmentId === equipmentId)
      .sort((a, b) => Number(a.attributes.order) - Number(b.attributes.order))
  }

  command(id: unknown, code: number): StoredCommand {
    const found = this.commands.get(words(id))
    if (!found) throw new JeedomError(code, `Commande introuvable : ${words(id)}`)
    return found
  }

  /** With `cmd`, commands that are not in the list are deleted. */
  save(params: Record<string, unknown>, isAdmin: boolean): StoredEquipment {
    const { id, cmd, ...attributes } = params
    if (params.eqType_name !== 'virtual' || !this.hasVirtualPlugin)
      throw new JeedomError(
        -32000,
        `Type incorrect (classe commande inexistante)${words(params.eqType_name)}Cmd`,
      )
    if (!isAdmin) throw new JeedomError(1, 'Vous n’êtes pas autorisé à effectuer cette action eqLogic::save')
    const known = this.equipments.get(words(id))
    const equipment = known ?? { id: String(this.nextId++), attributes: { isEnable: 0, name: '' } }
    Object.assign(equipment.attributes, attributes)
    for (const other of this.equipments.values())
      if (other !== equipment && other.attributes.name === equipment.attributes.name)
        throw new JeedomError(-32000, '[MySQL] Error code : 23000 (1062). Duplicate entry')
    this.equipments.set(equipment.id, equipment)
    if (!Array.isArray(cmd)) return equipment
    const before = this.commandsOf(equipment.id)
    const listed = new Set(cmd.map((one, order) => this.saveCommand(equipment.id, one, order).id))
    for (const { id: old } of before) if (!listed.has(old)) this.commands.delete(old)
    return equipment
  }

  /** `ok` whatever became of it; a date that cannot be read fails after the present value has changed. */
  event(command: StoredCommand, given: unknown, datetime: unknown): void {
    const { attributes, configuration } = command
    const equipment = this.equipments.get(command.equipmentId)
    if (attributes.type !== 'info' || words(equipment?.attributes.isEnable) !== '1') return
    const value = valueOf(command, given)
    if (words(configuration.denyValues).split(';').includes(value) && value !== '') return
    const at = datetime === undefined || datetime === null ? this.now() : words(datetime)
    command.value = value
    command.collectDate = at
    if (words(attributes.isHistorized) !== '1' || value === '') return
    if (!DATE_TIME.test(at) || Number.isNaN(msOf(at)))
      throw new JeedomError(-32000, `[MySQL] Error code : 22007 (1292). Incorrect datetime value: '${at}'`)
    if (isSmoothed(command)) smooth(command, at, value)
    else command.live.set(at, value)
  }

  /** Its start is excluded, a row before it comes along, and live rows come before archived ones of the same moment. */
  history(command: StoredCommand, startTime: unknown, endTime: unknown): object[] {
    const rows = [...command.live, ...command.archive].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const [from, to] = [words(startTime), words(endTime)]
    const inside = rows.filter(([at]) => at > from && at <= to)
    const before = rows.filter(([at]) => at <= from).slice(-1)
    return [...before, ...inside].map(([datetime, value]) => ({ cmd_id: command.id, value, datetime }))
  }

  /** The job of the night. */
  archive(): void {
    const limit = textOf(msOf(this.now()) - ARCHIVED_AFTER_MS)
    for (const command of this.commands.values()) {
      const old = [...command.live].filter(([at]) => at <= limit).sort()
      for (const [at] of old) command.live.delete(at)
      if (!isSmoothed(command)) {
        for (const [at, value] of old) command.archive.set(at, value)
        continue
      }
      for (const rows of Map.groupBy(old, ([at]) => at.slice(0, 13)).values()) {
        const mean = rows.reduce((sum, [, value]) => sum + Number(value), 0) / rows.length
        command.archive.set(rows[0]?.[0] ?? '', mean.toFixed(2))
      }
    }
  }

  private saveCommand(equipmentId: string, given: unknown, order: number): StoredCommand {
    const { id, configuration, ...attributes } = isRecord(given) ? given : {}
    const known = this.commands.get(words(id))
    const command: StoredCommand = known ?? {
      id: String(this.nextId++),
      equipmentId,
      attributes: { logicalId: '', name: '', type: '', subType: '', unite: '', isHistorized: '0' },
      configuration: {},
      live: new Map(),
      archive: new Map(),
      value: '',
      collectDate: '',
    }
    Object.assign(command.attributes, { order }, attributes)
    if (isRecord(configuration)) Object.assign(command.configuration, configuration)
    if (command.attributes.name === '')
      throw new JeedomError(-32000, 'Le nom de la commande ne peut pas être vide')
    if (
      this.commandsOf(equipmentId).some(
        (other) => other.id !== command.id && other.attributes.name === command.attributes.name,
      )
    )
      throw new JeedomError(-32000, '[MySQL] Error code : 23000 (1062). Duplicate entry')
    this.commands.set(command.id, command)
    return command
  }
}

function isSmoothed({ attributes, configuration }: StoredCommand): boolean {
  return attributes.subType === 'numeric' && configuration.historizeMode !== 'none'
}

/** Before it is archived already: one value per five minutes, the mean of all that were sent for it. */
function smooth({ live }: StoredCommand, at: string, value: string): void {
  const key = textOf(Math.floor(msOf(at) / SMOOTHED_MS) * SMOOTHED_MS)
  const known = live.get(key)
  live.set(key, known === undefined ? value : String((Number(known) + Number(value)) / 2))
}

function valueOf({ attributes, configuration }: StoredCommand, given: unknown): string {
  const text = given === undefined || given === null ? '0' : words(given)
  if (attributes.subType !== 'numeric' || text.trim() === '') return text.trim()
  const number = Number.parseFloat(text.replace(',', '.')) || 0
  const limit = (name: string, none: number) =>
    words(configuration[name]) === '' ? none : Number(configuration[name])
  return String(Math.min(limit('maxValue', Infinity), Math.max(limit('minValue', -Infinity), number)))
}
