import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { AnnouncementState, TellableNotice } from '../core/index.js'
import { Announcement, Clock } from '../core/index.js'
import { ExportTarget } from './export-target.entity.js'

/** A notice that a destination has not heard. */
export interface Due {
  readonly notice: TellableNotice
  /** It was begun, and nobody knows how it ended. */
  readonly isDoubtful: boolean
}

const OPEN = { state: { $in: ['waiting', 'sending'] as AnnouncementState[] } }
const YEAR_MS = 365 * 24 * 60 * 60_000

/** What was handed over to be told, destination by destination. */
@Injectable()
export class Announcements {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Oldest first; what waits for the end of quiet hours is not due. */
  async due(targetId: string): Promise<Due[]> {
    const rows = await this.em
      .fork()
      .find(Announcement, this.dueOf(targetId), { orderBy: { createdAt: 'asc', noticeId: 'asc' } })
    return rows.map(({ message, state }) => ({ notice: message, isDoubtful: state === 'sending' }))
  }

  countDue(targetId: string): Promise<number> {
    return this.em.fork().count(Announcement, this.dueOf(targetId))
  }

  /** Written before it is told, and again when it is known how that went. */
  async mark(targetId: string, noticeId: string, state: AnnouncementState): Promise<void> {
    await this.em
      .fork()
      .nativeUpdate(
        Announcement,
        { noticeId, exportConfigId: targetId },
        { state, updatedAt: new Date(this.clock.now()) },
      )
  }

  /** Those of destinations that are no more, and those older than a year. */
  async cleanUp(): Promise<void> {
    const em = this.em.fork()
    const ids = (await em.find(ExportTarget, {}, { fields: ['id'] })).map(({ id }) => id)
    await em.nativeDelete(Announcement, {
      $or: [{ exportConfigId: { $nin: ids } }, { updatedAt: { $lt: new Date(this.clock.now() - YEAR_MS) } }],
    })
  }

  private dueOf(targetId: string) {
    return { ...OPEN, exportConfigId: targetId, notBefore: { $lte: new Date(this.clock.now()) } }
  }
}
