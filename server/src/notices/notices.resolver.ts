import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql'

import { EventBus, eventStream, InvalidInput, itself, perItem, Preferences } from '../core/index.js'
import { NoticesRepository } from './notices.repository.js'
import { Notice, noticeAnswer, NoticeChanged } from './notices.types.js'

const LONGEST_LIST = 200

@Resolver()
export class NoticesResolver {
  constructor(
    private readonly rows: NoticesRepository,
    private readonly preferences: Preferences,
    private readonly bus: EventBus,
  ) {}

  @Query(() => [Notice], { complexity: perItem(), description: 'What deserves a look, newest first.' })
  async notices(
    @Args('withDismissed', { type: () => Boolean, defaultValue: false, description: 'Also those hidden.' })
    withDismissed: boolean,
    @Args('limit', { type: () => Int, defaultValue: 50, description: '200 at most.' }) limit: number,
    @Args('before', { type: () => ID, nullable: true, description: 'id of the last one held.' })
    before?: string,
  ): Promise<Notice[]> {
    if (limit < 1 || limit > LONGEST_LIST) throw new InvalidInput(`limit is between 1 and ${LONGEST_LIST}.`)
    const language = await this.preferences.language()
    const notices = await this.rows.list(limit, { withDismissed, before })
    return notices.map((notice) => noticeAnswer(notice, language))
  }

  @Mutation(() => Notice, { description: 'Hides a notice until its fact changes.' })
  async dismissNotice(
    @Args('id', { type: () => ID, description: 'As told by notices.' }) id: string,
  ): Promise<Notice> {
    const notice = await this.rows.dismiss(id)
    this.bus.publish('NoticeChanged', { id, kind: notice.kind, gone: false })
    return noticeAnswer(notice, await this.preferences.language())
  }

  @Subscription(() => NoticeChanged, {
    resolve: itself,
    description: 'A notice appeared, changed or went away.',
  })
  noticesChanged(): AsyncIterableIterator<NoticeChanged> {
    return eventStream(this.bus, 'NoticeChanged', {
      key: ({ id }) => id,
      map: (event) => Object.assign(new NoticeChanged(), event),
    })
  }
}
