import type { Snippet } from '../exporter.js'
import type { GridStatistics } from './energy-preferences.js'

/** What to choose in the Energy dashboard, for who prefers to do it: we write no preferences unasked. */
export function energySnippet(meters: readonly GridStatistics[]): Snippet {
  const lines = ({ consumption, cost, production, revenue }: GridStatistics) => [
    ...(consumption === null ? [] : [`Grid consumption: ${consumption}`]),
    ...(consumption === null || cost === null ? [] : [`  its total costs: ${cost}`]),
    ...(production === null ? [] : [`Return to grid: ${production}`]),
    ...(production === null || revenue === null ? [] : [`  its total compensation: ${revenue}`]),
  ]
  return {
    title: { fr: 'Statistiques du tableau de bord Énergie', en: 'Statistics of the Energy dashboard' },
    format: 'text',
    text: meters.flatMap(lines).join('\n'),
  }
}
