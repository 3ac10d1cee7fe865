import type { Variable } from './variables.js'
import { variables } from './variables.js'

/** The page that describes every variable, as Markdown; the same text on every machine. */
export function configurationPage(): string {
  const rows = Object.values(variables).map((variable: Variable<unknown>) => {
    const name = `\`${variable.name}\`${variable.secret ? ' (secret)' : ''}`
    const byDefault = variable.defaultMeaning ?? (variable.default ? `\`${variable.default}\`` : 'not set')
    return `| ${[name, variable.type, byDefault, variable.meaning].join(' | ')} |`
  })
  return `# Configuration

<!-- Printed from server/src/core/config/variables.ts by \`npm run codegen\`; edit it there. -->

Everything works without setting anything but your credentials, which can also be typed in the settings page.
Variables are read once, at start, from the environment and from a file \`.env\` in the folder where the product is
started (\`NAME=value\`, one a line); the environment wins. An empty value is one that is not set. A wrong value stops
the start: every fault is listed, secrets are never shown.

| Variable | Type | Default | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}
