import type { Snippet } from '../exporter.js'
import type { StatisticSeries } from './statistic-series.js'

/** What to choose in the Energy dashboard, for who prefers to do it: we write no preferences unasked. */
export function energySnippet(all: readonly StatisticSeries[]): Snippet {
  const line = ({ id, name, direction }: StatisticSeries) =>
    `${direction === 'CONSUMPTION' ? 'Grid consumption' : 'Return to grid'}: ${name}  (${id})`
  return {
    title: { fr: 'Statistiques du tableau de bord Énergie', en: 'Statistics of the Energy dashboard' },
    format: 'text',
    text: all.map(line).join('\n'),
  }
}
