import { Field, ID, ObjectType } from '@nestjs/graphql'

import type { DayRange, Instant, Language, NoticeKind, NoticeLevel, Reason } from '../core/index.js'
import {
  DateRange,
  inLanguage,
  InstantScalar,
  NOTICE_KINDS,
  NOTICE_LEVELS,
  plainWords,
  ReasonEnum,
  wordEnum,
} from '../core/index.js'
import { titleOf } from './notices.repository.js'
import type { StoredNotice } from './stored-notice.entity.js'

export const NoticeKindEnum = wordEnum<NoticeKind>(
  'NoticeKind',
  'Facts that may raise a notice; each has an alert rule.',
  plainWords(...NOTICE_KINDS),
)

export const NoticeLevelEnum = wordEnum<NoticeLevel>(
  'NoticeLevel',
  'From good to know to act now.',
  plainWords(...NOTICE_LEVELS),
)

@ObjectType({ description: 'A fact that deserves a look; the same fact never speaks twice.' })
export class Notice {
  @Field(() => ID, { description: 'Opaque.' })
  id: string

  @Field(() => NoticeKindEnum, { description: 'What it is about.' })
  kind: NoticeKind

  @Field(() => NoticeLevelEnum, { description: 'How serious.' })
  level: NoticeLevel

  @Field(() => ID, { nullable: true, description: 'The meter; null = none.' })
  pdl: string | null

  @Field(() => ID, { nullable: true, description: 'The destination; null = none.' })
  exportTargetId: string | null

  @Field(() => DateRange, { nullable: true, description: 'Days concerned.' })
  range: DayRange | null

  @Field(() => ReasonEnum, { nullable: true, description: 'Cause, when it is a failure.' })
  reason: Reason | null

  @Field(() => String, { description: 'A few words, in the language of the settings.' })
  title: string

  @Field(() => String, {
    description: 'Sentence in the language of the settings: what happened, what to do.',
  })
  text: string

  @Field(() => InstantScalar, { description: 'Since when.' })
  since: Instant

  @Field(() => InstantScalar, { nullable: true, description: 'Hidden by the user.' })
  dismissedAt: Instant | null
}

@ObjectType({ description: 'A notice to ask again.' })
export class NoticeChanged {
  @Field(() => ID, { description: 'Which.' })
  id: string

  @Field(() => NoticeKindEnum, { description: 'About what.' })
  kind: NoticeKind

  @Field(() => Boolean, { description: 'It is no more.' })
  gone: boolean
}

export function noticeAnswer(notice: StoredNotice, language: Language): Notice {
  const { id, kind, level, usagePointId, exportConfigId, fromDate, toDate, reason, text, since } = notice
  return Object.assign(new Notice(), {
    id,
    kind,
    level,
    pdl: usagePointId ?? null,
    exportTargetId: exportConfigId ?? null,
    range: fromDate && toDate ? Object.assign(new DateRange(), { from: fromDate, to: toDate }) : null,
    reason: reason ?? null,
    title: titleOf(kind, language),
    text: inLanguage(language)(text),
    since: since.getTime(),
    dismissedAt: notice.dismissedAt?.getTime() ?? null,
  })
}
