import { Rows } from '../rows.js'
import { FileUnreadable } from '../unreadable.js'
import type { Archive } from './archive.js'
import type { Reading } from './reading.js'
import { SheetReader } from './sheet.js'
import { XmlReader } from './xml.js'

const MOST_STRINGS = 2_000_000
const MOST_STRING_CHARACTERS = 32 * 1024 * 1024
const LONGEST_STRING = 512
const MOST_SHEETS = 50
const ROWS_BEFORE_HEADINGS = 200

interface Sheet {
  readonly name: string
  readonly path: string
}

/** An XLSX workbook → the tables of its sheets, streamed. Formulas are never computed: their last result is read. Throws FileUnreadable. */
export async function readWorkbook(archive: Archive, reading: Reading): Promise<void> {
  const sheets = await sheetsOf(archive)
  const strings = await sharedStrings(archive)
  for (const { name, path } of sheets) {
    const rows = new Rows({
      collector: reading.collector,
      fileName: reading.fileName,
      name,
      encoding: null,
      separator: null,
      register: (report) => void reading.tables.push(report),
    })
    const reader = new SheetReader(strings, (cells, line) => rows.row(cells, line))
    const xml = new XmlReader(reader)
    for await (const piece of archive.read(path)) {
      xml.push(piece)
      await reading.breathe(0)
      if (!rows.recognised && reader.rows > ROWS_BEFORE_HEADINGS) break
    }
    rows.end()
  }
  if (reading.tables.length === 0)
    throw new FileUnreadable('unknown', 'No sheet of this workbook holds a table that we know.')
}

async function sheetsOf(archive: Archive): Promise<Sheet[]> {
  const named: { name: string; id: string }[] = []
  await parse(archive, 'xl/workbook.xml', (tag, attributes) => {
    if (tag === 'sheet' && named.length < MOST_SHEETS)
      named.push({ name: (attributes.name ?? '').slice(0, 100), id: attributes['r:id'] ?? '' })
  })
  const targets = new Map<string, string>()
  await parse(archive, 'xl/_rels/workbook.xml.rels', (tag, { Id, Target }) => {
    if (tag === 'Relationship' && Id && Target && targets.size < 1000) targets.set(Id, Target)
  })
  return named.flatMap(({ name, id }) => {
    const target = targets.get(id)
    if (target === undefined) return []
    return [{ name, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }]
  })
}

async function parse(
  archive: Archive,
  path: string,
  open: (tag: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const xml = new XmlReader({ open })
  let any = false
  for await (const piece of archive.read(path)) {
    any = true
    xml.push(piece)
  }
  if (any) xml.end()
}

/** Texts that cells refer to by number; phonetic hints are no part of them. */
async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let text = ''
  let hidden = false
  let inText = false
  const xml = new XmlReader({
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') hidden = true
      inText = name === 't' && !hidden
    },
    text(piece) {
      if (inText && text.length < LONGEST_STRING) text += piece.slice(0, LONGEST_STRING)
    },
    close(name) {
      inText = false
      if (name === 'rPh') hidden = false
      if (name !== 'si') return
      characters += text.length
      strings.push(text)
      if (strings.length > MOST_STRINGS || characters > MOST_STRING_CHARACTERS)
        throw new FileUnreadable(
          'too_large_inside',
          'This workbook holds too much text to be one of measures.',
        )
    },
  })
  for await (const piece of archive.read('xl/sharedStrings.xml')) xml.push(piece)
  return strings
}
