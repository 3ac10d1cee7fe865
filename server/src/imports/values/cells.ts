/** Cells beyond belong to no layout of ours. */
export const MOST_CELLS = 128

export const SEPARATORS = [';', ',', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

/** One line → its cells, without the quotes around them. */
export function cellsOf(line: string, separator: Separator): string[] {
  if (!line.includes('"')) return line.split(separator, MOST_CELLS)
  const cells: string[] = []
  let at = 0
  while (cells.length < MOST_CELLS) {
    const { text, next } = line[at] === '"' ? quoted(line, at, separator) : plain(line, at, separator)
    cells.push(text)
    if (next === -1) break
    at = next
  }
  return cells
}

/** `next` is the start of the next cell; -1 = there is none. */
interface Cell {
  readonly text: string
  readonly next: number
}

function plain(line: string, at: number, separator: Separator): Cell {
  const end = line.indexOf(separator, at)
  return end === -1 ? { text: line.slice(at), next: -1 } : { text: line.slice(at, end), next: end + 1 }
}

function quoted(line: string, at: number, separator: Separator): Cell {
  let text = ''
  let from = at + 1
  for (;;) {
    const quote = line.indexOf('"', from)
    if (quote === -1) return { text: text + line.slice(from), next: -1 }
    text += line.slice(from, quote)
    if (line[quote + 1] === '"') {
      text += '"'
      from = quote + 2
      continue
    }
    const rest = plain(line, quote + 1, separator)
    return { text: text + rest.text, next: rest.next }
  }
}

/** A heading as it can be compared: no accents, no case, single spaces; a letter lost to a wrong encoding is `?`. */
export function plainWords(cell: string): string {
  return cell
    .normalize('NFD')
    .replace(/[\u0300-\u036f\ufeff]/g, '')
    .replace(/\ufffd+/g, '?')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
}
