import type { DayRange } from '../../core/index.js'
import { daysOf } from '../../core/index.js'
import type { ExportSource } from '../export-source.js'
import type { ChangedDays, ExportDifference, Verified } from '../exporter.js'
import { JEEDOM_DATASETS } from './catalogue.js'
import type { JeedomClient } from './client.js'
import { heldIn, isKept } from './held.js'
import type { Link, Scene } from './scene.js'
import { labelOf } from './scene.js'
import { loadsOf, wantedDays } from './tasks.js'

/** Every known value of the range beside what `cmd::getHistory` gives. A command that is not there holds nothing. */
export async function verifyHistory(
  client: JeedomClient,
  source: ExportSource,
  scenes: readonly Scene[],
  links: readonly Link[],
  range: DayRange,
): Promise<Verified> {
  const differences: ExportDifference[] = []
  let compared = 0
  for (const scene of scenes) {
    const changes = allChanges([scene], range)
    for (const command of scene.commands) {
      const { name, history, unit } = command
      if (!history) continue
      const remote = links.find((link) => link.scene === scene && link.command === command)?.remote
      const wanted = { ...client.settings, everything: false }
      const { days } = await wantedDays(source, scene, history, changes, wanted)
      for await (const { window, values } of loadsOf(source, scene, history, days)) {
        if (values.length === 0) continue
        const held = remote ? await heldIn(client, remote.id, window) : new Map<string, number[]>()
        compared += values.length
        for (const value of values) {
          if (isKept(held, value)) continue
          const found = held.get(value.key)?.at(0) ?? null
          differences.push({
            key: labelOf(scene.meter.pdl, name),
            at: value.at,
            expected: value.value,
            found,
            unit,
          })
        }
      }
    }
  }
  return { compared, differences }
}

/** Every day of a range, as if all had changed. */
export function allChanges(scenes: readonly Scene[], range: DayRange): ChangedDays[] {
  const days = daysOf(range)
  return scenes.flatMap(({ meter: { pdl } }) => JEEDOM_DATASETS.map((dataset) => ({ dataset, pdl, days })))
}
