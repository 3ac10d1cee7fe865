import { bucketDefinitions } from './bucket-definitions.js'
import { DEFINITIONS } from './definitions.js'
import { GAUGES, REFERENCE_GAUGES } from './gauges.js'
import { OPTIONS } from './options.js'
import { REFERENCE_DEFINITIONS } from './reference-definitions.js'
import type { Definition, Gauge } from './series.js'

type Row = readonly string[]

/** Every series that leaves, as the page of this exporter lists them. */
export function seriesTable(): string {
  return table(
    ['Series', 'Value', 'Unit', 'Stamped at'],
    [
      ...[...DEFINITIONS, ...bucketDefinitions({ CONSUMPTION: ['HC'], PRODUCTION: ['BASE'] })].map(
        historyRow,
      ),
      ...Object.values(GAUGES).map(gaugeRow),
    ],
  )
}

/** Those of the MyElectricalData local client. */
export function referenceTable(): string {
  return table(
    ['Series', 'Value', 'Unit', 'Stamped at'],
    [...REFERENCE_DEFINITIONS.map(historyRow), ...Object.values(REFERENCE_GAUGES).map(gaugeRow)],
  )
}

export function optionsTable(): string {
  const rows = OPTIONS.map((option): Row => {
    const of = { required: false, secret: false, default: undefined, variable: undefined, ...option }
    const notes = [
      of.required ? 'required' : '',
      of.secret ? 'secret' : '',
      of.default === undefined ? '' : `default \`${of.default}\``,
      of.variable === undefined ? '' : `\`${of.variable}\``,
    ]
    return [`\`${option.name}\``, `${option.title.en}. ${option.help.en}`, notes.filter(Boolean).join(', ')]
  })
  return table(['Option', 'Meaning', ''], rows)
}

function historyRow({ name, labels, meterLabel, meaning, unit, stampedAt }: Definition): Row {
  const meter = meterLabel === null ? [] : [meterLabel]
  const own = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return [`\`${name}{${[...meter, ...own, 'year'].join(',')}}\``, meaning, unit, stampedAt]
}

function gaugeRow({ name, labels, meaning, unit }: Gauge): Row {
  return [`\`${name}{${labels.join(',')}}\``, meaning, unit, 'the minute of sending']
}

/** Columns padded as the formatter of the repository pads them. */
function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: Row, fill = ' ') =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`
  return [
    line(head),
    line(
      widths.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n')
}
