import type { TellableNotice } from '../src/core/index.js'
import { parseInstant, toDay } from '../src/core/index.js'
import type { OptionValues, Telling } from '../src/export/index.js'

export function aNotice(fields: Partial<TellableNotice> = {}): TellableNotice {
  return {
    id: '0b5f3f0e-6f0c-4f2a-9d8e-1f2a3b4c5d6e',
    kind: 'TEMPO_TOMORROW',
    level: 'WARNING',
    title: 'Couleur Tempo de demain',
    text: 'Mercredi 25 novembre est un jour Tempo rouge, de 6 h à 6 h le lendemain.',
    pdl: null,
    reason: null,
    range: { from: toDay('2026-11-25'), to: toDay('2026-11-26') },
    since: parseInstant('2026-11-24T11:00:00+01:00'),
    ...fields,
  }
}

/** A telling as the engine asks for it, with a memory of its own. */
export function telling(options: OptionValues, rest: Partial<Telling> = {}): Telling {
  const kept = new Map<string, unknown>()
  return {
    options,
    notice: aNotice(),
    isDoubtful: false,
    signal: new AbortController().signal,
    log: () => undefined,
    memory: {
      get: <T>(key: string) => Promise.resolve(kept.get(key) as T | undefined),
      set: (key, value) => Promise.resolve(void kept.set(key, value)),
    },
    ...rest,
  }
}
