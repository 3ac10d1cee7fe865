import { CommandRefused } from './access.js'
import type { GridShape, GridStatistics } from './energy-preferences.js'
import { gridShapeFor, mergeGrid } from './energy-preferences.js'
import type { HomeAssistantSocket } from './socket.js'

type Sources = readonly Readonly<Record<string, unknown>>[]

/**
 * Adds meters to the Energy dashboard: reads the user's preferences, merges, writes the whole list back.
 * @returns statistics added
 */
export async function addToEnergyDashboard(
  socket: HomeAssistantSocket,
  meters: readonly GridStatistics[],
): Promise<number> {
  const sources = await sourcesOf(socket)
  const shape = sources.some((source) => 'flow_from' in source) ? 'flows' : gridShapeFor(socket.version)
  try {
    return await save(socket, sources, meters, shape)
  } catch (error) {
    const isShape = error instanceof CommandRefused && error.refusal === 'invalid_format'
    if (!isShape) throw error
    return save(socket, sources, meters, shape === 'flat' ? 'flows' : 'flat')
  }
}

async function save(
  socket: HomeAssistantSocket,
  sources: Sources,
  meters: readonly GridStatistics[],
  shape: GridShape,
): Promise<number> {
  const merged = mergeGrid(sources, meters, shape)
  if (merged.added > 0) await socket.command('energy/save_prefs', { energy_sources: merged.sources })
  return merged.added
}

/** Preferences that were never set are empty. */
async function sourcesOf(socket: HomeAssistantSocket): Promise<Sources> {
  try {
    const preferences = (await socket.command('energy/get_prefs')) as { energy_sources?: Sources } | null
    return preferences?.energy_sources ?? []
  } catch (error) {
    if (error instanceof CommandRefused && error.refusal === 'not_found') return []
    throw error
  }
}
