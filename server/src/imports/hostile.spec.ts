import { gzipSync } from 'node:zlib'

import { describe, expect, it } from 'vitest'

import { corpus, v1Database } from '../../test/imports/corpus.js'
import { chance, mutated } from '../../test/imports/mutate.js'
import { readBytes } from '../../test/imports/read.js'
import { workbook, workbookOf, zip } from '../../test/imports/workbook.js'
import { startOf, toDay } from '../core/index.js'
import { FileUnreadable } from './unreadable.js'

const refusalOf = async (content: string | Uint8Array, name?: string) => {
  try {
    await readBytes(content, name)
    return null
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error
    return error.fields[0]?.rule ?? null
  }
}

describe('a workbook', () => {
  it('is read by its cells, wherever they stand', async () => {
    const { of, tables } = await readBytes(
      workbook([
        ['', 'Point Référence Mesure (PRM) : ', '01226049119991'],
        [],
        ['', 'Date', 'Valeur (en kWh)'],
        ['', '01/01/2023', '25,406'],
        ['', '44928', '24.401'],
        ['', '03/01/2023', 'NA'],
      ]),
    )
    expect(tables[0]).toMatchObject({
      layout: 'DAILY',
      pdl: '01226049119991',
      direction: 'CONSUMPTION',
      blankValues: 1,
    })
    expect(of('CONSUMPTION_DAILY').map(({ day, values }) => [day, ...values])).toEqual([
      ['2023-01-01', 25_406],
      ['2023-01-02', 24_401],
    ])
  })

  it('that declares entities is refused before it can grow', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1"><v>&b;</v></c></row></sheetData></worksheet>`
    expect(await refusalOf(workbookOf(laughs))).toBe('hostile')
  })

  it('with a cell, a tag or a depth without end is refused', async () => {
    expect(
      await refusalOf(workbookOf(`<worksheet><sheetData>${'x'.repeat(3_000_000)}</sheetData></worksheet>`)),
    ).toBe('hostile')
    expect(await refusalOf(workbookOf(`<worksheet ${'a'.repeat(3_000_000)}="1"/>`))).toBe('hostile')
    expect(await refusalOf(workbookOf('<a>'.repeat(1000)))).toBe('hostile')
  })

  it('with a million columns is read for those that a table of measures can have', async () => {
    const wide = Array.from({ length: 200_000 }, (_, index) => `<c><v>${index}</v></c>`).join('')
    expect(
      await refusalOf(workbookOf(`<worksheet><sheetData><row r="1">${wide}</row></sheetData></worksheet>`)),
    ).toBe('unknown')
  })

  it('takes the last result of a formula, and computes none', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Valeur (en Wh)</v></c></row>
      <row r="2"><c r="A2" t="str"><v>2023-01-01</v></c><c r="B2"><f>WEBSERVICE("http://x")</f><v>12</v></c></row>
      <row r="3"><c r="A3" t="str"><v>2023-01-02</v></c><c r="B3"><f>1+1</f></c></row></sheetData></worksheet>`
    const { of } = await readBytes(workbookOf(sheet))
    expect(of('CONSUMPTION_DAILY').map(({ day, values }) => [day, ...values])).toEqual([['2023-01-01', 12]])
  })
})

describe('an archive', () => {
  it('of files of text is read file by file; one that is not ours is told of', async () => {
    const read = await readBytes(
      zip({ 'a.csv': 'Date;Valeur (en Wh)\n2023-01-01;5\n', 'b.csv': 'x;y\n1;2\n', 'c.pdf': '%PDF' }),
    )
    expect(read.container).toBe('ZIP')
    expect(read.tables.map(({ name }) => name)).toEqual(['a.csv'])
    expect(read.rejections).toMatchObject([{ path: 'b.csv:1', rule: 'unknown_table' }])
  })

  it('that unfolds to zeros for ever is refused by its first bytes', async () => {
    expect(await refusalOf(zip({ 'a.csv': Buffer.alloc(50_000_000) }))).toBe('binary')
    expect(await refusalOf(gzipSync(Buffer.alloc(50_000_000)))).toBe('binary')
  })
})

it('a line of a million columns is refused as a line, and the others are read', async () => {
  const { of, rejections } = await readBytes(
    `Date;Valeur (en Wh)\n2023-01-01;5\n${';'.repeat(1_000_000)}\n2023-01-02;6\n`,
  )
  expect(rejections).toMatchObject([{ path: '3', rule: 'too_long' }])
  expect(of('CONSUMPTION_DAILY')).toHaveLength(2)
})

it('the database of v1 is read, its failures left blank, its spring hour put where it was', async () => {
  const { of, container, tables } = await readBytes(v1Database(), 'cache.db')
  expect(container).toBe('SQLITE')
  expect(tables.map(({ layout }) => layout)).toEqual(['V1_DAILY', 'V1_CURVE', 'V1_MAX_POWER'])
  expect(of('CONSUMPTION_DAILY').map(({ pdl, day, values }) => [pdl, day, ...values])).toEqual([
    ['01226049119991', '2022-03-26', 12_345],
    ['01226049119992', '2022-03-26', 777],
  ])
  const midnight = startOf(toDay('2022-03-27'))
  expect(
    of('CONSUMPTION_CURVE').flatMap(({ offsets }) => offsets.map((offset) => midnight + offset * 1000)),
  ).toEqual(['2022-03-27T00:30:00Z', '2022-03-27T01:00:00Z'].map((text) => Date.parse(text)))
  expect(of('MAX_POWER')[0]?.values).toEqual([4321])
})

it('mutated files always get a verdict', async () => {
  const next = chance(20_261_125)
  const files = [...corpus()]
  const verdicts = new Map<string, number>()
  for (let turn = 0; turn < 2000; turn++) {
    const [name, bytes] = files[Math.floor(next() * files.length)]!
    const [, other] = files[Math.floor(next() * files.length)]!
    const verdict = (await refusalOf(mutated(bytes, other, next), name)) ?? 'read'
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  }
  expect(verdicts.get('read')).toBeGreaterThan(200)
  expect(verdicts.get('unknown')).toBeGreaterThan(50)
}, 300_000)
