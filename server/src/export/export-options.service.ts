import { createHash } from 'node:crypto'

import { Inject, Injectable } from '@nestjs/common'

import type { EffectiveOption } from '../core/index.js'
import {
  effectiveOptions,
  Env,
  faultsOf,
  InvalidInput,
  registerSecret,
  SecretBox,
  textsOf,
  valuesOf,
} from '../core/index.js'
import type { Fingerprint } from './export-target.entity.js'
import type { ExportKind, OptionSpec, OptionValue, OptionValues } from './exporter.js'
import { ExporterRegistry } from './registry.js'

/** What was set by hand for a destination, saved or not yet. */
export interface HandSet {
  readonly id: string
  readonly kind: ExportKind
  readonly config: Readonly<Record<string, OptionValue>>
  /** Encrypted, by option. */
  readonly secrets: Readonly<Record<string, string>>
  /** In clear: typed in a form that is not saved. */
  readonly typed?: Readonly<Record<string, OptionValue>>
}

/** The options of a destination: what is in force, from where, and its secrets, which leave the box for exporters only. */
@Injectable()
export class ExportOptions {
  constructor(
    private readonly registry: ExporterRegistry,
    private readonly box: SecretBox,
    @Inject(Env) private readonly env: object,
  ) {}

  /** For a form: opens no secret, and tells none. */
  described(kind: ExportKind, set?: Pick<HandSet, 'config' | 'secrets'>): EffectiveOption[] {
    const saved = { values: set?.config ?? {}, closed: Object.keys(set?.secrets ?? {}) }
    return effectiveOptions(this.specs(kind), saved, this.ofVariable).map((option) =>
      option.spec.secret ? { ...option, value: undefined } : option,
    )
  }

  /**
   * For an exporter: everything in clear. From here on the secrets are masked in every log.
   * Throws INVALID_INPUT with the faulty options, or CREDENTIALS_MISSING when the key of the secrets has changed.
   */
  opened(set: HandSet): OptionValues {
    const options = this.effective(set)
    const fields = faultsOf(options)
    if (fields.length > 0) throw new InvalidInput(fields.map(({ message }) => message).join(' '), { fields })
    for (const { spec, value } of options) {
      if (spec.secret && value !== undefined) textsOf(value).forEach(registerSecret)
    }
    return valuesOf(options)
  }

  /** What keeps a destination from being saved; secrets that are kept closed count as given. */
  faults({ kind, config, secrets, typed = {} }: HandSet) {
    const closed = Object.keys(secrets).filter((name) => !(name in typed))
    return faultsOf(
      effectiveOptions(this.specs(kind), { values: { ...config, ...typed }, closed }, this.ofVariable),
    )
  }

  seal(id: string, name: string, value: OptionValue): string {
    textsOf(value).forEach(registerSecret)
    return this.box.close(secretName(id, name), JSON.stringify(value))
  }

  /** Tells two sets of options apart without holding them. Secrets may change: they open the same place. */
  fingerprint(kind: ExportKind, values: OptionValues): Fingerprint {
    const specs = this.specs(kind).filter(({ secret }) => !secret)
    const of = (chosen: readonly OptionSpec[]) =>
      createHash('sha256')
        .update(JSON.stringify(chosen.map(({ name }) => [name, values[name] ?? null])))
        .digest('base64url')
    return {
      place: of(specs.filter(({ type }) => type === 'URL')),
      rest: of(specs.filter(({ type }) => type !== 'URL')),
    }
  }

  specs(kind: ExportKind): readonly OptionSpec[] {
    return this.registry.get(kind).options
  }

  private effective({ id, kind, config, secrets, typed = {} }: HandSet): EffectiveOption[] {
    const opened = Object.entries(secrets)
      .filter(([name]) => !(name in typed))
      .map(([name, closed]) => [name, JSON.parse(this.box.open(secretName(id, name), closed)) as OptionValue])
    const values = { ...config, ...(Object.fromEntries(opened) as OptionValues), ...typed }
    return effectiveOptions(this.specs(kind), { values }, this.ofVariable)
  }

  private readonly ofVariable = (name: string): OptionValue | undefined =>
    (this.env as Readonly<Record<string, OptionValue | undefined>>)[name]
}

/** A secret opens under this name only: a row copied to another destination stays closed. */
function secretName(id: string, option: string): string {
  return `export/${id}/${option}`
}
