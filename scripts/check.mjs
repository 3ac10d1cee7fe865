// What must hold before a commit: layout, lint and layers, types of both sides, unit tests. Stops at the first failure.
import { spawnSync } from 'node:child_process'

const nx = (target) => ['nx', 'run-many', '-t', target, '--output-style=stream']
const steps = [
  ['format', 'oxfmt', '--check', '.'],
  ['lint', 'eslint', '.'],
  ['types', ...nx('typecheck')],
  ...(process.argv.includes('--no-tests') ? [] : [['unit tests', ...nx('test:unit')]]),
]

for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}: ${command} ${args.join(' ')}`)
  const begin = performance.now()
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (error || status !== 0) {
    console.error(`\n✗ ${name} failed${error ? `: ${error.message}` : ''}`)
    process.exit(status || 1)
  }
  console.log(`✓ ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`)
}
