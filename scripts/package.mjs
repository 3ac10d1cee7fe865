// node package.mjs <folder>: what a built product needs to run, and nothing else. docker/Dockerfile makes its image of it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [target] = process.argv.slice(2)
if (!target) fail('Name the folder to write: npm run package -- <folder>')
const folder = resolve(target)

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail(`${command} failed`)
}

for (const built of ['server/dist', 'client/dist/index.html']) {
  if (!existsSync(join(root, built))) fail(`${built} is missing: npm run build`)
}
for (const path of [
  ...['package.json', 'package-lock.json', '.npmrc'],
  ...['server/package.json', 'server/dist', 'client/package.json', 'client/dist'],
]) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(root, path), join(folder, path), { recursive: true })
}
run('npm', 'ci', '--ignore-scripts', '--omit=dev', '--omit=optional', '--workspace=server')

// Everything the product imports is there, or this fails.
const app = pathToFileURL(join(folder, 'server/dist/src/app.js')).href
run(process.execPath, '--input-type=module', '--eval', `await import('${app}')`)
console.log(`${folder} runs with: node server/dist/src/main.js`)
