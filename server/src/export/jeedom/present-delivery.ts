import type { Errand } from './deliver.js'
import { droppedFailure } from './failures.js'
import type { PresentValue } from './present-values.js'
import { isHistory, labelOf } from './scene.js'
import { faultsOf } from './setup-faults.js'

/** Tells each command of the present what it does not show yet, and looks whether it then does. */
export async function sendPresent({
  client,
  links,
}: Pick<Errand, 'client' | 'links'>): Promise<{ sent: number; faults: string[] }> {
  const faults: string[] = []
  let sent = 0
  for (const link of links) {
    const { scene, command, remote } = link
    const value = scene.present.get(command.name)
    if (isHistory(link) || value === undefined || shows(remote.currentValue, value)) continue
    const label = labelOf(scene.meter.pdl, command.name)
    const found = faultsOf(command, remote, typeof value === 'number' ? [value] : [])
    if (found.length > 0) {
      faults.push(`${label}: ${found.join('; ')}`)
      continue
    }
    await client.event(remote.id, value)
    sent++
    const { currentValue } = await client.command(remote.id)
    if (!shows(currentValue, value)) throw droppedFailure(1, label, client.settings)
  }
  return { sent, faults }
}

function shows(shown: string, value: PresentValue): boolean {
  return typeof value === 'number' ? shown !== '' && Number(shown) === value : shown === value
}
