import { expect, it } from 'vitest'
import { homeOf, neededBy } from './chunks'

const modules: Record<string, string[]> = {
  main: ['shell', 'vue'],
  shell: ['main', 'ui'],
  page: ['ui', 'own'],
}
const graph = { getModuleInfo: (id: string) => ({ importedIds: modules[id] ?? [] }) }

it('finds what a module needs, around its circles', () => {
  expect([...neededBy('main', graph)].sort()).toEqual(['main', 'shell', 'ui', 'vue'])
})

it('puts what the home page needs in one file, and leaves the rest to the pages', () => {
  const name = homeOf('main')
  expect(['main', 'shell', 'ui', 'own'].map((id) => name(id, graph))).toEqual([null, 'home', 'home', null])
})
