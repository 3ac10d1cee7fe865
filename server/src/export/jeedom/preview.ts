import type { ChangedDays, Delivery, ExportMessage, ExportPreview } from '../exporter.js'
import { newEquipment } from './equipment.js'
import { secondsFor } from './pace.js'
import type { Scene } from './scene.js'
import { labelOf, scenesOf } from './scene.js'
import type { Settings } from './settings.js'
import { loadsOf, wantedDays } from './tasks.js'

/** As to a Jeedom that holds nothing of ours: what it shows already does not leave again. */
export async function previewOf(
  { source }: Pick<Delivery, 'source'>,
  settings: Settings,
  changes: readonly ChangedDays[],
  limit: number,
): Promise<ExportPreview> {
  const messages: ExportMessage[] = []
  let [total, values] = [0, 0]
  const add = (message: ExportMessage) => {
    total++
    values += message.values
    if (messages.length < limit) messages.push(message)
  }
  const scenes = await scenesOf(source, settings)
  for (const scene of scenes) {
    if (settings.mapped === null) add(creation(scene, settings))
    for (const { name, history } of scene.commands) {
      if (!history) continue
      const everything = false
      const { days } = await wantedDays(source, scene, history, changes, { ...settings, everything })
      for await (const load of loadsOf(source, scene, history, days))
        for (const { key, value } of load.values) add(event(scene, name, { value, datetime: key }))
    }
  }
  for (const scene of scenes) {
    for (const { name, history } of scene.commands) {
      const value = scene.present.get(name)
      if (!history && value !== undefined && value !== '') add(event(scene, name, { value }))
    }
  }
  return { messages, total, values, estimatedSeconds: secondsFor(values) }
}

function creation({ meter, commands }: Scene, settings: Settings): ExportMessage {
  const payload = JSON.stringify(newEquipment(meter, commands, settings))
  return { destination: 'eqLogic::save', payload, values: 0 }
}

function event({ meter }: Scene, name: string, params: object): ExportMessage {
  return {
    destination: `cmd::event ${labelOf(meter.pdl, name)}`,
    payload: JSON.stringify(params),
    values: 1,
  }
}
