import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the server's package, whether this file runs from its sources or from `dist`. */
export function serverFolder(from = import.meta.dirname): string {
  return existsSync(join(from, 'package.json')) || dirname(from) === from ? from : serverFolder(dirname(from))
}
