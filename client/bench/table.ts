export interface Figure {
  measure: string
  value: number
  unit: 'KB' | 'ms' | 'MB' | ''
  /** At most; null = told for comparison. */
  target: number | null
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

function written(value: number, unit: Figure['unit']): string {
  const decimals = unit === '' ? 3 : unit === 'ms' && value >= 100 ? 0 : 1
  return `${value.toFixed(decimals)} ${unit}`.trim()
}

/** Figures → aligned text, and how many targets are met. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['measure', 'value', 'target', ''],
    ...figures.map(({ measure, value, unit, target }) => [
      measure,
      written(value, unit),
      target === null ? '' : `≤ ${target} ${unit}`.trim(),
      target === null ? '' : value <= target ? 'met' : 'missed',
    ]),
  ]
  const width = (index: number) => Math.max(...rows.map((row) => row[index]?.length ?? 0))
  const lines = rows.map((row) =>
    row.map((cell, index) => (index === 0 ? cell.padEnd(width(0)) : cell.padStart(width(index)))).join('  '),
  )
  const aimed = figures.filter(({ target }) => target !== null)
  const met = aimed.filter(({ value, target }) => target !== null && value <= target)
  return [...lines.map((text) => text.trimEnd()), '', `${met.length} of ${aimed.length} targets met.`].join(
    '\n',
  )
}
