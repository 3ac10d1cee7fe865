// node sum-tests.mjs <steps that failed> <report.json>… → the names of what failed, then one line with the sums of Vitest's reports;
// exit code 1 when anything failed.
import { existsSync, readFileSync } from 'node:fs'

const [stepsFailed = '0', ...files] = process.argv.slice(2)
const told = 1_500
const tell = (name, messages) => console.log(`✗ ${name}\n${messages.join('\n').slice(0, told)}\n`)
const sum = { passed: 0, failed: 0, skipped: 0 }

for (const file of files.filter((candidate) => existsSync(candidate))) {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  // A file that could not even be loaded holds no test: it counts as one that failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests + broken.length
  sum.skipped += report.numPendingTests + report.numTodoTests
  for (const { name, message } of broken) tell(name, [message])
  for (const { name, assertionResults } of report.testResults)
    for (const test of assertionResults)
      if (test.status === 'failed') tell(`${name} > ${test.fullName}`, test.failureMessages)
}

// A step can fail without a test that says so: lint, a build, a run that died. It must not read as "0 failed".
if (sum.failed === 0) sum.failed = Number(stepsFailed)
if (sum.skipped > 0) console.log(`${sum.skipped} skipped: a peer that cannot be had here, or does not do it`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(sum.failed > 0 ? 1 : 0)
