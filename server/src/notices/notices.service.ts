import { EntityManager } from '@mikro-orm/postgresql'
import { Inject, Injectable, Logger } from '@nestjs/common'

import type { NoticeKind } from '../core/index.js'
import { Clock, EventBus, messageOf, Preferences, withAdvisoryLock } from '../core/index.js'
import { Alerts } from './alerts.service.js'
import type { Fact } from './fact.js'
import { NoticesRepository } from './notices.repository.js'
import { notBefore } from './quiet-hours.js'
import { settle } from './settle.js'
import type { Watch } from './watch/watch.js'
import { WATCHES } from './watch/watch.js'

const LOCK = 'linky-local/notices'

/** Looks at the facts, and lets each speak once. One at a time over all processes; what is asked meanwhile is looked at next. */
@Injectable()
export class NoticesService {
  private readonly logger = new Logger(NoticesService.name)
  private looking: Promise<void> | undefined
  private isAskedAgain = false

  constructor(
    @Inject(WATCHES) private readonly watches: readonly Watch[],
    private readonly alerts: Alerts,
    private readonly notices: NoticesRepository,
    private readonly preferences: Preferences,
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  /** Resolves when the facts of the moment of the call have been looked at. */
  look(): Promise<void> {
    if (this.looking) {
      this.isAskedAgain = true
      return this.looking
    }
    this.looking = this.lookOn().finally(() => {
      this.looking = undefined
    })
    return this.looking
  }

  /** Resolves when nothing is looked at. */
  async idle(): Promise<void> {
    await this.looking
  }

  private async lookOn(): Promise<void> {
    do {
      await withAdvisoryLock(this.em, LOCK, () => this.lookOnce())
    } while (this.wasAskedAgain())
  }

  private wasAskedAgain(): boolean {
    const asked = this.isAskedAgain
    this.isAskedAgain = false
    return asked
  }

  private async lookOnce(): Promise<void> {
    const [rules, language, quietHours] = await Promise.all([
      this.alerts.rules(),
      this.preferences.language(),
      this.preferences.get('quietHours'),
    ])
    const known = new Set<NoticeKind>()
    const facts: Fact[] = []
    for (const watch of this.watches) {
      try {
        facts.push(...(await watch.look(rules)))
        for (const kind of watch.kinds) known.add(kind)
      } catch (error) {
        this.logger.warn(`${watch.kinds.join(', ')} could not be looked at: ${messageOf(error)}`)
      }
    }
    const speaking = facts.filter(({ kind }) => rules.get(kind)?.enabled)
    const now = this.clock.now()
    const settlement = settle(await this.notices.recent(), speaking, known, now)
    const route = ({ kind, targetId }: Fact) => ({
      targetIds: (rules.get(kind)?.targetIds ?? []).filter((id) => id !== targetId),
      notBefore: notBefore(quietHours ?? null, now),
    })
    const raised = await this.notices.write(settlement, route, language)
    for (const { id, kind } of raised) this.bus.publish('NoticeRaised', { id, kind })
    for (const { id, kind } of [...raised, ...settlement.changed.map(({ held }) => held)])
      this.bus.publish('NoticeChanged', { id, kind, gone: false })
    for (const { id, kind } of settlement.gone) this.bus.publish('NoticeChanged', { id, kind, gone: true })
  }
}
