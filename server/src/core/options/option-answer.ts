import type { Language } from '../graphql/words.js'
import type { Text } from './option.js'
import type { OptionAnswer } from './option.types.js'
import type { EffectiveOption } from './options.js'

export const inLanguage = (language: Language) => (text: Text) => (language === 'FR' ? text.fr : text.en)

/** Never a secret, whatever the option holds. */
export function optionAnswer(
  { spec, value, hasValue, origin }: EffectiveOption,
  language: Language,
): OptionAnswer {
  const say = inLanguage(language)
  return {
    name: spec.name,
    group: say(spec.group),
    title: say(spec.title),
    help: say(spec.help),
    type: spec.type,
    required: spec.required ?? false,
    secret: spec.secret ?? false,
    choices: (spec.choices ?? []).map((choice) => ({ value: choice.value, title: say(choice.title) })),
    pattern: spec.pattern ?? null,
    min: spec.min ?? null,
    max: spec.max ?? null,
    shownWhen: spec.shownWhen ?? null,
    default: spec.default ?? null,
    example: spec.example ?? null,
    variable: spec.variable ?? null,
    value: spec.secret ? null : (value ?? null),
    hasValue,
    origin,
  }
}
