import { AppError, ExportFailed } from '../../core/index.js'
import type { CheckPassed, ProtocolCheck } from '../exporter.js'
import type { Command } from './catalogue.js'
import { ALL_COMMANDS, equipmentIdOf } from './catalogue.js'
import type { JeedomClient } from './client.js'
import { pluginFailure } from './failures.js'
import type { RemoteCommand } from './remote.js'
import { faultsOf, risksOf } from './setup-faults.js'

type Passed = Omit<CheckPassed, 'durationMs'>

/** Tries the address, the key, the plugin, then every command that is there already. Writes nothing. */
export async function checkPeer(client: JeedomClient): Promise<ProtocolCheck[]> {
  const checks: ProtocolCheck[] = []
  let peer: string | null = null
  const steps: readonly (readonly [string, () => Promise<Passed>])[] = [
    [
      'jsonrpc',
      async () => {
        await client.ping()
        return passed(null)
      },
    ],
    [
      'key',
      async () => {
        peer = `Jeedom ${await client.version()}`
        return passed(peer)
      },
    ],
    ...(client.settings.mapped === null ? [['virtual', () => virtualPlugin(client)] as const] : []),
    ['commands', () => commands(client)],
  ]
  for (const [protocol, step] of steps) {
    const outcome = await timed(step)
    checks.push({
      protocol,
      outcome: outcome instanceof AppError ? outcome : { ...outcome, peer: outcome.peer ?? peer },
    })
    if (outcome instanceof AppError) break
  }
  return checks
}

/** An equipment of its own proves it; without any, Jeedom is asked for its plugins, which not every key may see. */
async function virtualPlugin(client: JeedomClient): Promise<Passed> {
  if ((await client.virtualEquipments()).length > 0) return passed(null)
  const has = await client.hasPlugin('virtual').catch((failure: unknown) => {
    if (failure instanceof ExportFailed && failure.code !== 'PEER_UNREACHABLE') return null
    throw failure
  })
  if (has === false) throw pluginFailure(client.settings)
  return passed(null)
}

async function commands(client: JeedomClient): Promise<Passed> {
  const pairs = await (client.settings.mapped === null ? ownCommands(client) : namedCommands(client))
  const faults = pairs.flatMap(({ label, command, remote }) =>
    faultsOf(command, remote).map((fault) => `${label}: ${fault}`),
  )
  if (faults.length > 0)
    throw new ExportFailed(
      'PEER_UNSUPPORTED',
      `Commands at ${client.settings.shown} cannot keep what they are sent. ${faults.slice(0, 3).join('. ')}.`,
      { detail: faults.join('\n') },
    )
  const risks = pairs.flatMap(({ label, command, remote }) =>
    risksOf(command, remote).map((risk) => `${label}: ${risk}`),
  )
  const warnings = risks.map((risk) => new ExportFailed('PEER_DROPPED', `Values may be lost. ${risk}.`))
  return { peer: null, warnings }
}

interface Pair {
  readonly label: string
  readonly command: Command
  readonly remote: RemoteCommand
}

async function ownCommands(client: JeedomClient): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (const equipment of await client.virtualEquipments()) {
    if (!equipment.logicalId.startsWith(equipmentIdOf(''))) continue
    if (!equipment.isEnabled)
      throw new ExportFailed(
        'PEER_UNSUPPORTED',
        `The equipment "${equipment.name}" is disabled, and keeps nothing: enable it.`,
      )
    for (const remote of await client.commandsOf(equipment.id)) {
      const command = ALL_COMMANDS.find(({ name }) => name === remote.logicalId)
      if (command) pairs.push({ label: `${equipment.logicalId}/${command.name}`, command, remote })
    }
  }
  return pairs
}

async function namedCommands(client: JeedomClient): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (const [key, id] of client.settings.mapped ?? []) {
    const command = ALL_COMMANDS.find(({ name }) => name === key.split('/').at(-1))
    if (command) pairs.push({ label: `${key} (${id})`, command, remote: await client.command(id) })
  }
  return pairs
}

function passed(peer: string | null): Passed {
  return { peer, warnings: [] }
}

async function timed(step: () => Promise<Passed>): Promise<CheckPassed | AppError> {
  const startedAt = performance.now()
  try {
    return { ...(await step()), durationMs: Math.round(performance.now() - startedAt) }
  } catch (failure) {
    if (failure instanceof AppError) return failure
    throw failure
  }
}
