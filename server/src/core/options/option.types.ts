import { Field, Float, ObjectType } from '@nestjs/graphql'

import { JsonScalar } from '../graphql/scalars.js'
import { plainWords, wordEnum } from '../graphql/word-enum.js'
import type { Origin } from '../graphql/words.js'
import { LanguageEnum, OriginEnum } from '../graphql/words.js'
import type { OptionType as Type } from './option.js'

export const OptionTypeEnum = wordEnum<Type>(
  'OptionType',
  'Fields of a form.',
  plainWords(
    'TEXT',
    'LONG_TEXT',
    'URL',
    'INTEGER',
    'NUMBER',
    'BOOLEAN',
    'CHOICE',
    'CHOICES',
    'DURATION',
    'KEY_VALUES',
  ),
)

@ObjectType({ description: 'A value to choose.' })
export class OptionChoice {
  @Field(() => String, { description: 'Sent.' })
  value: string

  @Field(() => String, { description: 'Shown.' })
  title: string
}

@ObjectType('Option', {
  description: 'One setting of an exporter or of an alert: form, check and documentation.',
})
export class OptionAnswer {
  @Field(() => String, { description: 'Key in `options`; carries its unit.' })
  name: string

  @Field(() => String, { description: 'Heading it stands under.' })
  group: string

  @Field(() => String, { description: 'Label, in the language asked for.' })
  title: string

  @Field(() => String, { description: 'Explanation, same language.' })
  help: string

  @Field(() => OptionTypeEnum, { description: 'Kind of field.' })
  type: Type

  @Field(() => Boolean, { description: 'Must have a value.' })
  required: boolean

  @Field(() => Boolean, { description: 'Write-only: value is always null.' })
  secret: boolean

  @Field(() => [OptionChoice], { description: 'Values allowed by CHOICE and CHOICES.' })
  choices: OptionChoice[]

  @Field(() => String, { nullable: true, description: 'Regular expression for TEXT.' })
  pattern: string | null

  @Field(() => Float, { nullable: true, description: 'Bounds of a number.' })
  min: number | null

  @Field(() => Float, { nullable: true, description: 'Bounds of a number.' })
  max: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Only meaningful when this holds: otherOption=value.',
  })
  shownWhen: string | null

  @Field(() => JsonScalar, { nullable: true, description: 'When nothing is set.' })
  default: unknown

  @Field(() => JsonScalar, { nullable: true, description: 'A likely value.' })
  example: unknown

  @Field(() => String, { nullable: true, description: 'Environment variable that sets it.' })
  variable: string | null

  @Field(() => JsonScalar, { nullable: true, description: 'In force; null = none, or secret.' })
  value: unknown

  @Field(() => Boolean, { description: 'A value is in force, shown or not.' })
  hasValue: boolean

  @Field(() => OriginEnum, { description: 'MANUAL wins over ENVIRONMENT, that over DEFAULT.' })
  origin: Origin
}

/** The argument of what answers texts. */
export const languageArg = {
  type: () => LanguageEnum,
  defaultValue: 'FR',
  description: 'Of the texts the server writes.',
} as const
