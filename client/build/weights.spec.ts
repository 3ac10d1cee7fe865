import { describe, expect, it } from 'vitest'
import { filesOf, weigh, type Manifest } from './weights'

const manifest: Manifest = {
  'index.html': { file: 'index.js', isEntry: true, imports: ['_vue.js'] },
  '_vue.js': { file: 'vue.js' },
  '_ui.js': { file: 'ui.js', imports: ['_vue.js'] },
  'src/i18n/fr/index.ts': { file: 'fr.js' },
  'src/pages/TempoPage.vue': { file: 'tempo.js', imports: ['_ui.js', 'index.html'] },
  'src/charts/engine.ts': { file: 'engine.js', imports: ['_charts.js'] },
  '_charts.js': { file: 'charts.js' },
}
const bytes: Record<string, number> = {
  'index.js': 1,
  'vue.js': 10,
  'ui.js': 100,
  'fr.js': 1000,
  'tempo.js': 10_000,
  'engine.js': 100_000,
  'charts.js': 1_000_000,
}

describe('weights of the build', () => {
  it('counts a file once, whoever asks for it', () => {
    expect([...filesOf(manifest, 'src/pages/TempoPage.vue')].sort()).toEqual([
      'index.js',
      'tempo.js',
      'ui.js',
      'vue.js',
    ])
  })

  it('tells what is fetched first from what a page adds', () => {
    expect(weigh(manifest, (file) => bytes[file] ?? NaN)).toEqual({
      initial: 1011,
      pages: { Tempo: 10_100 },
      charts: 1_100_000,
    })
  })

  it('refuses to weigh what was not built', () => {
    expect(() => filesOf(manifest, 'src/pages/Gone.vue')).toThrow('no src/pages/Gone.vue')
  })
})
