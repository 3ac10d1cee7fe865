/** Longer lines belong to no file of ours: they are told of and skipped, never held. */
const LONGEST_LINE = 64 * 1024

export interface LineListener {
  /** `number` counts from 1. */
  line(text: string, number: number): void
  tooLong(number: number): void
}

/** Text in pieces → lines, whatever ends them (LF, CRLF, CR). Holds one line at most. */
export class LineSplitter {
  private rest = ''
  private skipping = false
  private number = 0

  constructor(private readonly listener: LineListener) {}

  push(piece: string): void {
    const text = this.rest + piece
    let from = 0
    for (;;) {
      const end = text.indexOf('\n', from)
      if (end === -1) break
      this.emit(text.slice(from, end))
      from = end + 1
    }
    this.rest = text.slice(from)
    if (this.rest.length > LONGEST_LINE) this.cutRest()
  }

  end(): void {
    if (this.rest !== '' || this.skipping) this.emit(this.rest)
    this.rest = ''
  }

  /** A file of old Macs has no line feed at all: its carriage returns end lines too. */
  private cutRest(): void {
    const parts = this.rest.split('\r')
    this.rest = parts.pop() ?? ''
    for (const part of parts) this.emit(part)
    if (this.rest.length <= LONGEST_LINE) return
    this.skipping = true
    this.rest = ''
  }

  private emit(text: string): void {
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text
    if (bare.includes('\r')) {
      for (const part of bare.split('\r')) this.emit(part)
      return
    }
    this.number++
    if (this.skipping || bare.length > LONGEST_LINE) this.listener.tooLong(this.number)
    else this.listener.line(bare, this.number)
    this.skipping = false
  }
}
