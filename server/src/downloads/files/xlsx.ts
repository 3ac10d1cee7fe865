import { Zip, ZipDeflate } from 'fflate'

import { AppError } from '../../core/index.js'
import { ParisStamps } from '../paris-stamps.js'
import type { Column, FileWriter, Row } from '../table.js'

const LONGEST_SHEET = 1_048_576
const DAY_MS = 24 * 60 * 60_000
/** Spreadsheets count days from 30 December 1899. */
const EPOCH_DAYS = 25_569
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const STYLE = { day: 1, instant: 2, header: 3 } as const

/** What a workbook of one sheet needs besides its sheet. */
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Linky Local" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
}

/**
 * A workbook of one sheet, written as it is read. Days and instants are dates of the spreadsheet, on the wall clock of Paris.
 * Libraries that write XLSX hold the whole sheet in memory; this one writes no more than a table needs.
 * Throws TOO_LARGE beyond the 1,048,576 rows that spreadsheets open.
 */
export const xlsx: FileWriter = async function* ({ columns, chunks }) {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const add = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    return file
  }
  const bytes = new TextEncoder()
  for (const [name, text] of Object.entries(PARTS)) add(name).push(bytes.encode(text), true)
  const sheet = add('xl/worksheets/sheet1.xml')
  sheet.push(bytes.encode(beginningOf(columns)))
  const stamps = new ParisStamps()
  let count = 1
  for await (const rows of chunks) {
    count += rows.length
    if (count > LONGEST_SHEET)
      throw new AppError(
        'TOO_LARGE',
        `A sheet holds ${LONGEST_SHEET.toLocaleString('en')} rows at most: ask a shorter range, or a CSV.`,
      )
    if (rows.length > 0) sheet.push(bytes.encode(rows.map((row) => line(columns, row, stamps)).join('')))
    yield* pieces.splice(0)
  }
  sheet.push(bytes.encode('</sheetData></worksheet>'), true)
  zip.end()
  yield* pieces.splice(0)
}

function beginningOf(columns: readonly Column[]): string {
  const widths = columns.map(
    ({ name, kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${kind === 'instant' ? 18 : Math.max(12, name.length + 2)}" customWidth="1"/>`,
  )
  const names = columns.map(({ name }) => textCell(name, STYLE.header))
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${names.join('')}</row>`
}

function line(columns: readonly Column[], row: Row, stamps: ParisStamps): string {
  const cells = columns.map(({ kind }, index) => {
    const value = row[index] ?? null
    if (value === null) return '<c/>'
    if (kind === 'instant' && typeof value === 'number')
      return numberCell(stamps.wall(value) / DAY_MS + EPOCH_DAYS, STYLE.instant)
    if (kind === 'day') return numberCell(Date.parse(`${value}T00:00:00Z`) / DAY_MS + EPOCH_DAYS, STYLE.day)
    return typeof value === 'number' ? numberCell(value) : textCell(value)
  })
  return `<row>${cells.join('')}</row>`
}

function numberCell(value: number, style = 0): string {
  return style === 0 ? `<c><v>${value}</v></c>` : `<c s="${style}"><v>${value}</v></c>`
}

/** Text stays text in a workbook, whatever it begins with. */
function textCell(text: string, style = 0): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<c${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`
}
