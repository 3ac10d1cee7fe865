import type { Figure, Target } from './measure.js'

const HEAD = ['measure', 'ours', 'floor', 'ratio', 'target', '']

/** Figures → aligned text, and how many targets are met. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const aimed = figures.filter(({ target }) => target !== null)
  const met = aimed.filter((figure) => figure.met)
  return [...lines, '', `${met.length} of ${aimed.length} targets met.`].join('\n')
}

function rowOf({ measure, ours, unit, floor, ratio, above, target, met }: Figure): string[] {
  return [
    measure,
    `${shown(ours)} ${unit}`,
    floor === null ? '' : `${shown(floor)} ${unit}`,
    distance(ratio, above, target),
    target === null ? '' : targetText(target),
    met === null ? '' : met ? 'met' : 'missed',
  ]
}

/** In the words of the target, so that both can be compared. */
function distance(ratio: number | null, above: number | null, target: Target | null): string {
  if (above !== null && target !== null && 'aboveMs' in target) return `+${shown(above)} ms`
  return ratio === null ? '' : ratio.toFixed(2)
}

function targetText(target: Target): string {
  return 'ratio' in target ? `≤ ${target.ratio}` : `≤ +${target.aboveMs} ms`
}

function shown(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)
}
