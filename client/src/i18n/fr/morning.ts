/** The home page: what the days so far come to. */
export const morning = {
  least: 'au moins',
  week: 'Semaine',
  year: 'Année {year}',
  begins: 'Elle commence aujourd’hui.',
  onYear: 'sur un an',
  noChange: 'Données partielles, pas d’évolution',
  landing: {
    title: '{month}, projeté',
    plain: 'Mois projeté',
    end: 'au {day}',
    none: 'La projection vient après quelques jours de relevés.',
    range: 'Entre {low} et {high}',
    budget: 'budget {money}',
  },
}
