import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Real curves and tariffs, beside the repository where a maintainer has them; tests that need them skip without. */
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

export const hasSharedData = existsSync(folder)

export function sharedFile(...path: string[]): string {
  return join(folder, ...path)
}

/** Rows of a CSV file with a header line, gzip or not. */
export function sharedRows(...path: string[]): Record<string, string>[] {
  const bytes = readFileSync(sharedFile(...path))
  const text = (path.at(-1)?.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const values = line.split(',')
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
  })
}
