import type { SaxesTagPlain } from 'saxes'
import { SaxesParser } from 'saxes'

import { messageOf } from '../../core/index.js'
import { FileUnreadable } from '../unreadable.js'

const MOST_DEPTH = 64
/** No cell, and no tag, of a workbook of measures is longer. */
const LONGEST_TOKEN = 1024 * 1024

export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * XML in pieces → its tags and texts, holding one of them at a time. Workbooks declare no entity: a document that does is
 * hostile and refused before it can grow.
 * Throws FileUnreadable.
 */
export class XmlReader {
  private readonly parser = new SaxesParser()
  private readonly decoder = new TextDecoder('utf-8')
  private silent = 0
  private depth = 0

  constructor(listener: XmlListener) {
    this.parser.on('error', (error) => {
      throw new FileUnreadable('broken', `This workbook is damaged: ${messageOf(error)}.`, error)
    })
    this.parser.on('doctype', () => refuse())
    this.parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
      this.silent = 0
      if (++this.depth > MOST_DEPTH) refuse()
      listener.open(local(name), attributes)
    })
    this.parser.on('text', (text) => {
      this.silent = 0
      listener.text?.(text)
    })
    this.parser.on('closetag', ({ name }) => {
      this.silent = 0
      this.depth--
      listener.close?.(local(name))
    })
  }

  push(piece: Uint8Array): void {
    this.silent += piece.length
    this.parser.write(this.decoder.decode(piece, { stream: true }))
    if (this.silent > LONGEST_TOKEN) refuse()
  }

  end(): void {
    this.parser.close()
  }
}

function refuse(): never {
  throw new FileUnreadable('hostile', 'This workbook is built to exhaust whoever opens it: it is not read.')
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
