import { registerEnumType } from '@nestjs/graphql'

type Words<W extends string> = { readonly [word in W]: word }

/**
 * Registers a closed list of words as a GraphQL enum; give the result to `@Field(() => X)`.
 * @param words each word with its description, or with '' when it needs none.
 */
export function wordEnum<W extends string>(
  name: string,
  description: string,
  words: Readonly<Record<W, string>>,
): Words<W> {
  const described = Object.entries<string>(words)
  const values = Object.fromEntries(described.map(([word]) => [word, word])) as Words<W>
  registerEnumType(values, {
    name,
    description,
    valuesMap: Object.fromEntries(
      described.filter(([, text]) => text !== '').map(([word, text]) => [word, { description: text }]),
    ) as Partial<Record<W, { description: string }>>,
  })
  return values
}

/** Words that need no description. */
export function plainWords<W extends string>(...words: readonly W[]): Record<W, string> {
  return Object.fromEntries(words.map((word) => [word, ''])) as Record<W, string>
}
