// Server and client, reloading as files change; with --demo, on the demo household. Open http://localhost:8100.
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { demo, finish, NX, root, run, runMain, TSC, VITE } from './processes.mjs'

const project = join(root, 'server', 'tsconfig.build.json')
await finish([NX, 'run-many', '-t', 'codegen', '--output-style=stream'])

const compiler = run([TSC, '-p', project, '--watch', '--preserveWatchOutput'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const lines = createInterface({ input: compiler.stdout })
await new Promise((resolve) =>
  lines.on('line', (line) => {
    if (line.trim() !== '') console.log(line)
    if (line.includes('Watching for file changes')) resolve()
  }),
)

const env = { ...process.env, ...demo }
const server = join(root, 'server', 'dist', 'src', 'main.js')
runMain(['--watch', '--watch-preserve-output', '--enable-source-maps', server], { env })
run([VITE], {
  cwd: join(root, 'client'),
  env: { ...env, LINKY_SERVER: `http://127.0.0.1:${env.PORT || 8181}` },
})
