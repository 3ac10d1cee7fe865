import { addDays } from '../../format/paris'
import { parseDecimal } from '../../format/parse'
import type { InvoiceInput } from '../../graphql/generated/graphql'

export interface LineDraft {
  bucket: string
  energy: string
  price: string
  estimated: boolean
}

export interface InvoiceDraft {
  from: string
  /** Last day billed. */
  last: string
  subscription: string
  total: string
  lines: LineDraft[]
}

export const emptyLine = (bucket: string): LineDraft => ({ bucket, energy: '', price: '', estimated: false })

/** The form as typed → what is asked; faults name the field and the rule. */
export function invoiceInput(
  draft: InvoiceDraft,
  pdl: string,
): { input: InvoiceInput; faults: Record<string, string> } {
  const faults: Record<string, string> = {}
  const needed = (text: string, path: string) => {
    const value = parseDecimal(text)
    if (value === null) faults[path] = text.trim() === '' ? 'required' : 'number'
    return value ?? 0
  }
  const optional = (text: string, path: string) => (text.trim() === '' ? null : needed(text, path))
  if (!draft.from) faults.from = 'required'
  if (!draft.last) faults.last = 'required'
  else if (draft.from && draft.last < draft.from) faults.last = 'order'
  const input = {
    pdl,
    from: draft.from,
    to: draft.last ? addDays(draft.last, 1) : '',
    subscriptionEur: optional(draft.subscription, 'subscription'),
    totalEur: needed(draft.total, 'total'),
    lines: draft.lines.map(({ bucket, energy, price, estimated }, index) => ({
      bucket,
      energyKwh: needed(energy, `lines.${index}.energy`),
      eurPerKwh: optional(price, `lines.${index}.price`),
      estimated,
    })),
  }
  return { input, faults }
}
