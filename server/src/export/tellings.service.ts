import { Injectable } from '@nestjs/common'

import { AppError, ExportFailed } from '../core/index.js'
import { Announcements } from './announcements.repository.js'
import type { Delivery, Exporter } from './exporter.js'
import { Unconfirmed } from './tell-failures.js'

export interface ToldNotices {
  readonly told: number
  /** What kept some from being told. */
  readonly problem: AppError | null
}

/**
 * Tells a destination the notices that it has not heard. Each is marked before it is sent: what a crash cuts is in doubt
 * afterwards, and is never told twice.
 */
@Injectable()
export class Tellings {
  constructor(private readonly announcements: Announcements) {}

  /** Stops at the first failure: the others wait for the next run. Throws only what is not a failure of the destination. */
  async tell(
    { tell, kind }: Pick<Exporter, 'tell' | 'kind'>,
    targetId: string,
    delivery: Delivery,
  ): Promise<ToldNotices> {
    if (!tell) return { told: 0, problem: null }
    let told = 0
    let problem: AppError | null = null
    for (const { notice, isDoubtful } of await this.announcements.due(targetId)) {
      delivery.signal.throwIfAborted()
      await this.announcements.mark(targetId, notice.id, 'sending')
      try {
        const { options, memory, signal, log } = delivery
        const outcome = await tell({ options, memory, signal, log, notice, isDoubtful })
        await this.announcements.mark(targetId, notice.id, outcome === 'TOLD' ? 'told' : 'doubtful')
        if (outcome === 'TOLD') told++
        else problem ??= doubtful(kind)
        delivery.log(`${notice.title}: ${outcome === 'TOLD' ? 'told' : 'in doubt, not told again'}`)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (!(error instanceof Unconfirmed)) await this.announcements.mark(targetId, notice.id, 'waiting')
        delivery.log(`${notice.title}: ${error.message}`)
        return { told, problem: error }
      }
    }
    return { told, problem }
  }
}

function doubtful(kind: string): AppError {
  return new ExportFailed(
    'PEER_DROPPED',
    `A notice to ${kind} got no answer: it may not have arrived. It is not told again, lest it be told twice.`,
  )
}
