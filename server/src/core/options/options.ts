import type { FieldFault } from '../errors.js'
import type { Origin } from '../graphql/words.js'
import type { OptionSpec, OptionValue, OptionValues } from './option.js'
import { faultOfValue, tidied } from './option-value.js'

/** One option of a target: what is in force, and where it comes from. */
export interface EffectiveOption {
  readonly spec: OptionSpec
  /** undefined: none, or a secret that was not opened. */
  readonly value: OptionValue | undefined
  readonly hasValue: boolean
  readonly origin: Origin
}

/** What was set by hand: values, and the names of the secrets that are kept closed. */
export interface SavedOptions {
  readonly values: OptionValues
  readonly closed?: readonly string[]
}

/** What was saved wins over the environment, which wins over the default. Asks nobody, checks nothing. */
export function effectiveOptions(
  specs: readonly OptionSpec[],
  saved: SavedOptions,
  ofVariable: (name: string) => OptionValue | undefined,
): EffectiveOption[] {
  return specs.map((spec) => {
    const manual = saved.values[spec.name]
    if (manual !== undefined || saved.closed?.includes(spec.name))
      return { spec, value: manual, hasValue: true, origin: 'MANUAL' }
    const given = spec.variable === undefined ? undefined : ofVariable(spec.variable)
    if (given !== undefined) return { spec, value: given, hasValue: true, origin: 'ENVIRONMENT' }
    return { spec, value: spec.default, hasValue: spec.default !== undefined, origin: 'DEFAULT' }
  })
}

export function valuesOf(options: readonly EffectiveOption[]): OptionValues {
  return Object.fromEntries(options.map(({ spec, value }) => [spec.name, value]))
}

/** What keeps these options from being used; empty = nothing. Paths are those of the input: `options.url`. */
export function faultsOf(options: readonly EffectiveOption[]): FieldFault[] {
  const values = valuesOf(options)
  return options
    .filter(({ spec }) => isShown(spec, values))
    .flatMap(({ spec, value, hasValue }) => {
      const path = `options.${spec.name}`
      if (!hasValue)
        return spec.required ? [{ path, rule: 'required', message: `${spec.title.en} is required.` }] : []
      const fault = value === undefined ? null : faultOfValue(spec, value)
      return fault ? [{ path, ...fault }] : []
    })
}

function isShown({ shownWhen }: OptionSpec, values: OptionValues): boolean {
  if (shownWhen === undefined) return true
  const [name = '', wanted = ''] = shownWhen.split('=', 2)
  const value = values[name]
  return (typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')) === wanted
}

export interface PatchedOptions {
  /** Without secrets. */
  readonly config: Readonly<Record<string, OptionValue>>
  readonly secrets: Readonly<Record<string, OptionValue>>
  /** Secrets that are no longer kept. */
  readonly forgotten: readonly string[]
  readonly faults: readonly FieldFault[]
}

/**
 * A patch of options over what is saved. Left out = kept; null, or an emptied text = no longer set by hand.
 * Faults are those of the patch alone: options that nobody knows, and values that cannot be kept.
 */
export function patched(
  specs: readonly OptionSpec[],
  config: Readonly<Record<string, OptionValue>>,
  patch: Readonly<Record<string, unknown>>,
): PatchedOptions {
  const kept: Record<string, OptionValue> = { ...config }
  const secrets: Record<string, OptionValue> = {}
  const forgotten: string[] = []
  const faults: FieldFault[] = []
  for (const [name, given] of Object.entries(patch)) {
    const spec = specs.find((one) => one.name === name)
    const path = `options.${name}`
    if (!spec) {
      faults.push({ path, rule: 'unknown', message: `There is no option ${name}.` })
      continue
    }
    const value = tidied(given)
    const fault = value === undefined ? null : faultOfValue(spec, value)
    if (fault) faults.push({ path, ...fault })
    else if (value !== undefined) (spec.secret ? secrets : kept)[name] = value as OptionValue
    else if (spec.secret) forgotten.push(name)
    else Reflect.deleteProperty(kept, name)
  }
  return { config: kept, secrets, forgotten, faults }
}
