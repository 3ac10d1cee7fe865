export type OptionType =
  | 'TEXT'
  | 'LONG_TEXT'
  | 'URL'
  | 'INTEGER'
  | 'NUMBER'
  | 'BOOLEAN'
  | 'CHOICE'
  | 'CHOICES'
  | 'DURATION'
  | 'KEY_VALUES'

/** A sentence in both languages of the product. */
export interface Text {
  readonly fr: string
  readonly en: string
}

/** One setting of an exporter or of an alert: its form, its check and its documentation at once. */
export interface OptionSpec {
  /** Key in the options; carries its unit. */
  readonly name: string
  readonly group: Text
  readonly title: Text
  readonly help: Text
  readonly type: OptionType
  readonly required?: true
  /** Encrypted at rest, write-only in the API, masked in every log. */
  readonly secret?: true
  readonly choices?: readonly { readonly value: string; readonly title: Text }[]
  /** Regular expression for TEXT. */
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  /** Only meaningful when this holds: `otherOption=value`. */
  readonly shownWhen?: string
  readonly default?: OptionValue
  readonly example?: OptionValue
  /** Environment variable that sets it. */
  readonly variable?: string
}

export type OptionValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>
/** Effective values by name: what the user set, else the environment, else the default. Secrets in clear. */
export type OptionValues = Readonly<Record<string, OptionValue | undefined>>
