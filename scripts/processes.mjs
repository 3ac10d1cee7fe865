// What start.mjs and dev.mjs share: children that end together, and the demonstration.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** The script of a command that npm installed: run by Node itself, it needs no shell on any system. */
const command = (script) => join(root, 'node_modules', script)
export const NX = command('nx/dist/bin/nx.js')
export const TSC = command('typescript/bin/tsc')
export const VITE = command('vite/bin/vite.js')

const children = new Set()

/** Starts a child that must live as long as all the others; `main` gives its exit code to the whole. */
export function run(args, options = {}) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', ...options })
  children.add(child)
  child.on('error', (error) => {
    console.error(error.message)
    end(1)
  })
  child.on('exit', (code, signal) => {
    children.delete(child)
    end(signal ? 128 + constants.signals[signal] : (code ?? 1))
  })
  return child
}

let result
let main

/** The child that is told of signals first: the others end after it. */
export function runMain(args, options) {
  main = run(args, options)
  return main
}

/** The first to end decides the exit code; the main child is given the time it needs. */
function end(code) {
  result ??= code
  if (main && children.has(main)) main.kill('SIGTERM')
  else for (const child of children) child.kill('SIGTERM')
  if (children.size === 0) process.exit(result)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (main && children.has(main)) main.kill(signal)
    else if (children.size > 0) for (const child of children) child.kill(signal)
    else process.exit(128 + constants.signals[signal])
  })

/** What `--demo` sets: the product then opens its demo household. */
export const demo = process.argv.includes('--demo') ? { DEMO: 'true' } : {}

/** Runs a script to its end, silently unless it fails. */
export async function finish(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve) => child.once('error', () => resolve(127)).once('close', resolve))
  children.delete(child)
  if (code === 0) return
  console.error(output)
  process.exit(code ?? 1)
}
