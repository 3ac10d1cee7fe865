import type { MicroEur } from './money.js'
import { microEur } from './money.js'

export interface InvoiceLine {
  readonly bucket: string
  readonly energyKwh: number
  readonly eurPerKwh: number | null
  readonly estimated: boolean
}

export interface Invoice {
  readonly lines: readonly InvoiceLine[]
  readonly subscription: MicroEur | null
  readonly total: MicroEur
}

/** Our figures for the same days. */
export interface OwnFigures {
  readonly buckets: ReadonlyMap<
    string,
    { readonly energyWh: number; readonly pricedWh: number; readonly cost: MicroEur }
  >
  readonly subscription: MicroEur | null
  readonly total: MicroEur | null
  readonly hasMissingDays: boolean
}

/** Likely cause of a difference; `none` = there is no difference, or none that we can tell. */
export type Cause = 'estimated_index' | 'other_price' | 'days' | 'rounding' | 'missing_days' | 'none'

export interface CheckedLine {
  readonly item: string
  readonly billedKwh: number | null
  readonly ownKwh: number | null
  readonly billed: MicroEur | null
  readonly own: MicroEur | null
  readonly cause: Cause
}

const [CENT, KWH] = [10_000, 1]
/** Half a unit of the last decimal that bills print. */
const PRICE_STEP = 0.00005

/** A bill against our figures, line by line: registers, subscription, total. */
export function checkInvoice(
  invoice: Invoice,
  own: OwnFigures,
): { lines: CheckedLine[]; explained: MicroEur; unexplained: MicroEur } {
  const registers = new Set([...invoice.lines.map(({ bucket }) => bucket), ...own.buckets.keys()])
  const lines = [...registers].map((bucket) => register(bucket, invoice.lines, own))
  if (invoice.subscription !== null || own.subscription !== null)
    lines.push({
      item: 'SUBSCRIPTION',
      billedKwh: null,
      ownKwh: null,
      billed: invoice.subscription,
      own: own.subscription,
      cause: moneyCause(invoice.subscription, own.subscription, 'days'),
    })
  const explained = lines.reduce((sum, line) => sum + (line.cause === 'none' ? 0 : differenceOf(line)), 0)
  const whole = own.total === null ? 0 : invoice.total - own.total
  const unexplained = own.total === null ? 0 : whole - explained
  const total: CheckedLine = {
    item: 'TOTAL',
    billedKwh: invoice.lines.reduce((sum, { energyKwh }) => sum + energyKwh, 0),
    ownKwh: [...own.buckets.values()].reduce((sum, { energyWh }) => sum + energyWh, 0) / 1000,
    billed: invoice.total,
    own: own.total,
    cause: Math.abs(unexplained) > CENT ? 'none' : moneyCause(invoice.total, own.total, causeOfMost(lines)),
  }
  return { lines: [...lines, total], explained, unexplained }
}

function register(bucket: string, billedLines: readonly InvoiceLine[], own: OwnFigures): CheckedLine {
  const mine = own.buckets.get(bucket)
  const billedOf = billedLines.filter((line) => line.bucket === bucket)
  const billedKwh = billedOf.length === 0 ? null : billedOf.reduce((sum, { energyKwh }) => sum + energyKwh, 0)
  const isPriced = billedOf.length > 0 && billedOf.every(({ eurPerKwh }) => eurPerKwh !== null)
  const billed = isPriced
    ? billedOf.reduce((sum, { energyKwh, eurPerKwh }) => sum + microEur(energyKwh * (eurPerKwh ?? 0)), 0)
    : null
  const ownKwh = mine ? mine.energyWh / 1000 : null
  const ownCost = mine && mine.pricedWh > 0 ? mine.cost : null
  return {
    item: bucket,
    billedKwh,
    ownKwh,
    billed,
    own: ownCost,
    cause: registerCause({ billedKwh, ownKwh, billed, own: ownCost }, billedOf, own.hasMissingDays),
  }
}

function registerCause(
  { billedKwh, ownKwh, billed, own }: Omit<CheckedLine, 'item' | 'cause'>,
  lines: readonly InvoiceLine[],
  hasMissingDays: boolean,
): Cause {
  const kwh = Math.abs((billedKwh ?? 0) - (ownKwh ?? 0))
  if (kwh > KWH) {
    if (lines.some(({ estimated }) => estimated)) return 'estimated_index'
    return hasMissingDays ? 'missing_days' : 'none'
  }
  if (billed === null || own === null || Math.abs(billed - own) <= CENT / 2) return 'none'
  const [theirs, ours] = [billed / 1e6 / (billedKwh ?? 1), own / 1e6 / (ownKwh ?? 1)]
  return Math.abs(theirs - ours) > PRICE_STEP ? 'other_price' : 'rounding'
}

function moneyCause(billed: MicroEur | null, own: MicroEur | null, cause: Cause): Cause {
  if (billed === null || own === null || Math.abs(billed - own) < CENT / 2) return 'none'
  return Math.abs(billed - own) <= 2 * CENT ? 'rounding' : cause
}

function differenceOf({ billed, own }: CheckedLine): MicroEur {
  return billed === null || own === null ? 0 : billed - own
}

function causeOfMost(lines: readonly CheckedLine[]): Cause {
  const explained = lines.filter(({ cause }) => cause !== 'none')
  return explained.sort((a, b) => Math.abs(differenceOf(b)) - Math.abs(differenceOf(a)))[0]?.cause ?? 'none'
}
