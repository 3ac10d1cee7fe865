import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PUBLIC = join(import.meta.dirname, '../public')
const WORKER = join(import.meta.dirname, 'worker.js')

/** Writes sw.js beside the pages: the worker, and the list of what it must hold to open them offline. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const built = Object.values(bundle).filter(({ fileName }) => fileName.startsWith('assets/'))
      const files = [...built.map(({ fileName }) => fileName), ...readdirSync(PUBLIC)].sort()
      const code = readFileSync(WORKER, 'utf8')
      const html = bundle['index.html']
      const version = createHash('sha256').update(code)
      for (const name of readdirSync(PUBLIC)) version.update(readFileSync(join(PUBLIC, name)))
      if (html?.type === 'asset') version.update(html.source)
      version.update(files.join())
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: [
          `const VERSION = '${version.digest('hex').slice(0, 12)}'`,
          `const FILES = ${JSON.stringify(files.map((name) => `/${name}`))}`,
          code,
        ].join('\n'),
      })
    },
  }
}
