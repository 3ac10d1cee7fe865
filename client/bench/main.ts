import { cp, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import tailwind from '@tailwindcss/vite'
import { build } from 'vite'
import { compressed, readManifest, weigh } from '../build/weights'
import { startProduct } from '../e2e/harness'
import { synced } from '../e2e/synced'
import { firstFigure, heapGrowth, layoutShifts } from './pages'
import { tableOf, type Figure } from './table'
import { yearOfHalfHours } from './year'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const KB = 1000

function weights(): Figure[] {
  const { initial, pages, charts } = weigh(readManifest(dist), compressed(dist))
  const added = Object.entries(pages).map(([name, bytes]): Figure => ({
    measure: `JavaScript ${name} adds, gzip`,
    value: bytes / KB,
    unit: 'KB',
    target: 120,
  }))
  return [
    { measure: 'JavaScript of the home page, gzip', value: initial / KB, unit: 'KB', target: 180 },
    ...added,
    { measure: 'JavaScript of the charts, gzip', value: charts / KB, unit: 'KB', target: 230 },
  ]
}

/** The built pages, and beside them one that draws a year with their own code. */
async function pagesWithYear(folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [vue(), tailwind()],
    publicDir: false,
    define: { 'globalThis.__DEV__': 'false', __VUE_I18N_LEGACY_API__: 'false', __VUE_OPTIONS_API__: 'false' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsDir: 'year',
      target: 'es2023',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: join(root, 'bench/year/index.html') },
    },
  })
  await cp(join(folder, 'bench/year/index.html'), join(folder, 'year.html'))
  await cp(dist, folder, { recursive: true })
}

export async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'linky-bench-pages-'))
  const figures = weights()
  const say = (what: string) => process.stderr.write(`${what}…\n`)
  try {
    say('building')
    await pagesWithYear(folder)
    const product = await startProduct({ CLIENT_DIR: folder })
    try {
      say('importing invented meters')
      await synced(product)
      for (const [name, measure] of Object.entries({
        firstFigure,
        layoutShifts,
        yearOfHalfHours,
        heapGrowth,
      })) {
        say(name)
        figures.push(...(await measure(product)))
      }
    } finally {
      await product.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const load = loadavg()[0]?.toFixed(1)
  process.stdout.write(
    `${tableOf(figures)}\nLoad of this machine: ${load} on ${cpus().length} processors; times grow with it.\n`,
  )
}
