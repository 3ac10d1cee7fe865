import { Injectable } from '@nestjs/common'

import type { DayRange } from '../../core/index.js'
import { Clock, ExportFailed } from '../../core/index.js'
import type {
  ChangedDays,
  Delivery,
  Exporter,
  ExportPreview,
  OptionValues,
  ProtocolCheck,
  SendRequest,
  Verified,
} from '../exporter.js'
import { JEEDOM_DATASETS } from './catalogue.js'
import { checkPeer } from './check.js'
import { JeedomClient } from './client.js'
import { deliver, FILLED } from './deliver.js'
import { Links } from './links.js'
import { OPTIONS } from './options.js'
import { previewOf } from './preview.js'
import type { Scene } from './scene.js'
import { scenesOf } from './scene.js'
import { settingsOf } from './settings.js'
import { allChanges, verifyHistory } from './verify.js'

interface Visit {
  readonly client: JeedomClient
  readonly links: Links
  readonly scenes: readonly Scene[]
}

/**
 * Readings as commands of Jeedom: dated histories, and beside them what is true now. It says `ok` to what it drops:
 * only what is read back counts as delivered.
 */
@Injectable()
export class JeedomExporter implements Exporter {
  readonly kind = 'JEEDOM'
  readonly tellsPrice = true
  readonly options = OPTIONS
  readonly datasets = JEEDOM_DATASETS

  constructor(private readonly clock: Clock) {}

  check(options: OptionValues, signal: AbortSignal): Promise<readonly ProtocolCheck[]> {
    return this.withClient(options, signal, checkPeer)
  }

  async preview(
    delivery: Pick<Delivery, 'options' | 'source'>,
    changes: readonly ChangedDays[],
    limit: number,
  ): Promise<ExportPreview> {
    return previewOf(delivery, settingsOf(delivery.options), changes, limit)
  }

  /** Jeedom is compared before anything is sent: what a cut left in doubt needs no other care. */
  send(request: SendRequest): Promise<{ readonly records: number }> {
    return this.deliver(request, () => request.changes, request.delivered)
  }

  verify(delivery: Delivery, range: DayRange): Promise<Verified> {
    return this.visit(delivery, async ({ client, links, scenes }) =>
      verifyHistory(client, delivery.source, scenes, await links.find(scenes), range),
    )
  }

  repair(delivery: Delivery, range: DayRange): Promise<{ readonly records: number }> {
    return this.deliver(
      delivery,
      (scenes) => allChanges(scenes, range),
      () => Promise.resolve(),
    )
  }

  /** Creates the equipment of each meter, and puts right the commands that somebody changed. @returns commands there. */
  install(delivery: Delivery): Promise<{ readonly records: number }> {
    return this.visit(delivery, async ({ links, scenes }) => {
      const found = await links.ensure(scenes)
      const mended = await links.mend(found)
      if (mended > 0) delivery.log(`${mended} commands put right`)
      return { records: found.length }
    })
  }

  /** Deletes our commands and their history. The equipment stays: the API cannot delete it. @returns commands deleted. */
  purge(delivery: Delivery): Promise<{ readonly records: number }> {
    return this.visit(delivery, async ({ client, links, scenes }) => {
      if (client.settings.mapped !== null)
        throw new ExportFailed(
          'PEER_UNSUPPORTED',
          'These commands are yours, and the API of Jeedom cannot empty a history: do it in Jeedom.',
        )
      const records = await links.remove(scenes.map(({ meter }) => meter.pdl))
      await delivery.memory.set(FILLED, {})
      delivery.log('the empty equipments stay: delete them in Jeedom')
      return { records }
    })
  }

  private deliver(
    delivery: Delivery,
    changesOf: (scenes: readonly Scene[]) => readonly ChangedDays[],
    delivered: SendRequest['delivered'],
  ): Promise<{ readonly records: number }> {
    return this.visit(delivery, async ({ client, links, scenes }) => ({
      records: await deliver({
        ...delivery,
        client,
        links: await links.ensure(scenes),
        changes: changesOf(scenes),
        delivered,
      }),
    }))
  }

  private visit<T>({ options, source, signal }: Delivery, work: (visit: Visit) => Promise<T>): Promise<T> {
    return this.withClient(options, signal, async (client) =>
      work({ client, links: new Links(client), scenes: await scenesOf(source, client.settings) }),
    )
  }

  private async withClient<T>(
    options: OptionValues,
    signal: AbortSignal,
    work: (client: JeedomClient) => Promise<T>,
  ): Promise<T> {
    const client = new JeedomClient(settingsOf(options), signal, () => this.clock.now())
    try {
      return await work(client)
    } finally {
      client.close()
    }
  }
}
