import type { Table } from './chart'

function field(value: string | number | null, comma: boolean): string {
  if (value === null) return ''
  if (typeof value === 'number') return comma ? String(value).replace('.', ',') : String(value)
  return /[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** Semicolons, and a byte order mark, so that a spreadsheet opens it as it is; empty = missing. */
export function csvOf({ columns, rows }: Table, comma: boolean): string {
  const lines = [columns, ...rows.map(({ raw }) => raw)]
  return `\ufeff${lines.map((line) => line.map((value) => field(value, comma)).join(';')).join('\r\n')}\r\n`
}

/** "Courbe de charge" → "courbe-de-charge.csv". */
export function fileName(title: string, extension: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return `${plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.${extension}`
}
