import { Collector } from '../collector.js'
import { Rows } from '../rows.js'
import { FileUnreadable } from '../unreadable.js'
import { cellsOf, SEPARATORS } from '../values/cells.js'
import type { Separator } from '../values/cells.js'
import type { Encoding } from '../values/encoding.js'
import { encodingOf } from '../values/encoding.js'
import { LineSplitter } from '../values/lines.js'
import { DumpReader } from './dump.js'
import type { Reading } from './reading.js'

const HEAD_LINES = 80
const HEAD_BYTES = 64 * 1024
const SHOWN = 60

/**
 * Lines of text → tables. The separator is the one with which a layout is recognised among the first lines; when there is
 * none, nothing more is read.
 * Throws FileUnreadable.
 */
export async function readText(
  pieces: AsyncIterable<Uint8Array>,
  reading: Reading,
  name: string | null = null,
): Promise<void> {
  let head = Buffer.alloc(0)
  let begun: Begun | null = null
  for await (const piece of pieces) {
    if (begun) begun.reader.push(begun.decoder.decode(piece, { stream: true }))
    else {
      head = Buffer.concat([head, piece])
      if (head.length >= HEAD_BYTES) begun = begin(head, reading, name)
    }
    await reading.breathe(piece.length)
  }
  const { decoder, reader } = begun ?? begin(head, reading, name)
  reader.push(decoder.decode())
  reader.end()
}

interface Begun {
  readonly decoder: InstanceType<typeof TextDecoder>
  readonly reader: TextReader
}

function begin(head: Buffer, reading: Reading, name: string | null): Begun {
  const encoding = encodingOf(head)
  if (encoding === null)
    throw new FileUnreadable('binary', 'This file is not text, nor a workbook or database that we know.')
  const decoder = new TextDecoder(encoding)
  const reader = new TextReader(reading, name, encoding)
  reader.push(decoder.decode(head, { stream: true }))
  return { decoder, reader }
}

class TextReader {
  private readonly lines = new LineSplitter(this)
  private head: { text: string; number: number }[] | null = []
  private rows: Rows | null = null
  private dump: DumpReader | null = null
  private separator: Separator = ';'

  constructor(
    private readonly reading: Reading,
    private readonly name: string | null,
    private readonly encoding: Encoding,
  ) {}

  push(text: string): void {
    this.lines.push(text)
  }

  line(text: string, number: number): void {
    if (this.head) {
      this.head.push({ text, number })
      if (this.head.length >= HEAD_LINES) this.decide()
    } else if (this.dump) this.dump.line(text, number)
    else this.rows?.row(cellsOf(text, this.separator), number)
  }

  tooLong(number: number): void {
    this.reading.collector.reject({ line: number, table: this.name }, 'too_long', 'a line of more than 64 KB')
  }

  end(): void {
    this.lines.end()
    if (this.head) this.decide()
    this.rows?.end()
    this.dump?.end()
  }

  private decide(): void {
    const head = this.head ?? []
    this.head = null
    const texts = head.map(({ text }) => text)
    if (DumpReader.recognises(texts)) this.dump = new DumpReader(this.reading)
    else {
      this.separator = this.separatorOf(texts)
      this.rows = this.newRows(this.reading.collector, this.separator)
    }
    for (const { text, number } of head) this.line(text, number)
  }

  private separatorOf(head: readonly string[]): Separator {
    let other: string | null = null
    for (const separator of SEPARATORS) {
      const trial = this.newRows(new Collector(0, () => undefined), separator, true)
      for (const [index, line] of head.entries()) {
        trial.row(cellsOf(line, separator), index + 1)
        if (trial.recognised) return separator
      }
      other ??= trial.other
    }
    if (head.every((line) => line.trim() === '')) throw new FileUnreadable('empty', 'This file is empty.')
    if (other !== null)
      throw new FileUnreadable(
        'other_source',
        `This looks like a file of ${other}, which is not read: it is no file of Enedis or EDF.`,
      )
    const first =
      head
        .find((line) => line.trim() !== '')
        ?.trim()
        .slice(0, SHOWN) ?? ''
    throw new FileUnreadable('unknown', `No known table in this file, which begins with "${first}".`)
  }

  private newRows(collector: Collector, separator: Separator, trial = false): Rows {
    const { reading, name, encoding } = this
    return new Rows({
      collector,
      fileName: name === null ? reading.fileName : `${name} ${reading.fileName}`,
      name,
      encoding,
      separator,
      register: (report) => {
        if (!trial) reading.tables.push(report)
      },
    })
  }
}
