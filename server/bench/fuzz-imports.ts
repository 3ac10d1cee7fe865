import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { FileUnreadable } from '../src/imports/unreadable.js'
import { readImportFile } from '../src/imports/read-file.js'
import { corpus } from '../test/imports/corpus.js'
import { chance, mutated } from '../test/imports/mutate.js'

const TURNS = Number(process.argv[2] ?? 100_000)
const SEED = Number(process.argv[3] ?? 20_261_125)
const MOST_MB = 300
const NOW = Date.parse('2026-11-24T12:00:00+01:00')

/** Harmed files by the hundred thousand: each gets a verdict, within bounded memory. A crash ends the script with its seed and turn. */
const folder = mkdtempSync(join(tmpdir(), 'linky-fuzz-'))
const path = join(folder, 'file')
const files = [...corpus()]
const next = chance(SEED)
const verdicts = new Map<string, number>()
let largestMb = 0
for (let turn = 0; turn < TURNS; turn++) {
  const [name = '', bytes = Buffer.alloc(0)] = files[Math.floor(next() * files.length)] ?? []
  const [, other = bytes] = files[Math.floor(next() * files.length)] ?? []
  writeFileSync(path, mutated(bytes, other, next))
  let verdict = 'read'
  try {
    await readImportFile({ path, fileName: name, now: NOW, onDay: () => undefined })
  } catch (error) {
    if (!(error instanceof FileUnreadable))
      throw new Error(`seed ${SEED}, turn ${turn}, ${name}`, { cause: error })
    verdict = error.fields[0]?.rule ?? 'refused'
  }
  verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  largestMb = Math.max(largestMb, process.memoryUsage.rss() / 1024 / 1024)
  if (turn % 10_000 === 9999) process.stderr.write(`${turn + 1}… ${largestMb.toFixed(0)} MB\n`)
}
rmSync(folder, { recursive: true })
process.stdout.write(
  `${TURNS} files, ${largestMb.toFixed(0)} MB at most: ${JSON.stringify(Object.fromEntries(verdicts))}\n`,
)
if (largestMb > MOST_MB) {
  process.stderr.write(`more than ${MOST_MB} MB\n`)
  process.exitCode = 1
}
