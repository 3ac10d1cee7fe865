import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { dashboard } from './dashboard.js'
import { DEFINITIONS } from './definitions.js'
import { optionsTable, referenceTable, seriesTable } from './documentation.js'
import { GAUGES } from './gauges.js'

const page = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'exporters', 'victoriametrics.md')

/** As many blanks as the formatter likes. */
const plain = (text: string) => text.replace(/[ -]*\|[ -]*/g, '|')

describe('the page of VictoriaMetrics', () => {
  it('is there', () => expect(existsSync(page)).toBe(true))

  it.each([
    ['series', seriesTable()],
    ['names of the reference client', referenceTable()],
    ['options', optionsTable()],
  ])('tells the %s as the code has them', (_name, table) => {
    expect(plain(readFileSync(page, 'utf8'))).toContain(plain(table))
  })
})

describe('the dashboard', () => {
  const { panels, templating } = dashboard(['01226049119901', '01226049119902'])
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

  it('uses no series but those that are exported', () => {
    const names = new Set([...DEFINITIONS, ...Object.values(GAUGES)].map(({ name }) => name))
    const used = queries.flatMap((query) => [...query.matchAll(/(\w+)\{/g)].map(([, name]) => name))
    expect(used.filter((name) => !names.has(name ?? ''))).toEqual([])
    expect(new Set(used)).toEqual(names)
  })

  it('offers the meters, the first one chosen', () => {
    expect(templating.list).toContainEqual(
      expect.objectContaining({
        name: 'pdl',
        query: '01226049119901,01226049119902',
        current: { text: '01226049119901', value: '01226049119901' },
      }),
    )
  })

  it('lays panels beside each other, never over each other', () => {
    const cells = panels.flatMap(({ gridPos }) => {
      const { x, y, w, h } = gridPos as Record<'x' | 'y' | 'w' | 'h', number>
      return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`)
    })
    expect(new Set(cells).size).toBe(cells.length)
  })
})
