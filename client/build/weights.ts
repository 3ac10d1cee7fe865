import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
}
export type Manifest = Record<string, Chunk>

/** Bytes of JavaScript, compressed. */
export interface Weights {
  /** Before the home page shows: the entry, all it imports, and its language. */
  initial: number
  /** What each other page adds to it, the charts apart. */
  pages: Record<string, number>
  /** The chart library, fetched when a chart is in sight. */
  charts: number
}

const ENTRY = 'index.html'
const LANGUAGE = 'src/i18n/fr/index.ts'
const CHARTS = 'src/charts/engine.ts'

export function readManifest(dist: string): Manifest {
  return JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
}

/** Files a module needs before it runs, its own among them. */
export function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`The build has no ${name}.`)
  if (seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const needed of chunk.imports ?? []) filesOf(manifest, needed, seen)
  return seen
}

export function weigh(manifest: Manifest, bytes: (file: string) => number): Weights {
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + bytes(file), 0)
  const initial = filesOf(manifest, LANGUAGE, filesOf(manifest, ENTRY))
  const beyond = (name: string, known: ReadonlySet<string>) =>
    sum([...filesOf(manifest, name)].filter((file) => !known.has(file)))
  const pages = Object.keys(manifest).filter((name) => /^src\/pages\/\w+Page\.vue$/.test(name))
  return {
    initial: sum(initial),
    pages: Object.fromEntries(
      pages.map((name) => [/(\w+)Page\.vue$/.exec(name)?.[1] ?? name, beyond(name, initial)]),
    ),
    charts: beyond(CHARTS, initial),
  }
}

export function compressed(dist: string): (file: string) => number {
  return (file) => gzipSync(readFileSync(join(dist, file))).length
}
