import { expect, it } from 'vitest'
import { frenchSpaces } from './typography'

it('keeps French punctuation and units on their line', () => {
  expect(frenchSpaces('Prochain essai : 8 h')).toBe('Prochain essai\u00a0: 8\u00a0h')
  expect(frenchSpaces('le mot « Bleu »')).toBe('le mot «\u00a0Bleu\u00a0»')
  expect(frenchSpaces('27,6 kWh, 12 %')).toBe('27,6\u00a0kWh, 12\u00a0%')
  expect(frenchSpaces('5 jours sur 7 semaines')).toBe('5 jours sur 7 semaines')
})
