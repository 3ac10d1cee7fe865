import { ExportFailed } from '../../core/index.js'
import { equipmentIdOf } from './catalogue.js'
import type { JeedomClient } from './client.js'
import { isOurs, newEquipment, withMissing, withoutOurs, withRepaired } from './equipment.js'
import { droppedFailure } from './failures.js'
import type { RemoteCommand, RemoteEquipment } from './remote.js'
import type { Link, Scene } from './scene.js'
import { mappedId } from './scene.js'
import { faultsOf, risksOf } from './setup-faults.js'

/** Finds, creates and mends the commands of Jeedom that stand for ours. */
export class Links {
  constructor(private readonly client: JeedomClient) {}

  /** What is there; creates nothing. */
  async find(scenes: readonly Scene[]): Promise<Link[]> {
    if (this.client.settings.mapped !== null) return this.mapped(scenes)
    const equipments = await this.ours()
    const links: Link[] = []
    for (const scene of scenes) {
      const equipment = equipments.get(equipmentIdOf(scene.meter.pdl))
      if (equipment) links.push(...linksOf(scene, await this.client.commandsOf(equipment.id)))
    }
    return links
  }

  /** The same, once what was missing has been created. */
  async ensure(scenes: readonly Scene[]): Promise<Link[]> {
    if (this.client.settings.mapped !== null) return this.mapped(scenes)
    const links: Link[] = []
    for (const scene of scenes) {
      const equipment = await this.equipmentOf(scene)
      links.push(...linksOf(scene, await this.completed(scene, equipment)))
    }
    return links
  }

  /** Puts our commands right where a person changed what they live by. @returns commands mended. */
  async mend(links: readonly Link[]): Promise<number> {
    if (this.client.settings.mapped !== null) return 0
    const equipments = await this.ours()
    let mended = 0
    for (const [scene, ofMeter] of Map.groupBy(links, (link) => link.scene)) {
      const wrong = ofMeter.filter(needsMending)
      const equipment = equipments.get(equipmentIdOf(scene.meter.pdl))
      if (wrong.length === 0 || !equipment) continue
      const there = await this.client.commandsOf(equipment.id)
      await this.client.save(
        withRepaired(
          equipment.id,
          there,
          wrong.map(({ command }) => command),
        ),
      )
      mended += wrong.length
    }
    return mended
  }

  /** Deletes our commands with their history; the equipment stays, with what a person added. @returns commands deleted. */
  async remove(pdls: Iterable<string>): Promise<number> {
    const equipments = await this.ours()
    let removed = 0
    for (const pdl of pdls) {
      const equipment = equipments.get(equipmentIdOf(pdl))
      const there = equipment ? await this.client.commandsOf(equipment.id) : []
      const ours = there.filter(isOurs)
      if (!equipment || ours.length === 0) continue
      await this.client.save(withoutOurs(equipment.id, there))
      const left = (await this.client.commandsOf(equipment.id)).filter(isOurs)
      if (left.length > 0)
        throw new ExportFailed('PEER_DROPPED', `Jeedom still holds ${left.length} commands of ours.`)
      removed += ours.length
    }
    return removed
  }

  private async equipmentOf(scene: Scene): Promise<RemoteEquipment> {
    const { pdl } = scene.meter
    const { settings } = this.client
    let found = (await this.ours()).get(equipmentIdOf(pdl))
    if (!found) {
      await this.client.save(newEquipment(scene.meter, scene.commands, settings))
      found = (await this.ours()).get(equipmentIdOf(pdl))
    }
    if (!found) throw droppedFailure(scene.commands.length, equipmentIdOf(pdl), settings)
    if (!found.isEnabled)
      throw new ExportFailed(
        'PEER_UNSUPPORTED',
        `The equipment "${found.name}" is disabled at ${settings.shown}, and keeps nothing: enable it.`,
      )
    return found
  }

  private async completed({ commands, meter }: Scene, { id }: RemoteEquipment): Promise<RemoteCommand[]> {
    const there = await this.client.commandsOf(id)
    const missing = missingOf(commands, there)
    if (missing.length === 0) return there
    await this.client.save(withMissing(id, there, missing, this.client.settings))
    const completed = await this.client.commandsOf(id)
    const still = missingOf(commands, completed).length
    if (still > 0) throw droppedFailure(still, equipmentIdOf(meter.pdl), this.client.settings)
    return completed
  }

  private async ours(): Promise<Map<string, RemoteEquipment>> {
    const equipments = new Map<string, RemoteEquipment>()
    for (const equipment of await this.client.virtualEquipments())
      if (!equipments.has(equipment.logicalId)) equipments.set(equipment.logicalId, equipment)
    return equipments
  }

  private async mapped(scenes: readonly Scene[]): Promise<Link[]> {
    const links: Link[] = []
    for (const scene of scenes) {
      for (const command of scene.commands) {
        const id = mappedId(this.client.settings, scene.meter.pdl, command.name)
        if (id !== undefined) links.push({ scene, command, remote: await this.client.command(id) })
      }
    }
    return links
  }
}

function needsMending({ command, remote }: Link): boolean {
  return faultsOf(command, remote).length > 0 || risksOf(command, remote).length > 0
}

function linksOf(scene: Scene, there: readonly RemoteCommand[]): Link[] {
  return scene.commands.flatMap((command) => {
    const remote = there.find(({ logicalId }) => logicalId === command.name)
    return remote ? [{ scene, command, remote }] : []
  })
}

function missingOf(commands: Scene['commands'], there: readonly RemoteCommand[]): Scene['commands'] {
  return commands.filter(({ name }) => !there.some(({ logicalId }) => logicalId === name))
}
