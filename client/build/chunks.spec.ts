import { expect, it } from 'vitest'
import { homeOf, neededBy } from './chunks'

const modules: Record<string, string[]> = {
  main: ['shell', 'vue'],
  shell: ['main', 'ui', 'questions'],
  questions: ['\0virtual:document/OfThePage'],
  page: ['ui', 'own'],
}
const graph = { getModuleInfo: (id: string) => ({ importedIds: modules[id] ?? [] }) }

it('finds what a module needs, around its circles', () => {
  expect([...neededBy('main', graph)].sort()).toEqual([
    '\0virtual:document/OfThePage',
    'main',
    'questions',
    'shell',
    'ui',
    'vue',
  ])
})

it('puts what the home page needs in one file, and leaves the rest to the pages', () => {
  const name = homeOf('main')
  expect(['main', 'shell', 'ui', 'own'].map((id) => name(id, graph))).toEqual([null, 'home', 'home', null])
})

it('lets a question go with the page that asks it', () => {
  const name = homeOf('main')
  expect(name('questions', graph)).toBe('home')
  expect(name('\0virtual:document/OfThePage', graph)).toBeNull()
})
