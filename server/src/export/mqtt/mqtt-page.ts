import { connectionOptions } from './connection-options.js'
import { contentOptions } from './content-options.js'
import { gridTopics } from './grid-topics.js'
import { energyTopics } from './messages.js'
import { meterTopics } from './meter-topics.js'
import type { Topic } from './topic.js'

type AnyTopic = Pick<Topic<never>, 'path' | 'about' | 'unit' | 'fields'>

/** The page that describes the MQTT export, as Markdown: its tables are those that the product works with. */
export function mqttPage(): string {
  const ours: readonly AnyTopic[] = [
    ...energyTopics.CONSUMPTION.ours,
    ...energyTopics.PRODUCTION.ours,
    ...meterTopics,
    ...gridTopics,
  ]
  const reference: readonly AnyTopic[] = [
    ...energyTopics.CONSUMPTION.reference,
    ...energyTopics.PRODUCTION.reference,
  ]
  const documents = ours.filter(({ path, fields }) => fields && path !== '{pdl}/production')
  return `# MQTT

<!-- Printed from server/src/export/mqtt by \`npm run codegen\`; edit it there. -->

Publishes the state of each meter, of Tempo and of EcoWatt on retained topics, and lets Home Assistant create the entities.
MQTT carries no history: Home Assistant counts a value when it arrives. For dated history, use the Home Assistant export
(statistics), VictoriaMetrics or Jeedom.

- What the broker holds is read before and after each run: only what differs is written, and nothing counts as delivered before
  it was read back. The user on the broker must therefore read **and** write below the prefixes.
- MQTT 5 is spoken first, then 3.1.1. A refused password is never tried again by itself.
- \`total_kwh\` runs from the first day known at the first export, and never moves back: older days that come later belong to
  history, not to the day on which they come. A correction of the past shows as a small step.
- Never let the Home Assistant export push \`sensor.{pdl}_consumption\` for a meter that is discovered here: whoever writes last wins.

## Options

${table(
  ['Option', 'Variable', 'Default', 'Meaning'],
  [...connectionOptions, ...contentOptions].map(({ name, variable, default: byDefault, secret, help }) => [
    `\`${name}\`${secret ? ' (secret)' : ''}`,
    variable === undefined ? '' : `\`${variable}\``,
    typeof byDefault === 'object' || byDefault === undefined ? '' : `\`${byDefault}\``,
    help.en,
  ]),
)}

## Topics

All are below the prefix. An unknown value is \`null\`: a key of a JSON document is always there, and a bare value is the word
\`null\`. Times have an offset; days are days in Paris.

${table(
  ['Topic', 'Content', 'Unit', 'Meaning'],
  [
    ['bridge/status', 'value', '', '`online`, or `offline` (also as last will). Always retained.'],
    [
      'notice',
      'JSON',
      '',
      'The newest alert of the rules that name this destination; it fires the event `notice`.',
    ],
    ...ours.map(({ path, about, unit, fields }) => [path, fields ? 'JSON' : 'value', unit ?? '', about]),
  ].map(([path, ...rest]) => [`\`${path ?? ''}\``, ...rest]),
)}

Orders are heard on \`cmd/sync\`, \`cmd/resend\`, \`{pdl}/cmd/sync\` and \`{pdl}/cmd/resend\`, whatever the payload; retained ones are
ignored.
${documents.map(documentSection).join('')}
## One value per topic

With \`valuesApart\`, these stand alone, below the topic of their document (\`{pdl}/consumption/week/kwh\`):

${table(
  ['Document', 'Topics below'],
  ours
    .map(({ path, fields = [] }) => [
      `\`${path}\``,
      fields.flatMap(({ alone }) => (alone === undefined ? [] : [`\`${alone}\``])).join(', '),
    ])
    .filter(([, below]) => below !== ''),
)}

## Home Assistant

Entities are created per component, which every version understands, or per device on demand; moving from one form to the other
keeps them, with their history. They appear again when Home Assistant starts, and disappear with what is no longer exported.
\`Consumption\` and \`Production\` (running totals) may be chosen in the Energy dashboard when the statistics export is not used.
Only the problem sensor and the buttons become unavailable while this product is down: a daily figure stays true.

Alerts are events: \`event_type\` is the kind in lower case (\`tempo_tomorrow\`, \`gap\`…), \`title\` and \`text\` are what to show. What the
broker retained fires nothing when Home Assistant starts. See [notices.md](../notices.md).

## Former clients

\`v1Sensor\` publishes \`{discovery prefix}/sensor/myelectricaldata_consumption/{pdl}/config\`, \`/state\` and \`/attributes\` (and
production, Tempo, EcoWatt) with the attributes that content-card-linky reads. \`referenceTopics\` adds the sums of the last 7, 14 and
30 days, \`status\`, and:
${reference.map(documentSection).join('')}`
}

function documentSection({ path, fields = [] }: AnyTopic): string {
  return `
### \`${path}\`

${table(
  ['Key', 'Unit', 'Meaning'],
  fields.map(({ key, unit, about }) => [`\`${key}\``, unit ?? '', about]),
)}
`
}

/** Columns padded as the formatter pads them, so that it leaves the page alone. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...safe.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...safe.map(line)].join(
    '\n',
  )
}
