import type { OptionValue, TellableNotice } from '../core/index.js'
import { parseInstant, toDay } from '../core/index.js'
import type { ExportPreview, Verified } from './exporter.js'

/** What a destination that carries notices only does with figures: nothing. */
export const NO_FIGURES = {
  send: () => Promise.resolve({ records: 0 }),
  verify: (): Promise<Verified> => Promise.resolve({ compared: 0, differences: [] }),
  repair: () => Promise.resolve({ records: 0 }),
}

/** A text that is required: '' only where nothing was checked. */
export function textOf(value: OptionValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** For previews: a notice as it could be. */
export const AN_EXAMPLE: TellableNotice = {
  id: '00000000-0000-4000-8000-000000000000',
  kind: 'TEMPO_TOMORROW',
  level: 'WARNING',
  title: 'Tempo : jour rouge',
  text: 'Mercredi 13 janvier 2027 est un jour Tempo rouge, de 6 h à 6 h le lendemain.',
  pdl: null,
  reason: null,
  range: { from: toDay('2027-01-13'), to: toDay('2027-01-14') },
  since: parseInstant('2027-01-12T11:00:00+01:00'),
}

export function previewOf(destination: string, body: unknown): ExportPreview {
  const message = { destination, payload: JSON.stringify(body), values: 1 }
  return { messages: [message], total: 1, values: 1, estimatedSeconds: 1 }
}
