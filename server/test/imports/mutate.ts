/** A source of chance that a seed repeats. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ODD = [
  '',
  '"',
  ';',
  '\0',
  '\r',
  '=cmd|calc',
  '1e999',
  '-5',
  '99999999999999999999',
  'NaN',
  '2022-13-40',
  '\u2028',
  '🙈',
  'é'.repeat(50),
]

/** So that what is measured is the memory of the reader, not that of the harm. */
const LARGEST = 200_000

/** One file, harmed in one to four ways: cut, doubled, recoded, shuffled, swapped, or with bytes of another. */
export function mutated(file: Buffer, other: Buffer, next: () => number): Buffer {
  let bytes: Buffer = Buffer.from(file)
  for (let times = 1 + Math.floor(next() * 4); times > 0; times--)
    bytes = harmed(bytes, other, next).subarray(0, LARGEST)
  return bytes
}

function harmed(bytes: Buffer, other: Buffer, next: () => number): Buffer {
  const at = Math.floor(next() * (bytes.length + 1))
  const end = Math.min(bytes.length, at + Math.floor(next() * 200))
  switch (Math.floor(next() * 11)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return bytes.subarray(at)
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    case 4: {
      const copy = Buffer.from(bytes)
      for (let index = at; index < end; index++) copy[index] = Math.floor(next() * 256)
      return copy
    }
    case 5:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(0, 2000), bytes.subarray(at)])
    case 6:
      return Buffer.from(bytes.toString('latin1'), next() < 0.5 ? 'utf16le' : 'utf8')
    case 7:
      return inLines(bytes, (lines) => lines.sort(() => next() - 0.5))
    case 8:
      return inLines(bytes, (lines) => lines.map((line) => line.split(';').reverse().join(';')))
    case 9:
      return inLines(bytes, (lines) => [
        ...lines.slice(0, 4),
        'x;'.repeat(1 + Math.floor(next() * 50_000)),
        ...lines.slice(4),
      ])
    default:
      return inLines(bytes, (lines) => {
        const line = Math.floor(next() * lines.length)
        const cells = (lines[line] ?? '').split(';')
        cells[Math.floor(next() * cells.length)] = ODD[Math.floor(next() * ODD.length)] ?? ''
        lines[line] = cells.join(';')
        return lines
      })
  }
}

function inLines(bytes: Buffer, change: (lines: string[]) => string[]): Buffer {
  return Buffer.from(change(bytes.toString('latin1').split('\n')).join('\n'), 'latin1')
}
