import { EntityManager } from '@mikro-orm/postgresql'
import { Injectable } from '@nestjs/common'

import type { Instant, Language, NoticeKind, TellableNotice } from '../core/index.js'
import { announce, Clock, inLanguage, NotFound, withdraw } from '../core/index.js'
import { RULES } from './alert-rules.js'
import type { Fact } from './fact.js'
import type { Settlement } from './settle.js'
import { StoredNotice } from './stored-notice.entity.js'

/** Where and when a fact that speaks for the first time leaves. */
export type Route = (fact: Fact) => { readonly targetIds: readonly string[]; readonly notBefore: Instant }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY_MS = 24 * 60 * 60_000
const YEAR_MS = 365 * DAY_MS

/** What spoke, and what is to be said of it, in one transaction. */
@Injectable()
export class NoticesRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Notices that hold, and those that went within a day. */
  async recent(): Promise<StoredNotice[]> {
    const since = new Date(this.clock.now() - DAY_MS)
    return this.em.fork().find(StoredNotice, { $or: [{ goneAt: null }, { goneAt: { $gte: since } }] })
  }

  /** @returns the new ones. */
  async write(
    { raised, changed, gone }: Settlement<StoredNotice>,
    route: Route,
    language: Language,
  ): Promise<StoredNotice[]> {
    const at = new Date(this.clock.now())
    return this.em.fork().transactional(async (em) => {
      await em.nativeUpdate(StoredNotice, { id: gone.map(({ id }) => id) }, { goneAt: at, updatedAt: at })
      await withdraw(
        em,
        gone.map(({ id }) => id),
      )
      for (const { held, fact, lifts } of changed)
        await em.nativeUpdate(
          StoredNotice,
          { id: held.id },
          { ...fieldsOf(fact), goneAt: null, updatedAt: at, ...(lifts && { dismissedAt: null }) },
        )
      const notices: StoredNotice[] = []
      for (const fact of raised) {
        const notice = em.create(StoredNotice, {
          ...fieldsOf(fact),
          key: fact.key,
          kind: fact.kind,
          since: at,
          createdAt: at,
          updatedAt: at,
        })
        await em.persist(notice).flush()
        await announce(em, tellable(notice, fact, language), route(fact))
        notices.push(notice)
      }
      return notices
    })
  }

  /** Newest first. @param before id of the last one already seen. */
  async list(
    limit: number,
    { withDismissed, before }: { readonly withDismissed: boolean; readonly before?: string | undefined },
  ): Promise<StoredNotice[]> {
    const last = before === undefined ? null : await this.find(before)
    if (before !== undefined && !last) return []
    return this.em.fork().find(
      StoredNotice,
      {
        goneAt: null,
        ...(!withDismissed && { dismissedAt: null }),
        ...(last && { $or: [{ since: { $lt: last.since } }, { since: last.since, id: { $lt: last.id } }] }),
      },
      { limit, orderBy: { since: 'desc', id: 'desc' } },
    )
  }

  /** Throws NOT_FOUND. */
  async dismiss(id: string): Promise<StoredNotice> {
    const em = this.em.fork()
    const notice = UUID.test(id) ? await em.findOne(StoredNotice, { id }) : null
    if (!notice) throw new NotFound(`No notice ${id}. Notices are listed by notices.`)
    notice.dismissedAt ??= new Date(this.clock.now())
    await em.flush()
    return notice
  }

  /** Those that went more than a year ago. */
  async cleanUp(): Promise<void> {
    await this.em.fork().nativeDelete(StoredNotice, { goneAt: { $lt: new Date(this.clock.now() - YEAR_MS) } })
  }

  private find(id: string): Promise<StoredNotice | null> {
    return UUID.test(id) ? this.em.fork().findOne(StoredNotice, { id }) : Promise.resolve(null)
  }
}

export function titleOf(kind: NoticeKind, language: Language): string {
  return inLanguage(language)(RULES[kind].title)
}

function fieldsOf({ level, pdl, targetId, range, reason, text }: Fact) {
  return {
    level,
    usagePointId: pdl,
    exportConfigId: targetId,
    fromDate: range?.from ?? null,
    toDate: range?.to ?? null,
    reason,
    text,
  }
}

function tellable({ id, since }: StoredNotice, fact: Fact, language: Language): TellableNotice {
  const { kind, level, pdl, reason, range, text } = fact
  return {
    id,
    kind,
    level,
    title: titleOf(kind, language),
    text: inLanguage(language)(text),
    pdl,
    reason,
    range,
    since: since.getTime(),
  }
}
