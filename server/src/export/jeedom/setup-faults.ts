import type { Command } from './catalogue.js'
import type { RemoteCommand } from './remote.js'
import { textOf } from './remote.js'

/** What a value of ours may reach: beyond, a limit of Jeedom cuts in silence. */
const REACHED: Readonly<Record<string, number>> = {
  W: 36_000,
  VA: 36_000,
  Wh: 36_000 * 24,
  kWh: 36 * 24 * 366,
}

/**
 * Why a command of Jeedom would not keep what it is sent, though it says ok. Empty = nothing.
 * `values`: what is about to be sent; without them, limits are not judged.
 */
export function faultsOf(command: Command, remote: RemoteCommand, values: Iterable<number> = []): string[] {
  const faults: string[] = []
  const { configuration } = remote
  if (remote.type !== 'info') faults.push('it is not of type info')
  const takes = command.subType === 'numeric' ? remote.subType === 'numeric' : remote.subType === 'string'
  if (!takes) faults.push(`its subtype is ${remote.subType || 'unknown'}, not ${command.subType}`)
  if (command.history) {
    if (!remote.isHistorized) faults.push('it is not historized')
    if (textOf(configuration.historizeMode) !== 'none')
      faults.push('its smoothing mode is not "none": values would be averaged')
  }
  if (textOf(configuration.calculValueOffset).trim() !== '') faults.push('a formula changes its values')
  const cut = limitsOf(remote)
  for (const value of values) {
    if (value < cut.min || value > cut.max) {
      faults.push(`its limits would cut ${value} ${command.unit}`.trim())
      break
    }
    if (cut.denied.has(String(value))) {
      faults.push(`it denies the value ${value}`)
      break
    }
  }
  return faults
}

/** What may cost values one day. Empty = nothing. */
export function risksOf(command: Command, remote: RemoteCommand): string[] {
  const risks: string[] = []
  if (command.subType !== 'numeric') return risks
  const { min, max, denied } = limitsOf(remote)
  const isShare = command.unit === '%'
  if (max < (REACHED[command.unit] ?? 0) || (min > 0 && !isShare)) risks.push('its limits may cut values')
  if (denied.size > 0) risks.push('it denies some values')
  const purge = textOf(remote.configuration.historyPurge)
  if (command.history && purge.startsWith('-')) risks.push(`Jeedom erases its history (${purge})`)
  return risks
}

function limitsOf({ configuration }: RemoteCommand) {
  const limit = (name: string, none: number) => {
    const text = textOf(configuration[name]).trim()
    return text === '' || Number.isNaN(Number(text)) ? none : Number(text)
  }
  const denied = textOf(configuration.denyValues).split(';')
  return {
    min: limit('minValue', -Infinity),
    max: limit('maxValue', Infinity),
    denied: new Set(denied.map((one) => one.trim()).filter((one) => one !== '')),
  }
}
