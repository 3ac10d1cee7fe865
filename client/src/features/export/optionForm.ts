import type { ExportOptionFieldsFragment, ProblemFieldsFragment } from '../../graphql/generated/graphql'

export type Option = ExportOptionFieldsFragment
export type Draft = Readonly<Record<string, unknown>>

export interface OptionGroup {
  title: string
  options: Option[]
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What is in force, ready to be edited; secrets stay closed. */
export function draftOf(options: readonly Option[]): Record<string, unknown> {
  return Object.fromEntries(options.map(({ name, value, secret }) => [name, secret ? '' : (value ?? null)]))
}

/** `otherOption=value`, judged on what the form says now. */
export function isShown({ shownWhen }: Option, draft: Draft): boolean {
  if (shownWhen === null) return true
  const [name = '', wanted = ''] = shownWhen.split('=', 2)
  return plain(draft[name]) === wanted
}

/** Few options are needed to begin; the others keep their default and are folded. */
function isEssential(option: Option, options: readonly Option[]): boolean {
  if (option.required || option.type === 'BOOLEAN') return true
  const leads = options.some(
    ({ required, shownWhen }) => required && shownWhen?.startsWith(`${option.name}=`),
  )
  if (leads) return true
  const controls =
    option.type === 'CHOICE' && options.some(({ shownWhen }) => shownWhen?.startsWith(`${option.name}=`))
  if (controls && option.group === options[0]?.group) return true
  const depends = option.shownWhen !== null && option.secret
  const credential = option.group === options[0]?.group && option.default === null && option.type === 'TEXT'
  return depends || credential
}

function grouped(options: readonly Option[]): OptionGroup[] {
  const groups = new Map<string, Option[]>()
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option])
  return [...groups].map(([title, members]) => ({ title, options: members }))
}

export function arranged(
  options: readonly Option[],
  draft: Draft,
): { main: OptionGroup[]; advanced: OptionGroup[] } {
  const shown = options.filter((option) => isShown(option, draft))
  const essential = new Set(shown.filter((option) => isEssential(option, options)))
  return {
    main: grouped(shown.filter((option) => essential.has(option))),
    advanced: grouped(shown.filter((option) => !essential.has(option))),
  }
}

const isEmpty = (value: unknown) => value === '' || value === null || value === undefined

/**
 * What the form changes, and nothing else. An emptied field gives its option back to the environment or to its default;
 * a secret that nobody typed is left out, and so kept.
 */
export function patchOf(options: readonly Option[], draft: Draft, forgotten: readonly string[] = []) {
  const patch: Record<string, unknown> = {}
  for (const { name, secret, value, hasValue } of options) {
    const typed = draft[name]
    if (secret) {
      if (!isEmpty(typed)) patch[name] = typed
      else if (forgotten.includes(name) && hasValue) patch[name] = null
    } else if (isEmpty(typed)) {
      if (!isEmpty(value)) patch[name] = null
    } else if (plain(typed) !== plain(value)) patch[name] = typed
  }
  return patch
}

export interface FieldError {
  rule: string
  /** The server's own words, English. */
  message: string
}

/** Errors by field: `options.broker` → broker, `cron` → cron. */
export function fieldErrors(problem: ProblemFieldsFragment | null): Record<string, FieldError> {
  return Object.fromEntries(
    (problem?.fields ?? []).map(({ path, rule, message }) => [
      path
        .replace(/^(input\.)?options\./, '')
        .replace(/^input\./, '')
        .split('.')[0] ?? path,
      { rule, message },
    ]),
  )
}

/** What a text field shows of a value. */
export function textOf(value: unknown): string {
  return plain(value)
}

/** A number as it is typed, comma included; what is not one stays as it is, for the server to refuse. */
export function readNumber(typed: string): number | string {
  const tidy = typed.trim().replace(',', '.')
  return tidy !== '' && Number.isFinite(Number(tidy)) ? Number(tidy) : typed
}
