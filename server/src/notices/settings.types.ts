import { createUnionType, Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql'
import { Type } from 'class-transformer'
import { IsOptional, Max, Min, ValidateNested } from 'class-validator'

import type { Language, NoticeKind } from '../core/index.js'
import { JsonScalar, LanguageEnum, OptionAnswer, Problem } from '../core/index.js'
import { TimeWindow, TimeWindowInput } from '../readings/index.js'
import { NoticeKindEnum } from './notices.types.js'

@ObjectType('AlertRule', { description: 'When and where to speak.' })
export class AlertRuleType {
  @Field(() => NoticeKindEnum, { description: 'About what.' })
  kind: NoticeKind

  @Field(() => String, { description: 'Its name, in the language of the settings.' })
  title: string

  @Field(() => Boolean, { description: 'On.' })
  enabled: boolean

  @Field(() => [ID], { description: 'Export targets that carry it, besides the page.' })
  targetIds: string[]

  @Field(() => [OptionAnswer], { description: 'Its thresholds, unit in the name (olderThanDays).' })
  options: OptionAnswer[]
}

@ObjectType('Settings', {
  description: 'Preferences kept by the server; theme and unit stay in the browser.',
})
export class SettingsType {
  @Field(() => LanguageEnum, { description: 'Of texts the server writes: options and notices.' })
  language: Language

  @Field(() => Boolean, { description: 'Use the nearest known price where none is.' })
  carryNearestPrice: boolean

  @Field(() => Float, { description: 'Share of the call budgets kept for actions by hand.' })
  reservedCallsRatio: number

  @Field(() => [AlertRuleType], { description: 'One rule per kind of notice.' })
  alerts: AlertRuleType[]

  @Field(() => TimeWindow, { nullable: true, description: 'No alert leaves then; it waits.' })
  quietHours: TimeWindow | null
}

@InputType({ description: 'See AlertRule; left out = keep.' })
export class AlertRuleInput {
  @IsOptional()
  @Field(() => NoticeKindEnum, { description: 'About what.' })
  kind: NoticeKind

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'On.' })
  enabled?: boolean | null

  @IsOptional()
  @Field(() => [ID], { nullable: true, description: 'Targets.' })
  targetIds?: string[] | null

  @IsOptional()
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Values by Option.name: a patch. null = back to the default.',
  })
  options?: unknown
}

@InputType({ description: 'See Settings; left out = keep.' })
export class SettingsInput {
  @IsOptional()
  @Field(() => LanguageEnum, { nullable: true, description: 'Language; null = French.' })
  language?: Language | null

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Price fallback.' })
  carryNearestPrice?: boolean | null

  @IsOptional()
  @Min(0)
  @Max(0.5)
  @Field(() => Float, { nullable: true, description: "Share kept, 0.5 at most; null = the environment's." })
  reservedCallsRatio?: number | null

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => AlertRuleInput)
  @Field(() => [AlertRuleInput], { nullable: true, description: 'Rules to change.' })
  alerts?: AlertRuleInput[] | null

  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindowInput)
  @Field(() => TimeWindowInput, { nullable: true, description: 'null = none.' })
  quietHours?: TimeWindowInput | null
}

export const SettingsResult = createUnionType({
  name: 'SettingsResult',
  description: 'Kept, or why not.',
  types: () => [SettingsType, Problem] as const,
  resolveType: (value: SettingsType | Problem) => (value instanceof Problem ? Problem : SettingsType),
})
