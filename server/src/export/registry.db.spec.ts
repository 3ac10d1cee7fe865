import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { House } from '../../test/house.js'
import { openHouse } from '../../test/house.js'
import { Env } from '../core/index.js'
import { EXPORT_KINDS } from './exporter.js'
import { faultOfValue } from '../core/index.js'
import { ExporterRegistry, KIND_NAMES } from './registry.js'

/** Every exporter of the product, as it is put together. */
describe('the exporters of the house', () => {
  let house: House
  let registry: ExporterRegistry
  beforeAll(async () => {
    house = await openHouse({ now: '2026-11-24T09:00:00+01:00' })
    registry = house.app.get(ExporterRegistry)
  })
  afterAll(() => house.close())

  it('are one for each kind', () => {
    expect(registry.all.map(({ kind }) => kind).sort()).toEqual([...EXPORT_KINDS].sort())
    expect(Object.keys(KIND_NAMES).sort()).toEqual([...EXPORT_KINDS].sort())
  })

  it('have options that can be drawn, checked and set from the environment', () => {
    const env = house.app.get(Env)
    for (const { kind, options } of registry.all) {
      expect(new Set(options.map(({ name }) => name)).size, kind).toBe(options.length)
      for (const spec of options) {
        const label = `${kind} ${spec.name}`
        for (const text of [spec.title, spec.help, spec.group]) {
          expect(text.fr, label).not.toBe('')
          expect(text.en, label).not.toBe('')
        }
        if (spec.variable !== undefined) expect(env, label).toHaveProperty(spec.variable)
        if (spec.default !== undefined) expect(faultOfValue(spec, spec.default), label).toBeNull()
        if (spec.example !== undefined && !spec.secret)
          expect(faultOfValue(spec, spec.example), label).toBeNull()
        if (spec.shownWhen !== undefined) {
          const [other] = spec.shownWhen.split('=')
          expect(
            options.map(({ name }) => name),
            label,
          ).toContain(other)
        }
        if (spec.type.startsWith('CHOICE')) expect(spec.choices?.length, label).toBeGreaterThan(1)
      }
    }
  })
})
