import { Injectable } from '@nestjs/common'

import type { EffectiveOption, FieldFault, NoticeKind, OptionValue, OptionValues } from '../core/index.js'
import {
  Destinations,
  effectiveOptions,
  faultsOf,
  InvalidInput,
  NOTICE_KINDS,
  patched,
  Settings,
  valuesOf,
} from '../core/index.js'
import { RULES } from './alert-rules.js'

/** When and where a kind of notice speaks. */
export interface AlertRule {
  readonly kind: NoticeKind
  readonly enabled: boolean
  /** Export targets that carry it, besides the page. */
  readonly targetIds: readonly string[]
  readonly options: readonly EffectiveOption[]
  readonly values: OptionValues
}

/** Left out = kept. */
export interface AlertRulePatch {
  readonly kind: NoticeKind
  readonly enabled?: boolean | undefined
  readonly targetIds?: readonly string[] | undefined
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

interface StoredRule {
  readonly enabled?: boolean
  readonly targetIds?: readonly string[]
  readonly options?: Readonly<Record<string, OptionValue>>
}

type Stored = Readonly<Partial<Record<NoticeKind, StoredRule>>>

const KEY = 'alerts'
const NO_VARIABLE = () => undefined

/** The alert rules: what the person set, over what holds otherwise. */
@Injectable()
export class Alerts {
  constructor(
    private readonly settings: Settings,
    private readonly destinations: Destinations,
  ) {}

  async rules(): Promise<ReadonlyMap<NoticeKind, AlertRule>> {
    const [stored, destinations] = await Promise.all([this.stored(), this.destinations.all()])
    const known = new Set(destinations.map(({ id }) => id))
    return new Map(
      NOTICE_KINDS.map((kind) => {
        const { enabled = RULES[kind].enabled, targetIds = [], options: values = {} } = stored[kind] ?? {}
        const options = effectiveOptions(RULES[kind].options, { values }, NO_VARIABLE)
        const targets = targetIds.filter((id) => known.has(id))
        return [kind, { kind, enabled, targetIds: targets, options, values: valuesOf(options) }]
      }),
    )
  }

  /** What keeps these changes from being kept; empty = nothing. Paths are those of the input: `alerts.0.options.days`. */
  async faults(patches: readonly AlertRulePatch[]): Promise<FieldFault[]> {
    const tellers = new Set((await this.destinations.all()).filter(({ tells }) => tells).map(({ id }) => id))
    const stored = await this.stored()
    return patches.flatMap(({ kind, targetIds = [], options = {} }, index) => {
      const held = stored[kind]
      const wrong = targetIds.filter((id) => !tellers.has(id) && !held?.targetIds?.includes(id))
      const { config, faults } = patched(RULES[kind].options, held?.options ?? {}, options)
      const rest = faultsOf(effectiveOptions(RULES[kind].options, { values: config }, NO_VARIABLE))
      const found = [...faults, ...rest.filter(({ path }) => !faults.some((fault) => fault.path === path))]
      return [
        ...wrong.map((id) => ({
          path: `alerts.${index}.targetIds`,
          rule: 'unknown',
          message: `No destination ${id} carries notices.`,
        })),
        ...found.map((fault) => ({ ...fault, path: `alerts.${index}.${fault.path}` })),
      ]
    })
  }

  /** Throws INVALID_INPUT, and keeps nothing then. */
  async save(patches: readonly AlertRulePatch[]): Promise<void> {
    const faults = await this.faults(patches)
    if (faults.length > 0)
      throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
    const rules: Partial<Record<NoticeKind, StoredRule>> = { ...(await this.stored()) }
    for (const { kind, enabled, targetIds, options } of patches) {
      const held = rules[kind] ?? {}
      rules[kind] = {
        ...held,
        ...(enabled !== undefined && { enabled }),
        ...(targetIds && { targetIds: [...new Set(targetIds)] }),
        ...(options && { options: patched(RULES[kind].options, held.options ?? {}, options).config }),
      }
    }
    await this.settings.set(KEY, rules)
  }

  private async stored(): Promise<Stored> {
    return (await this.settings.get<Stored>(KEY)) ?? {}
  }
}

/** A threshold in force, which its specification makes a number. */
export function numberOf({ values }: Pick<AlertRule, 'values'>, name: string): number {
  return Number(values[name])
}
