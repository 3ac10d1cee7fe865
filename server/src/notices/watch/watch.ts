import type { NoticeKind } from '../../core/index.js'
import type { UsagePoint } from '../../readings/index.js'
import type { AlertRule } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import type { NamedMeter } from '../words.js'

export type Rules = ReadonlyMap<NoticeKind, AlertRule>

/** Looks at one part of the house. */
export interface Watch {
  /** Kinds of which it sees every fact. */
  readonly kinds: readonly NoticeKind[]
  /** What is true now. Throws when it cannot be known: then nothing is concluded of its kinds. */
  look(rules: Rules): Promise<Fact[]>
}

/** Every watch of the house: `readonly Watch[]`. */
export const WATCHES = Symbol('Watches')

export function ruleOf(rules: Rules, kind: NoticeKind): AlertRule {
  const rule = rules.get(kind)
  if (!rule) throw new RangeError(`there is no rule for ${kind}`)
  return rule
}

/** Meters that count, named when there are several. */
export function namedMeters(points: readonly UsagePoint[]): (NamedMeter & { readonly point: UsagePoint })[] {
  const shown = points.filter(({ active, overrides }) => active && overrides.hidden !== true)
  return shown.map((point) => ({
    point,
    pdl: point.pdl,
    label: shown.length > 1 ? (point.name ?? point.pdl) : null,
  }))
}
