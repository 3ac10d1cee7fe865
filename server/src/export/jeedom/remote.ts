/** An equipment of Jeedom, as its API gives it. */
export interface RemoteEquipment {
  readonly id: string
  readonly logicalId: string
  readonly name: string
  readonly isEnabled: boolean
}

/** A command of Jeedom, ours or a person's. */
export interface RemoteCommand {
  readonly id: string
  readonly logicalId: string
  readonly name: string
  readonly type: string
  readonly subType: string
  readonly isHistorized: boolean
  /** Place among the commands of its equipment. */
  readonly order: unknown
  readonly configuration: Readonly<Record<string, unknown>>
  /** '' = it shows nothing. */
  readonly currentValue: string
}

/** Texts, as stored: `2026-11-01 00:00:00` of Jeedom's wall clock. */
export interface HeldRow {
  readonly datetime: string
  readonly value: string
}

export function equipmentOf(given: unknown): RemoteEquipment {
  const row = recordOf(given)
  return {
    id: textOf(row.id),
    logicalId: textOf(row.logicalId),
    name: textOf(row.name),
    isEnabled: isOn(row.isEnable),
  }
}

export function commandOf(given: unknown): RemoteCommand {
  const row = recordOf(given)
  return {
    id: textOf(row.id),
    logicalId: textOf(row.logicalId),
    name: textOf(row.name),
    type: textOf(row.type),
    subType: textOf(row.subType),
    isHistorized: isOn(row.isHistorized),
    order: row.order,
    configuration: recordOf(row.configuration),
    currentValue: textOf(row.currentValue),
  }
}

export function rowOf(given: unknown): HeldRow {
  const row = recordOf(given)
  return { datetime: textOf(row.datetime), value: textOf(row.value) }
}

export function currentOf(given: unknown): HeldRow {
  const row = recordOf(given)
  return { datetime: textOf(row.collectDate), value: textOf(row.value) }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function isOn(value: unknown): boolean {
  return textOf(value) === '1' || value === true
}
